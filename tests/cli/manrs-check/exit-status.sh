# SPDX-License-Identifier: ISC
. "$T/month.inc"
status() { manrs-check --now $NOW "$@" >/dev/null; echo $?; }
status --data fixed AS64500
status --data month AS64500
status --data missing AS64500
rm fixed/peeringdb/* fixed/whois/* fixed/irr/*
status --data fixed AS64500
status --data fixed --strict AS64500
# One that fails counts more than one that cannot be evaluated.
status --rib month/rib/rib.20261001.0000 --vrps month/vrps/rpki-client.json \
    AS64500
