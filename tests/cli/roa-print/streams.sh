# SPDX-License-Identifier: ISC
# What it is, is told from the content.
. "$T/ca.inc"
roa=$repo/ca00/000000.roa
cat $repo/ca00/*.roa | roa-print $at -q --brief -
roa-print $at -q --brief - <$roa
openssl base64 <$roa | roa-print $at --brief -
{
    echo 'a certificate'
    openssl x509 -inform DER <$repo/example.cer
} | roa-print $at --brief -
for name in $repo/example.cer $repo/ca00/router.cer; do
    openssl x509 -inform DER <$name
done | roa-print $at -q --brief -
# shellcheck disable=SC2094  # both are read
roa-print $at --brief example.tal - <example.tal
for tool in gzip bzip2 xz zstd; do
    $tool -q <$roa >object && roa-print $at --brief object
done
: | roa-print $at --brief -
echo $?
echo hello | roa-print $at --brief -
echo $?
# The place of what is too large is one of the stream, not of a part of it.
{
    # shellcheck disable=SC2034
    for i in 1 2 3 4 5 6 7 8 9 10; do
        cat $roa $roa $roa $roa $roa $roa $roa $roa $roa $roa
    done
    printf '0\204\001\000\000\000'
} | roa-print $at -q --brief - | wc -l
