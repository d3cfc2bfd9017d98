# SPDX-License-Identifier: ISC
. "$T/past.inc"
for format in tsv csv json jsonl; do
    roa-history show -f $format 192.0.2.0/24
done
roa-history asn AS64499
roa-history asn -f jsonl 64499
