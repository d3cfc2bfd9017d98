# SPDX-License-Identifier: ISC
# 10.66.0.0/24 was announced for minutes to one peer of two.
. "$T/month.inc"
for n in 1 2 3; do
    check --min-peers $n AS64500 | grep -E '^Routing|A4-EITHER|A4-RPKI-COVER'
done
# Of RIPE's riswhois the number of peers stands in the line; CAIDA's pfx2as has
# none and is not held to one, which is told once.
printf '64500\t198.51.100.0/24\t2\n64500\t203.0.113.0/24\t1\n' >riswhois
printf '198.51.100.0\t24\t64500\n203.0.113.0\t24\t64500\n' >pfx2as
rm -r month/rib month/updates
for table in riswhois pfx2as; do
    check --month 2026-10 --min-peers 2 --rib $table AS64500 2>&1 |
        grep -E "^Routing information IRR|peers"
done
