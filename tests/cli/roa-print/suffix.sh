# SPDX-License-Identifier: ISC
# The content decides; a name that says another thing is noted.
. "$T/ca.inc"
cp $repo/ca00/000000.roa x.mft
roa-print $at x.mft | sed -n '/^Type/p;/^Findings/,$p'
