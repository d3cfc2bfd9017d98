# SPDX-License-Identifier: ISC
# The archive's layout: trust anchor and day are the path's, APNIC's trees of
# a day are one, RIPE's test environment is nobody's, other files are left.
row() { # row PREFIX ASN: a roas.csv of one VRP
    echo 'URI,ASN,IP Prefix,Max Length,Not Before,Not After'
    echo "rsync://h.example/x.roa,$2,$1,,2013-01-01 00:00:00,2014-01-01"
}
for tree in apnic-afrinic apnic-arin apnic-iana apnic-lacnic apnic-ripe \
    arin localcert ripencc; do
    mkdir -p $tree.tal/2013/05/01
done
row 192.0.2.0/24 AS64496 >apnic-arin.tal/2013/05/01/roas.csv
row 198.51.100.0/24 AS64497 >apnic-iana.tal/2013/05/01/roas.csv
row 203.0.113.0/24 AS64498 | xz >apnic-ripe.tal/2013/05/01/roas.csv.xz
row 192.0.2.0/25 AS64499 >arin.tal/2013/05/01/roas.csv
row 192.0.2.0/26 AS64500 >localcert.tal/2013/05/01/roas.csv
row 192.0.2.0/27 AS64501 >ripencc.tal/2013/05/01/roas.csv
echo junk >ripencc.tal/2013/05/01/repo.tar.xz
echo junk >ripencc.tal/2013/05/01/routinator.log
roa-history ingest -v -d store .
roa-history sources -q -d store -f csv | cut -d, -f 1-6
roa-history info -q -d store -f csv

# The same inputs give the same bytes: again, alone, from an archive of tar.
cp store first
roa-history ingest -q -d store ripencc.tal/2013/05/01/roas.csv .
cmp store first
tar -cJf all.tar.xz ./*.tal
roa-history ingest -q -d second all.tar.xz
cmp second first
tar -cf - ./*.tal | roa-history ingest -q -d third -j 1 -
cmp third first
roa-history verify -q -d third
