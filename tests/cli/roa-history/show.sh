# SPDX-License-Identifier: ISC
# The answer first, then the VRPs, what was there last on top, and the years.
. "$T/past.inc"
roa-history show 192.0.2.0/24
roa-history show 198.51.100.0/24
roa-history show 100.64.0.0/10
roa-history show --to 2026-01-04 192.0.2.0/25
roa-history show --to 2026-01-08 192.0.2.0/24
roa-history show --from 2026-01-05 --to 2026-01-06 2001:db8::/48
# The name of a trust anchor is an input's, and nothing for a terminal to obey.
printf '{"roas":[{"asn":1,"prefix":"192.0.2.0/24","maxLength":24,"ta":"%s"}]}' \
    '\u001b[2Jx' >odd.json
roa-history ingest -q -d odd.store --date 2026-01-01 odd.json
roa-history show -d odd.store --to 2026-01-02 192.0.2.0/24
