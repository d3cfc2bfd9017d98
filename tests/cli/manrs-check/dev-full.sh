# SPDX-License-Identifier: ISC
[ -c /dev/full ] || { echo "SKIP no /dev/full"; exit 77; }
. "$T/month.inc"
for format in text markdown html json jsonl observatory-json; do
    manrs-check --data month --now $NOW -f $format AS64500 >/dev/full; echo $?
done
manrs-check --data month --now $NOW --customers AS64500 >/dev/full; echo $?
manrs-check --data month --now $NOW --region RIPE >/dev/full; echo $?
