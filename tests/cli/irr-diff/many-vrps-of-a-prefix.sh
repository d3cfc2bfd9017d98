# SPDX-License-Identifier: ISC
# Three hundred thousand VRPs of one prefix, and as many objects below it, which
# none of them matches: the time does not grow with the product.
awk 'BEGIN {
    print "ASN,IP Prefix,Max Length,Trust Anchor"
    for (i = 1; i <= 300000; i++)
        printf "AS%d,10.0.0.0/8,%d,ripe\n", 2 * i, 8 + i % 20
}' >vrps.csv
awk 'BEGIN {
    for (i = 1; i <= 300000; i++)
        printf "route: 10.%d.%d.%d/32\norigin: AS%d\nsource: RADB\n\n", \
            i / 65536, i / 256 % 256, i % 256, i
}' >radb.db
timeout 10 irr-diff --against rir -q -f tsv -r vrps.csv radb.db >report.tsv
echo "exit $?"
awk '/ has another AS/ { as++ } / has maxLength / { len++ }
    END { print as, len }' report.tsv
