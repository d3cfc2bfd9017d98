# SPDX-License-Identifier: ISC
# So many go at once, and stay away, that it is called a mass disappearance.
many() { # many DATE NUMBER...
    day=$1
    shift
    {
        echo 'ASN,IP Prefix,Max Length,Trust Anchor'
        for i; do
            echo "AS64496,10.$((i / 256)).$((i % 256)).0/24,24,apnic"
        done
    } >"$day.csv"
    roa-history ingest -q -d mass.store --date "$day" "$day.csv"
}
# shellcheck disable=SC2046  # lists of numbers
{
    many 2026-01-01 $(seq 0 999)
    many 2026-01-02 $(seq 0 599)
    many 2026-01-03 $(seq 0 599)
    many 2026-01-04 $(seq 0 599) $(seq 2000 2499)
    many 2026-01-05 $(seq 0 599) $(seq 2000 2519)
}
for pair in '2026-01-01 2026-01-03' '2026-01-03 2026-01-04' \
    '2026-01-04 2026-01-05' '2026-01-01 2026-01-05'; do
    # shellcheck disable=SC2086  # two words
    roa-history changes -d mass.store --summary $pair
done
roa-history changes -d mass.store 2026-01-05 | wc -l
