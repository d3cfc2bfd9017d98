# SPDX-License-Identifier: ISC
# A trust anchor that is not observed any more does not look as if it were; and
# what it never had a VRP for is not known to be uncovered, if it is an RIR.
for d in 1 2 3 4; do
    {
        echo 'ASN,IP Prefix,Max Length,Trust Anchor'
        echo 'AS64496,192.0.2.0/24,24,ripe'
        [ $d -gt 2 ] || echo 'AS64499,198.51.100.0/24,24,arin'
        [ $d -ne 1 ] || echo 'AS64500,2001:db8::/32,32,EXAMPLE'
    } >vrps.csv
    roa-history ingest -q -d store --date 2026-01-0$d vrps.csv
done
RSEC_HISTORY=store
export RSEC_HISTORY
for prefix in 192.0.2.0/24 198.51.100.0/24 203.0.113.0/24; do
    roa-history show $prefix
    roa-history covered $prefix
    echo $?
done
roa-history covered --tal ripe,EXAMPLE 203.0.113.0/24
echo $?
roa-history check 192.0.2.0/24 AS64511 --from 2026-01-01
echo $?
