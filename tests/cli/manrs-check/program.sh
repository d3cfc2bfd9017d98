# SPDX-License-Identifier: ISC
. "$T/month.inc"
for program in cdn ixp vendor; do
    check --program $program AS64500 | sed '/^Inputs/,$!{/^Checks/,$d}'
done
