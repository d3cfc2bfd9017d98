# SPDX-License-Identifier: ISC
# A day of APNIC in five trees counts when all that there is has come.
. "$T/fetch-lib.inc"
for tree in apnic-iana apnic-ripe apnic-arin; do
    day $tree 2015/03/01 192.0.2.0/24 AS64496
done
day apnic-arin 2015/03/01 198.51.100.0/24 AS64500
bad apnic-ripe 2015/03/01 roas.csv.xz status 403
serve
fetch --tal apnic --from 2015-03-01 --to 2015-03-01
ls store 2>&1
rm tree/apnic-ripe.tal/2015/03/01/*.bad
fetch --tal apnic --from 2015-03-01 --to 2015-03-01
roa-history info -q -d store -f csv
