# SPDX-License-Identifier: ISC
# Inputs from a server: what is published of them holds for them, too; what
# is not there, or breaks off, is trouble and changes nothing.
. "$T/fetch-lib.inc"
for d in 01 02 03 04; do
    day ripencc 2024/02/$d 192.0.2.0/24 AS64496
done
echo rubbish >>tree/ripencc.tal/2024/02/02/roas.csv.xz
rm tree/ripencc.tal/2024/02/03/roas.csv.xz.sha256
bad ripencc 2024/02/04 roas.csv.xz cut 100
day ripencc 2022/07/18 192.0.2.0/24 AS64496
printf 'ASN,IP Prefix,Max Length,Trust Anchor\n%s,arin\n' \
    AS64496,192.0.2.0/24,24 >tree/2024-02-01.csv
(cd tree && tar cf ../tree.tar ripencc.tal/2024/02/01)
mv tree.tar tree/
serve
ingest() {
    for name do
        shift
        set -- "$@" "$base/$name"
    done
    roa-history ingest -d store "$@" >said 2>&1
    echo "exit $?" >>said
    sed -e "s|${base%/tree}|http://127.0.0.1|" \
        -e "s/[0-9a-f]\{16\}\.\.\./HEX/g" said
    requests
}
ripe=ripencc.tal/2024/02
ingest $ripe/01/roas.csv.xz $ripe/02/roas.csv.xz $ripe/03/roas.csv.xz \
    2024-02-01.csv ripencc.tal/2022/07/18/roas.csv.xz
roa-history sources -q -d store -f csv | cut -d , -f 1-4 | grep -v absent
cp store before
ingest $ripe/04/roas.csv.xz
ingest $ripe/05/roas.csv.xz
cmp store before
ingest tree.tar
cmp store before
