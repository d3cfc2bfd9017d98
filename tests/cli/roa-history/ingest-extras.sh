# SPDX-License-Identifier: ISC
# ASPAs and router keys of Routinator's output.json, and of rpki-client's
# export, which does not say whose ASPAs those are.
mkdir -p ripencc.tal/2026/05/01
cat >ripencc.tal/2026/05/01/output.json <<'END'
{ "metadata": { "generated": 1777608000 },
  "roas": [ { "asn": "AS64496", "prefix": "192.0.2.0/24",
    "maxLength": 24, "ta": "ripe" } ],
  "routerKeys": [ { "asn": "AS64496",
    "SKI": "5D4250E2D81D4448D8A29EFCE91D29FF075EC9E2",
    "routerPublicKey": "MFkwEwYHKoZIzj0CAQ==", "ta": "ripe" } ],
  "aspas": [ { "customer": "AS64496",
    "providers": [ "AS64500", "AS64499" ], "ta": "ripe" },
    { "customer": "AS64497", "providers": [ "AS64500" ], "ta": "ripe" },
    { "customer": "64x", "providers": [] }, { "customer": 1 }, 7 ] }
END
cat >client.json <<'END'
{ "metadata": { "buildtime": "2026-05-02T04:00:00Z" },
  "roas": [
    { "asn": 64496, "prefix": "192.0.2.0/24", "maxLength": 24, "ta": "ripe" },
    { "asn": 64496, "prefix": "192.0.2.0/24", "maxLength": 24, "ta": "arin" } ],
  "bgpsec_keys": [ { "asn": 64496,
    "ski": "5d4250e2d81d4448d8a29efce91d29ff075ec9e2",
    "pubkey": "MFkwEwYHKoZIzj0CAQ==", "ta": "ripe", "expires": 1 } ],
  "aspas": {
    "ipv4": [ { "customer_asid": 64496, "providers": [ 64499 ] } ],
    "ipv6": [ { "customer_asid": 64496, "providers": [ 64499, 64500 ] } ] } }
END
roa-history ingest -d store ripencc.tal client.json
echo "exit $?"
roa-history sources -q -d store -f csv | cut -d, -f 1-9
