# SPDX-License-Identifier: ISC
# Digests beside a file, in a list of its folder, beside an archive of tar.
row() {
    printf 'ASN,IP Prefix,Max Length,Trust Anchor\n%s,%s\n' \
        AS64496,192.0.2.0/24,24 "$1"
}
for d in 1 2 3 4; do
    mkdir $d
    row ripe >$d/2026-05-0$d.csv
done
(cd 1 && sha256sum ./*.csv >SHA256SUMS)
(cd 2 && sha256sum 2026-05-02.csv | sed 's/^..../beef/' >SHA256SUMS)
(cd 3 && sha256sum --tag 2026-05-03.csv | sed 's/= ..../= beef/' >SHA256)
(cd 4 && sha256sum /dev/null >SHA256)
mkdir 5
(cd 4 && tar cf ../5/2026-05-05.tar 2026-05-04.csv)
(cd 5 && sha256sum 2026-05-05.tar | sed 's/^..../beef/' >2026-05-05.tar.sha256)
ingest() {
    roa-history ingest -d store "$@" 2>&1 |
        sed "s/[0-9a-f]\{16\}\.\.\./HEX/g"
    roa-history sources -q -d store -f csv | cut -d , -f 1-4
}
ingest 1 2/2026-05-02.csv 3
ingest 4
cp store before
ingest 5
cmp store before
(cd 5 && sha256sum 2026-05-05.tar >2026-05-05.tar.sha256)
ingest 5

# A list that does not name the file is not the last one that is looked at.
mkdir 6
row ripe >6/2026-05-06.csv
(cd 6 && sha256sum /dev/null >SHA256)
(cd 6 && sha256sum 2026-05-06.csv | sed 's/^..../beef/' >SHA256SUMS)
ingest 6 | head -n 2
