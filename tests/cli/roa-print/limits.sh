# SPDX-License-Identifier: ISC
. "$T/ca.inc"
roa-print $at -q --max-size 1K --brief $repo/ca00/000000.roa
echo $?
roa-print $at -q --max-objects 2 -r --brief cache
echo $?
roa-print $at -q --max-depth 1 -r --brief cache
echo $?
tar -cf a.tar $repo/ca00/000000.roa $repo/ca00/contact.gbr
roa-print $at -q --max-size 1500 --brief a.tar
echo $?
