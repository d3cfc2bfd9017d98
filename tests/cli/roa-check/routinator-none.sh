# SPDX-License-Identifier: ISC
# Nothing to print is a document still.
roa-check -r "$T/vrps.json" -f routinator --only invalid 192.0.2.0/24 AS64496 |
    jq -c .validated_routes
