# SPDX-License-Identifier: ISC
. "$T/ca.inc"
roa-print $at $repo/ca00/000000.roa
roa-print $at -d cache -t example.tal $repo/ca00/000000.roa
