# SPDX-License-Identifier: ISC
# Two at once are refused; the second finds the store as the first left it.
printf 'ASN,IP Prefix,Max Length,TA\nAS64496,192.0.2.0/24,24,ripe\n' \
    >2026-05-01.csv
mkfifo slow
roa-history ingest -q -d store --date 2026-05-02 slow &
exec 3>slow
while [ ! -e store.new ]; do sleep 0.05; done
roa-history ingest -d store 2026-05-01.csv
echo "exit $?"
cat 2026-05-01.csv >&3
exec 3>&-
wait
roa-history ingest -d store 2026-05-01.csv
roa-history sources -q -d store -f csv | cut -d, -f 1-4
ls
