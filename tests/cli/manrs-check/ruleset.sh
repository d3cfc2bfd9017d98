# SPDX-License-Identifier: ISC
# Leaks count until 2023, GRIP from then on.
. "$T/month.inc"
for asn in 64500 64505 64506; do
    for year in 2018 2023 2024; do
        echo "AS$asn $year"
        manrs-check --data month --now $NOW --ruleset $year AS$asn |
            sed -n '/^Filtering/,/^Anti-/{/^Anti-/d;p}'
    done
done
