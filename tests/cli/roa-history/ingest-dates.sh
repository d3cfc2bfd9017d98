# SPDX-License-Identifier: ISC
# When an input was made: it says so itself, or --date does, or its name.
vrps() { # vrps METADATA
    printf '{ "metadata": { %s }, "roas": [ { "asn": 64496, ' "$1"
    echo '"prefix": "192.0.2.0/24", "maxLength": 24,'
    echo '"ta": "RIPE NCC RPKI Root" } ] }'
}
vrps '"generated": 1779000000' >2020-01-01.json
vrps '"buildtime": "2026-05-18T06:00:00Z"' >b.json
vrps '' >2026-05-19.json
vrps '' >vrps-20260520T010203Z.json
vrps '' >undated.json
roa-history ingest -d store 2020-01-01.json b.json 2026-05-19.json \
    vrps-20260520T010203Z.json
roa-history sources -q -d store -f csv | cut -d, -f 1-4
roa-history ingest -d store undated.json
echo "exit $?"
roa-history ingest -d store --date 2026-05-21T12:00:00Z - <undated.json
roa-history sources -q -d store -f csv --from 2026-05-21 | cut -d, -f 1-4

# Whose it is: the records say so, or --tal does.
printf 'ASN,IP Prefix,Max Length\nAS64496,192.0.2.0/24,24\n' >20260522.csv
roa-history ingest -d store 20260522.csv
echo "exit $?"
roa-history ingest -d store --tal EXAMPLE 20260522.csv
roa-history sources -q -d store -f csv --tal EXAMPLE | cut -d, -f 1-4

# A day that is to come is a mistake, and would be the last day for ever.
roa-history ingest -d store --tal EXAMPLE --date 2099-12-31 - <20260522.csv
echo "exit $?"
mkdir -p ripencc.tal/2099/12/30
cp 20260522.csv ripencc.tal/2099/12/30/roas.csv
roa-history ingest -d store ripencc.tal
echo "exit $?"
roa-history info -q -d store -f csv | cut -d, -f 1-3
