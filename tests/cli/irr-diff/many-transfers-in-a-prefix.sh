# SPDX-License-Identifier: ISC
# Thirty thousand transfers inside a prefix, and five thousand objects of it:
# the time does not grow with the product.
{
    echo '{"transfers":['
    awk 'BEGIN {
        for (i = 0; i < 30000; i++) {
            net = int(i / 256) "." i % 256 "."
            printf "%s{\"type\":\"RESOURCE_TRANSFER\",", (i > 0 ? "," : "")
            printf "\"transfer_date\":\"%d-01-01T00:00:00Z\",", 2001 + i % 20
            printf "\"ip4nets\":{\"transfer_set\":[{\"start_address\":"
            printf "\"%s0.0\",\"end_address\":\"%s0.255\"}]}}\n", net, net
        }
    }'
    echo ']}'
} >transfers.json
awk 'BEGIN {
    for (i = 1; i <= 5000; i++) {
        printf "route: 0.0.0.0/1\norigin: AS%d\n", i
        printf "changed: noc@example.net 20000101\nsource: RADB\n\n"
    }
    print "route: 0.0.0.0/24\norigin: AS1\nsource: RADB"
}' >radb.db
timeout 10 irr-diff --summary -f tsv --transfers transfers.json radb.db
echo "exit $?"
