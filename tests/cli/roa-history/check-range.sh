# SPDX-License-Identifier: ISC
# A route over an interval: segments that follow each other without a gap.
. "$T/past.inc"
ask() {
    echo "$ $*"
    roa-history check "$@"
    echo $?
}
ask 192.0.2.0/24 AS64500 --from 2026-01-01
ask 192.0.2.0/24 AS64500 --to 2026-01-04
ask 192.0.2.0/24 AS64496 --from 2026-01-08 --to 2026-01-09
ask 198.51.100.0/24 AS64499 --from 2026-01-03 --gaps carry
ask 192.0.2.0/24 AS64500 --from 2026-01-01 -f tsv
ask 192.0.2.0/24 AS64500 --from 2026-01-08 -f jsonl
