# SPDX-License-Identifier: ISC
# The seed question: yes, no, unknown; exit status 0, 1, 3.
. "$T/past.inc"
ask() {
    echo "$ $*"
    roa-history covered "$@"
    echo $?
}
ask 192.0.2.0/24 --at 2026-01-04
ask 192.0.1.0/24 --at 2026-01-04
ask 192.0.1.0/24 --at 2026-01-08
ask 192.0.1.0/24 --at 2026-01-08 --gaps carry
ask 192.0.1.0/24 --at 2026-01-04T12:00:00Z
ask 192.0.1.0/24
ask 192.0.1.0/24 --at 2026-01-08 -f json
ask 192.0.1.0/24 --at 2025-12-31 -f tsv
ask 192.0.1.0/24 --tal arin
ask 192.0.1.0/24 --at 2026-01-08 --tal arin
ask 192.0.1.0/24 --at 2026-01-07 --tal arin,ripe
ask 192.0.1.0/24 --at 2026-01-08T10:00:00Z
ask 192.0.1.0/24 --at 2026-01-10 -f csv
