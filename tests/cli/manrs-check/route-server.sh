# SPDX-License-Identifier: ISC
# A real table as that of a route server; routes are counted by bgpdump, too.
table=$VECTORS/mrt/t2mune-mrtparse/samples/quagga_rib
[ -r "$table" ] || { echo "SKIP no real tables"; exit 77; }
command -v bgpdump >/dev/null || { echo "SKIP bgpdump is missing"; exit 77; }
printf 'ASN,IP Prefix,Max Length,Trust Anchor\nAS1,0.0.0.0/0,0,x\n' >vrps.csv
first=$(bgpdump -m "$table" 2>/dev/null |
    awk -F'|' '{ n = split($7, path, " "); id = $6 " " path[n]
        if ($6 !~ /:/) all[id] = 1
        if ($6 !~ /:/ && $8 != "" && $12 !~ /(^| )65000:200( |$)/) bare[id] = 1
    } END { for (i in all) n4++; for (i in bare) b++; print n4 + 0, b + 0 }')
for community in 65000:200 65000:999; do
    manrs-check -q --program ixp --invalid-community $community \
        --rib "$table" --vrps vrps.csv -f json AS201 >report.json
    bad=$(grep -o '[0-9]* of [0-9]* routes of the route server are RPKI' \
        report.json | head -n 1)
    echo "$community: $bad"
done
echo "bgpdump: IPv4 routes, and those without 65000:200: $first"
manrs-check --program cdn --invalid-community 65000:200 AS201
echo "status $?"
