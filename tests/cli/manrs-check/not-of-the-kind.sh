# SPDX-License-Identifier: ISC
# A page instead of data, nothing at all, JSON that was cut: nothing is said
# of a network on such grounds.
. "$T/month.inc"
echo '<!DOCTYPE html><title>Sign in</title>' >page
: >empty
printf '{"data": [' >cut.json
for file in page empty cut.json; do
    for kind in rib updates vrps aspa irr whois peeringdb delegated bogons \
        cidr-report grip bgpstream spoofer as-rel as-org previous; do
        echo "-- $kind"
        manrs-check --data month --now $NOW --$kind $file AS64500 2>&1
        echo "status $?"
    done
done
