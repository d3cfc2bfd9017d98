# SPDX-License-Identifier: ISC
# One route, at the last day, on a day, at a time of it.
. "$T/past.inc"
ask() {
    echo "$ $*"
    roa-history check "$@"
    echo $?
}
ask 192.0.2.0/24 AS64496
ask 192.0.2.0/24 AS64500
ask 192.0.2.0/24 AS64500 --at 2026-01-03
ask 192.0.0.0/25 AS64496
ask 203.0.113.0/24 AS0
ask 203.0.113.0/24 none
ask 100.64.0.0/10 AS64496
ask 192.0.2.0/24 AS64496 --at 2026-01-08
ask 192.0.2.0/24 AS64496 --at 2026-01-08 --gaps carry
ask 192.0.2.0/24 AS64496 --at 2026-01-08 --gaps withdrawn
ask 192.0.2.0/24 AS64496 --at 2026-01-13
ask 192.0.2.0/24 AS64500 --at 2026-01-04T10:00:00Z
ask 192.0.2.0/24 AS64500 --at 2026-01-03T10:00:00Z
ask 192.0.2.0/24 AS64496 --tal arin
ask 192.0.2.0/24 AS64496 --tal arin --from 2026-01-05
