# SPDX-License-Identifier: ISC
# What is refused is told with its file and reason, stands in the ledger, and
# the rest is read.
rows() {
    echo 'URI,ASN,IP Prefix,Max Length,Not Before,Not After'
    echo 'rsync://h.example/x.roa,AS64496,192.0.2.0/24,24,2026-01-01,2027-01-01'
}
for day in 01 02 03 04 05 06 07 08; do mkdir -p arin.tal/2026/05/$day; done
rows >arin.tal/2026/05/01/roas.csv
: >arin.tal/2026/05/02/roas.csv
rows | head -n 1 >arin.tal/2026/05/03/roas.csv
rows | xz | head -c 100 >arin.tal/2026/05/04/roas.csv.xz
rows | xz >arin.tal/2026/05/05/roas.csv.xz
printf XXXX | dd of=arin.tal/2026/05/05/roas.csv.xz bs=1 seek=60 \
    conv=notrunc 2>/dev/null
rows | xz >arin.tal/2026/05/06/roas.csv.xz
sha256sum arin.tal/2026/05/01/roas.csv |
    sed 's/05.01/05\/06/; s/csv$/csv.xz/' \
        >arin.tal/2026/05/06/roas.csv.xz.sha256
rows >arin.tal/2026/05/07/roas.csv
(cd arin.tal/2026/05/07 && sha256sum roas.csv >roas.csv.sha256)
rows | sed 's/,24,/,8,/' >arin.tal/2026/05/08/roas.csv
roa-history ingest -d store arin.tal
echo "exit $?"
roa-history sources -d store -f csv | cut -d, -f 1-4
# A day that was refused may come again, and a broken one more changes nothing.
rows >arin.tal/2026/05/02/roas.csv
roa-history ingest -q -d store arin.tal/2026/05/02
roa-history sources -q -d store -f csv --from 2026-05-02 --to 2026-05-02 |
    cut -d, -f 1-4
