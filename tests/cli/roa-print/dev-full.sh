# SPDX-License-Identifier: ISC
. "$T/ca.inc"
roa-print $at $repo/ca00/000000.roa >/dev/full
