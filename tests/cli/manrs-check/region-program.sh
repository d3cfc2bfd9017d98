# SPDX-License-Identifier: ISC
# For CDNs all routes must be valid in RPKI or IRR, and those of peers are held
# to what those of customers are; the Actions of others are on no routes.
. "$T/month.inc"
rm -r month/participants # whose routes are left out: the peer is one
check --region RIPE >netops.tsv
check --region RIPE --program cdn >cdn.tsv
diff netops.tsv cdn.tsv
check --region NL --program cdn -f html -o cdn.html
python3 "$T/wellformed.py" cdn.html
grep -o 'class="sub">CDN[^<]*' cdn.html
for program in ixp vendor; do
    check --region RIPE --program $program
done
# Of 20 routes 19 have a ROA.
echo 'ripencc|NL|asn|64500|1|20100101|allocated|a' >delegated
printf 'route: 192.0.2.0/24\norigin: AS64501\nmnt-by: M\nsource: RADB\n' >irr
line='TABLE_DUMP2|1790812800|B|192.0.2.1|64511'
{
    seq 1 20 | sed "s/.*/$line|10.0.&.0\/24|64511 64500|IGP/"
    echo "$line|3fff::/32|64511|IGP"
} >rib
printf 'ASN,IP Prefix,Max Length,Trust Anchor\n' >vrps
seq 1 19 | sed 's|.*|AS64500,10.0.&.0/24,24,ripe|' >>vrps
for options in '--program netops' '--program cdn' \
    '--program cdn --conformant 95'; do
    manrs-check --month 2026-10 --rib rib --vrps vrps --irr irr \
        --delegated delegated --region NL $options | cut -f 1,2,16,17
done
