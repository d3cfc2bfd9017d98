# SPDX-License-Identifier: ISC
# When inputs were made, and a word where one is of quite another time.
. "$T/month.inc"
command -v jq >/dev/null || { echo "SKIP no jq"; exit 77; }
cat month/irr/* >registry.2026-10-30.db
cat month/as-rel/* >as-rel-20261001.txt
check -f json --irr registry.2026-10-30.db --as-rel as-rel-20261001.txt \
    AS64500 >text
sed '$d' text | jq -r '.inputs[] | select(.time_of != "file") |
    "\(.kind) \(.time) \(.time_of)"' | sort -u
echo '{"metadata":{"buildtime":"2028-04-02T00:00:00Z"},"roas":[
{"asn":"AS64500","prefix":"192.0.2.0/24","maxLength":24,"ta":"ripe"}]}' \
    >vrps.json
check --vrps vrps.json AS64500 2>&1 | grep times
