# SPDX-License-Identifier: ISC
# The password of a URL is in no message, and in no name of an input.
. "$T/fetch-lib.inc"
day ripencc 2024/02/01 192.0.2.0/24 AS64496
day ripencc 2024/02/02 192.0.2.0/24 AS64496
echo rubbish >>tree/ripencc.tal/2024/02/01/roas.csv.xz
bad ripencc 2024/02/02 roas.csv.xz.sha256 status 500
serve
base=http://operator:secret@${base#http://}
for d in 01 02; do
    roa-history ingest -d store "$base/ripencc.tal/2024/02/$d/roas.csv.xz"
done >said 2>&1
roa-history fetch -d store --tal ripencc --from 2024-02-01 --to 2024-02-03 \
    --base "$base" >>said 2>&1
sed -e 's|127.0.0.1:[0-9]*|127.0.0.1|' -e 's/[0-9a-f]\{16\}\.\.\./HEX/g' said
