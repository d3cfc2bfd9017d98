# SPDX-License-Identifier: ISC
# A signal ends it; the next run goes on in the middle of the file.
. "$T/fetch-lib.inc"
day ripencc 2024/01/01 192.0.2.0/24 AS64496
day ripencc 2024/01/02 192.0.2.0/24 AS64496
bad ripencc 2024/01/02 roas.csv.xz stall 100
serve
roa-history fetch -d store --base "$base" --connections 1 --tal ripe \
    --from 2024-01-01 --to 2024-01-02 &
pid=$!
part=store.fetch/ripencc.tal/2024/01/02/roas.csv.xz.part
until [ -s $part ]; do sleep 0.05; done
kill -TERM $pid
wait $pid
echo "exit $?"
find store* -type f | LC_ALL=C sort
requests >/dev/null
fetch --tal ripe --from 2024-01-01 --to 2024-01-02
requests | sed 's/".*"/TAG/'
find store*
