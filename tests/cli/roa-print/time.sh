# SPDX-License-Identifier: ISC
. "$T/ca.inc"
roa-print --at 2025-01-01 -f jsonl $repo/ca00/000000.roa |
    jq -r '.findings[] | .rule'
roa-print --at 2028-01-01 -f jsonl $repo/ca00/000000.roa |
    jq -r '.findings[] | .rule'
rule=$(roa-print --at 2028-01-01 -f jsonl $repo/ca00/000000.roa |
    jq -r '.findings[0].rule')
roa-print --at 2028-01-01 --brief --ignore "$rule" $repo/ca00/000000.roa
echo $?
