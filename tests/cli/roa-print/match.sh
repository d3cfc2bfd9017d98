# SPDX-License-Identifier: ISC
. "$T/ca.inc"
asn=$(roa-print $at -q -f jsonl $repo/ca00/000000.roa | jq .content.asn)
roa-print $at -q -r --brief --match "AS$asn" cache
roa-print $at -q -r --brief --match 192.0.2.0/32 cache
roa-print $at -q -r --brief --match 203.0.113.0/24 cache
echo $?
