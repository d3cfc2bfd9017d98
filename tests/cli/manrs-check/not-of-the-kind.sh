# SPDX-License-Identifier: ISC
# A page instead of data, nothing at all, JSON that was cut: nothing is said
# of a network on such grounds.
. "$T/month.inc"
echo '<!DOCTYPE html><title>Sign in</title>' >page
: >empty
printf '{"data": [' >cut.json
for file in page empty cut.json; do
    for kind in rib updates vrps aspa irr whois peeringdb delegated bogons \
        cidr-report grip bgpstream spoofer rsc as-rel as-org participants \
        previous; do
        echo "-- $kind"
        manrs-check --data month --now $NOW --$kind $file AS64500 2>&1
        echo "status $?"
    done
done
# Objects of the RPKI that are no checklist, and half of one.
"$genrepo" --roas 1 --cas 1 .
head -c 900 month/rsc/network.sig >cut.sig
for file in cache/rpki.example.net/repo/ca00/000000.roa example.tal cut.sig; do
    manrs-check --data month --now $NOW --rsc $file AS64500 2>&1
    echo "status $?"
done
