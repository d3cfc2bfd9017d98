# SPDX-License-Identifier: ISC
. "$T/ca.inc"
roa-print $at --tal-out $repo/example/anchor.tak >new.tal
echo $?
roa-print --brief new.tal
roa-print $at -q --tal-out $repo/ca00/000000.roa
echo $?
roa-print $at -q --tal-out -d cache -t example.tal \
    rsync://rpki.example.net/repo/example/ca00.cer
echo $?
roa-print --at 2030-01-01 -q --tal-out $repo/example/anchor.tak
echo $?
