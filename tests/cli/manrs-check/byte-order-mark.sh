# SPDX-License-Identifier: ISC
# A byte order mark in front of every text changes nothing.
. "$T/month.inc"
check AS64500 | sed 's/oldest.*//' >without
for file in month/*/*; do
    case $file in */rib/* | */updates/* | */rsc/*) continue ;; esac
    printf '\357\273\277' | cat - "$file" >marked
    cat marked >"$file"
done
check AS64500 | sed 's/oldest.*//' >with
cmp without with && echo same
printf '\357\273\277AS64500 Example Networks\n' >list
check -f jsonl --asn-file list | head -c 40; echo
