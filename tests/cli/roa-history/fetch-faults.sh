# SPDX-License-Identifier: ISC
# A server that is busy, breaks off, or lies: what comes whole counts, and
# nothing else does.
. "$T/fetch-lib.inc"
for d in 01 02 03 04 05; do
    day ripencc 2024/02/$d 192.0.2.0/24 AS64496
done
bad ripencc 2024/02/01 roas.csv.xz busy 1 1
bad ripencc 2024/02/02 roas.csv.xz cut 100
bad ripencc 2024/02/03 roas.csv.xz status 403
bad ripencc 2024/02/04 roas.csv.xz.sha256 status 403
echo rubbish >>tree/ripencc.tal/2024/02/05/roas.csv.xz
serve
fetch --tal ripe --from 2024-02-01 --to 2024-02-05
requests | sed 's/".*"/TAG/'
roa-history sources -d store -f csv | cut -d , -f 1-4
echo '# what failed, and what was refused, is tried again'
rm tree/ripencc.tal/2024/02/03/*.bad tree/ripencc.tal/2024/02/04/*.bad
day ripencc 2024/02/05 192.0.2.0/24 AS64496
fetch --tal ripe --from 2024-02-01 --to 2024-02-05
roa-history sources -q -d store -f csv | cut -d , -f 1-4
