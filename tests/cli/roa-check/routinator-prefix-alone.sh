# SPDX-License-Identifier: ISC
# There is no validity without an origin: refused, or skipped and told.
roa-check -r "$T/vrps.json" -f routinator 192.0.2.0/24; echo $?
printf '%s\n' 192.0.2.0/24 '192.0.2.0/24 AS64496' |
    roa-check -r "$T/vrps.json" -f routinator |
    jq -r '.validated_routes[].route.origin_asn'
