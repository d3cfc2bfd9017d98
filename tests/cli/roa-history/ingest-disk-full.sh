# SPDX-License-Identifier: ISC
# A store that cannot be written whole is not written at all.
awk 'BEGIN {
    print "ASN,IP Prefix,Max Length,TA"
    for (i = 0; i < 65536; i++)
        printf "AS64496,10.%d.%d.0/24,24,ripe\n", i / 256, i % 256
}' >2026-05-01.csv
roa-history ingest -q -d store 2026-05-01.csv
cp store before
cp 2026-05-01.csv 2026-05-02.csv
(
    trap '' XFSZ
    ulimit -f 100
    roa-history ingest -d store 2026-05-02.csv
    echo "exit $?"
)
cmp store before
roa-history verify -q -d store
roa-history ingest -d store 2026-05-02.csv
roa-history info -q -d store -f csv | cut -d, -f 1-4
