# SPDX-License-Identifier: ISC
. "$T/ca.inc"
{ roa-print $at -q -r cache cache cache cache cache; echo $? >&3; } 3>status |
    head -n 1 >/dev/null
cat status
