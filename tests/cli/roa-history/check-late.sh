# SPDX-License-Identifier: ISC
# Between two observations that are 36 hours apart the answer is theirs; with
# a second more nobody knows.
for t in 01T18:20:10 02T18:20:13 04T06:20:13 05T18:20:14; do
    printf 'ASN,IP Prefix,Max Length,Trust Anchor\n%s,ripe\n' \
        AS64496,192.0.2.0/24,24 >one.csv
    roa-history ingest -q -d store --date 2026-01-${t}Z one.csv
done
for t in 02T10:00:00 03T23:00:00 05T10:00:00; do
    roa-history check -d store --at 2026-01-${t}Z 192.0.2.0/24 AS64496
    echo $?
done
