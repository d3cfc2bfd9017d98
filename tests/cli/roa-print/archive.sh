# SPDX-License-Identifier: ISC
# An archive of any form, compressed or not; one that is cut is told.
. "$T/ca.inc"
long=$(printf '%0200d' 0)
mkdir -p in/$long
cp $repo/ca00/*.roa in
cp $repo/ca01/000000.roa in/$long
for form in v7 ustar gnu pax; do
    tar -c --format $form --sort name -f - in 2>/dev/null >$form.tar
    echo $form
    roa-print $at -q --brief $form.tar | sed 's/0000*/0/g'
done
for tool in gzip bzip2 xz zstd; do
    $tool -q <gnu.tar >archive
    roa-print $at --brief archive | cksum
done | uniq | wc -l
head -c 3000 gnu.tar | roa-print $at -q --brief -
echo $?
xz <gnu.tar | head -c 500 | roa-print $at -q --brief -
echo $?
