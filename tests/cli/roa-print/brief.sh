# SPDX-License-Identifier: ISC
# Folders are walked in the order of their names.
. "$T/ca.inc"
roa-print $at -r --brief cache
echo $?
roa-print $at -r --brief -d cache -t example.tal cache | cut -c1-28
echo $?
