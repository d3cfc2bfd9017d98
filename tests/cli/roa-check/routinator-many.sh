# SPDX-License-Identifier: ISC
roa-check -r "$T/vrps.json" -f routinator <"$T/routes.txt" | tee many.json |
    jq -r '.validated_routes[] | [.route.prefix, .route.origin_asn,
        .validity.state, .validity.reason // "-",
        (.validity.VRPs | .matched, .unmatched_as, .unmatched_length | length)]
        | join(" ")'
jq -r .generatedTime many.json
: | roa-check -r "$T/vrps.json" -f routinator | jq -c .
