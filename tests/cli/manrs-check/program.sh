# SPDX-License-Identifier: ISC
. "$T/month.inc"
for program in cdn ixp vendor; do
    check --program $program AS64500 | sed '/^Inputs/,$!{/^Checks/,$d}'
done
# A mandatory Action that is a checklist is not passed in silence.
for format in text markdown html; do
    manrs-check --data fixed --now $NOW --program cdn -f $format AS64500 |
        grep -o ', as far as .*'
done
