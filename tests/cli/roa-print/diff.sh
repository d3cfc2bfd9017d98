# SPDX-License-Identifier: ISC
. "$T/ca.inc"
roa-print $at --diff $repo/ca00/000000.roa $repo/ca00/000001.roa
echo $?
roa-print $at --diff $repo/ca00/ca00.mft $repo/ca00/ca00.mft
echo $?
roa-print $at --diff $repo/ca00/ca00.mft missing
echo $?
