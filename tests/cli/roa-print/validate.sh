# SPDX-License-Identifier: ISC
# What a relying party accepts; then with something wrong in one of two CAs.
. "$T/ca.inc"
v="roa-print $at --validate -d cache -t example.tal"
$v
echo $?
$v -f vrps -q
$v -f csv -q
$v -f json -q | jq -c '[.metadata.vrps, (.roas | length), (.aspas | length),
    (.bgpsec_keys | length)]'
echo >>$repo/ca00/000000.roa
$v -f csv
echo $?
$v --rejected -q
$v --rejected -q -f jsonl
$v -q -f csv | roa-check -r - -m 192.0.2.0/24 -f tsv
