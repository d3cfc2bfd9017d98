# SPDX-License-Identifier: ISC
# A table of IPv4 alone: every number of routes says so, and nothing conforms.
. "$T/month.inc"
rm -r month/rib month/updates
line='TABLE_DUMP2|1790812800|B|192.0.2.1|64511'
echo "$line|10.64.0.0/16|64511 64500|IGP" >rib
echo "$line|10.90.0.0/24|64511 64500 64502|IGP" >>rib
one() {
    check --month 2026-10 --rib rib "$@" 2>&1
}
one AS64500 | sed '/^What to fix/,/^Evidence/d'
one -f json AS64500 | grep -o '"lacks":"[^"]*"'
one -f markdown AS64500 | grep '^network operators'
one -f html AS64500 | grep -o '<p class="sub">network.*</p>'
one -f observatory-json AS64500 | grep -v '^{'
one --region NL
one --region NL -f html | grep -o '<p class="sub">.*</p>'
one --report-dir reports AS64500
grep -o '<p class="sub">.*</p>' reports/index.html
# Without paths nobody is known to carry no bad route.
printf '10.64.0.0/16 AS64500\n2001:db8:500::/40 AS64500\n' >rib
one --region NL | cut -f 2,4,17 | head -4
