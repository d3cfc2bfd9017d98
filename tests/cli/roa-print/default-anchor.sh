# SPDX-License-Identifier: ISC
# One of the default trust anchors has not the key of its locator: all that is
# below it would be missing without a word.
if [ ! -e /etc/tals/ripe.tal ]; then
    echo 'SKIP no /etc/tals/ripe.tal'
    exit 77
fi
. "$T/ca.inc"
mkdir -p cache/ta/ripe
cp cache/ta/example/example.cer cache/ta/ripe/ripe-ncc-ta.cer
roa-print $at --validate -d cache -q
