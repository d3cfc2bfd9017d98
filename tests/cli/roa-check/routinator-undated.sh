# SPDX-License-Identifier: ISC
# An export that has no date gives the answer none: not 1970.
echo 'route 192.0.2.0/24 max 24 as 64496;' >vrps.bird
roa-check -r vrps.bird -f routinator 192.0.2.0/24 AS64496 |
    jq -c '.validated_route.validity.state, keys'
