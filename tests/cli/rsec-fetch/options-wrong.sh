# SPDX-License-Identifier: ISC
# What cannot be meant is told, with exit status 2.
. "$T/conf.inc"
say() {
    rsec-fetch "$@"
    echo "exit $?" >&2
}
say -c conf
say -c conf -d data nothing
say -c conf -d data --month 2026-13
say -c conf -d data --month 26-01
say -c conf -d data --month 9999-01
say -c conf -d data -j 0
say -c conf -d data --rate 1x
say -c conf -d data -f yaml
say -c conf -d data --list --dry-run
say -c none -d data
say -c /dev/null -d data
say -c conf -d conf --list
say -c conf -d conf
say -c conf -d none/data
printf 'source x\n\turl gopher://a/\n' >bad
say -c bad -d data
