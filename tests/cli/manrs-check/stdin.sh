# SPDX-License-Identifier: ISC
# A table on standard input, and compressed inputs: the same answers.
. "$T/month.inc"
bare() { sed '/^Inputs:/d'; }
manrs-check --data month --now $NOW AS64500 | bare >expected
cat month/rib/* month/updates/* | manrs-check --data month --rib - \
    --updates month/updates/updates.20261015.1200 --now $NOW AS64500 |
    bare | cmp - expected
gzip -r month
manrs-check --data month --now $NOW AS64500 | bare | cmp - expected
