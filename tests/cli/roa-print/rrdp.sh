# SPDX-License-Identifier: ISC
# Objects of RRDP files, in base64 between tags.
. "$T/ca.inc"
ns='xmlns="http://www.ripe.net/rpki/rrdp" version="1"'
id='session_id="9df4b597-af9e-4dca-bdda-719cce2c4e28" serial="3"'
publish() { # publish LEAF
    printf '<publish\n\turi="rsync://rpki.example.net/repo/ca00/%s">\n' "$1"
    openssl base64 <"$repo/ca00/$1"
    echo '</publish>'
}
{
    echo '<?xml version="1.0" encoding="UTF-8"?>'
    echo "<snapshot $ns $id><!-- <publish> -->"
    publish 000000.roa
    publish ca00.mft
    echo '</snapshot>'
} >snapshot.xml
{
    echo "<delta $ns $id>"
    echo '<withdraw uri="rsync://rpki.example.net/a&amp;b.roa" hash="00"/>'
    publish 000001.roa
    echo '</delta>'
} >delta.xml
roa-print $at -q --brief snapshot.xml
roa-print $at -q --brief - <delta.xml
roa-print $at -v --brief delta.xml
roa-print $at -q --brief -d cache -t example.tal snapshot.xml
echo $?
head -c 1000 snapshot.xml | roa-print $at -q --brief -
echo $?
sed 's/snapshot/notification/' snapshot.xml | roa-print $at -q --brief -
echo '<!DOCTYPE x [<!ENTITY a "b">]>' | roa-print -q --brief -
