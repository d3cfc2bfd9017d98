# SPDX-License-Identifier: ISC
. "$T/ca.inc"
for format in json jsonl csv tsv print_roa print_rpki_manifest rpki-client; do
    echo "== $format"
    roa-print $at -q -f $format $repo/ca00/000000.roa $repo/ca00/ca00.mft
done
roa-print $at -q -r -f json cache | jq length
roa-print $at -q -r -f jsonl cache | jq -s length
roa-print $at -q -r -f csv cache | roa-check -r - 192.0.2.0/24 -m -f tsv
