# SPDX-License-Identifier: ISC
# Not Before is in the archive's roas.csv; what it tells is a pair of bounds.
csv() { # csv DATE ROW...
    file=ripencc.tal/$(echo "$1" | tr - /)/roas.csv
    mkdir -p "$(dirname "$file")"
    shift
    {
        echo 'URI,ASN,IP Prefix,Max Length,Not Before,Not After'
        printf 'rsync://rpki.example.net/a.roa,%s,2027-01-01 00:00:00\n' "$@"
    } >"$file"
}
old='AS64496,192.0.2.0/24,24,2025-06-01 00:00:00'
new='AS64497,198.51.100.0/24,24,2026-01-02 22:00:00'
csv 2026-01-01 "$old"
csv 2026-01-02 "$old"
csv 2026-01-03 "$old" "$new"
roa-history ingest -q -d delay.store ripencc.tal
roa-history delay -d delay.store
roa-history delay -d delay.store -f jsonl
