# SPDX-License-Identifier: ISC
# What the store lacks is fetched, verified and ingested; the next run goes on.
. "$T/fetch-lib.inc"
day ripencc 2024/01/01 192.0.2.0/24 AS64496
day ripencc 2024/01/02 192.0.2.0/24 AS64496
day ripencc 2024/01/03 192.0.2.0/24 AS64497
day arin 2024/01/01 198.51.100.0/24 AS64500
day arin 2024/01/03 198.51.100.0/24 AS64500
serve
echo '# the first time'
fetch --tal ripe,arin --from 2024-01-01 --to 2024-01-02
echo '# the rest, of itself from the last day on'
fetch --tal ripe,arin --to 2024-01-03
echo '# the hole again, and nothing else'
requests >/dev/null
fetch --tal arin --from 2024-01-01 --to 2024-01-03
requests
echo '# it is filled'
day arin 2024/01/02 198.51.100.0/24 AS64500
fetch --tal arin --from 2024-01-01 --to 2024-01-03
fetch --tal arin,ripe --from 2024-01-01 --to 2024-01-03
roa-history info -q -d store -f csv
find . -name 'store*'
