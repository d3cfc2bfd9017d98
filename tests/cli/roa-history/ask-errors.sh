# SPDX-License-Identifier: ISC
# What is asked wrongly is refused, never answered.
. "$T/past.inc"
ask() {
    roa-history "$@"
    echo $?
}
ask show
ask show 192.0.2.1/24
ask show 192.0.2.0/24 198.51.100.0/24
ask show --gaps maybe 192.0.2.0/24
ask show --by ta 192.0.2.0/24
ask show -f sql 192.0.2.0/24
ask show --from 2026-01-05 --to 2026-01-04 192.0.2.0/24
ask show --to 2025-12-31 192.0.2.0/24
ask show --from 2026-01-13 192.0.2.0/24
ask check 192.0.2.0/24
ask check 192.0.2.0/24 ASX
ask check --at 2026-01-01 --from 2026-01-01 192.0.2.0/24 AS64496
ask check --at tomorrow 192.0.2.0/24 AS64496
ask check --from 2026-01-01
ask covered --tal lacnic 192.0.2.0/24
ask asn 192.0.2.0/24
ask changes
ask changes january
ask stats --by rir
ask stats --by ta --bgp routes
ask stats --delegated file
ask stats --step 0
ask plot nothing
ask plot valid
ask plot --bgp routes 192.0.2.0/24
