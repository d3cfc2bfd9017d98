# SPDX-License-Identifier: ISC
# Which VRPs: by prefix, AS, trust anchor and time.
. "$T/past.inc"
echo exact
roa-history show --exact 192.0.2.0/24
echo covered
roa-history show --covered 192.0.0.0/16
echo asn
roa-history show --asn 64496 192.0.2.0/24
echo tal
roa-history show --tal arin 192.0.2.0/24
roa-history show --tal ripe --to 2026-01-03 192.0.2.0/24
echo afrinic
roa-history show --tal afrinic 192.0.2.0/24
echo $?
