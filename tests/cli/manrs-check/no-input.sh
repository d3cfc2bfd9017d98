# SPDX-License-Identifier: ISC
# What is empty, or wrong from end to end, is no input: no check passes on it.
printf '203.0.113.0/24 64500\n' >rib
printf '{"data":[{"id":"moas-1"}]}\n' >wrong
printf '{"data":[]}\n' >none
printf '<html>\n' >page
: >empty
gzip -k empty
check() {
    echo "--$1 $2"
    manrs-check --rib rib --month 2026-10 --now 2026-11-02 "--$1" "$2" \
        AS64500 >out
    echo "exit $?"
    test ! -s out || echo reported
}
for kind in vrps irr whois peeringdb delegated bogons cidr-report grip \
    bgpstream spoofer rsc as-rel as-org participants previous updates; do
    check $kind empty
done
check grip empty.gz
check grip wrong
check irr page
check feedback empty
check grip none | sed '$d'
