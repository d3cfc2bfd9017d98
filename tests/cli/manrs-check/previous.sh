# SPDX-License-Identifier: ISC
# The trend, from each form of report that is ours, and from none.
. "$T/month.inc"
scores() { sed -n '/^Scores/,/^$/p'; }
manrs-check --data month --now $NOW -f json -o a.json AS64500
manrs-check --data month --now $NOW -f jsonl -o a.jsonl AS64500
manrs-check --data month --now $NOW -f observatory-json -o o.json AS64500
for file in a.json a.jsonl o.json; do
    manrs-check --data fixed --now $NOW --previous $file AS64500 | scores
done
manrs-check --data fixed --now $NOW --previous a.json AS64501 | scores
