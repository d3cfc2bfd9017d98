# SPDX-License-Identifier: ISC
# One line a report, in the order of the list; the same as one by one.
. "$T/month.inc"
command -v jq >/dev/null || { echo "SKIP no jq"; exit 77; }
manrs-check --data month --now $NOW -f jsonl --asn-file participants >all
echo "status $?"
jq -c '[.asns, .name, .verdict, .scores[].value]' all
for asns in "64500 64508" 64501 64502; do
    manrs-check --data month --now $NOW -f jsonl $asns
done | jq -c '[.asns, .verdict, .scores, .checks]' >single
jq -c '[.asns, .verdict, .scores, .checks]' all | cmp - single
manrs-check --data month --now $NOW -f json --asn-file participants |
    jq -c 'type, length'
# Into a file, too, all of them go.
manrs-check --data month --now 2026-11-02 --asn-file participants \
    -f jsonl -o all.jsonl
wc -l <all.jsonl
