# SPDX-License-Identifier: ISC
. "$T/ca.inc"
roa-print $at --tal-out $repo/example/anchor.tak >new.tal
echo $?
roa-print --brief new.tal
roa-print $at -q --tal-out $repo/ca00/000000.roa
echo $?
