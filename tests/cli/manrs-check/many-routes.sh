# SPDX-License-Identifier: ISC
# A network of 12,000 routes, each of which wants a ROA and a route object: the
# page stays small and tells what it leaves out; nothing is lost elsewhere.
awk 'BEGIN {
    for (i = 0; i < 12000; i++)
        printf "10.%d.%d.0/24 AS64500\n", i / 256, i % 256
}' >rib
printf 'ASN,IP Prefix,Max Length,Trust Anchor\n' >vrps
sed 's/\(.*\) .*/AS64501,\1,24,ripe/;12000q' rib >>vrps
printf 'route: 192.0.2.0/24\norigin: AS64501\nmnt-by: M\nsource: RADB\n' >irr
check() {
    manrs-check --month 2026-10 --rib rib --vrps vrps --irr irr "$@" AS64500
}
check -f html -o report.html
[ "$(wc -c <report.html)" -lt 500000 ] && echo "it is small"
python3 "$T/wellformed.py" report.html
grep -o '<li><code>[^ ]* AS64500</code>' report.html | wc -l
grep -o 'class="more">.*</p>' report.html
# The objects that are shown are whole, and the ROAs are those of the rows.
sed -n '/<pre>route:/,/<\/pre>/p' report.html | grep -c ^source:
sed -n '/<pre>route:/,/<\/pre>/p' report.html | sed -n '$p'
grep -c 'create a ROA: AS64500' report.html
check -vf html | grep -o '<li><code>[^ ]* AS64500</code>' | wc -l
check -f jsonl | grep -o '"prefix":"[^"]*","asn":64500' | wc -l
# Markdown has the same bounds and the same words.
check -f markdown >report.md
[ "$(wc -c <report.md)" -lt 500000 ] && echo "it is small, too"
grep -o 'and [0-9,]* \(more\|lines more\): .*' report.md
grep -c 'create a ROA: AS64500' report.md
check -vf markdown | grep -o '<br>10[^ ]* AS64500' | wc -l
