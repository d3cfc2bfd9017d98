# SPDX-License-Identifier: ISC
. "$T/month.inc"
check --report-dir pages --asn-file participants
ls pages
python3 "$T/wellformed.py" pages/*.html
grep -o 'href="[^"]*"' pages/index.html
manrs-check --data month --now $NOW -f html AS64501 | cmp - pages/AS64501.html
check --report-dir texts -f text --asn-file participants
ls texts
manrs-check --data month --now $NOW AS64502 | cmp - texts/AS64502.txt
