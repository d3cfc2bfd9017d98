# SPDX-License-Identifier: ISC
# Names that are looked up in a cache, and what happens without one.
. "$T/ca.inc"
uri=rsync://rpki.example.net/repo/ca00/000000.roa
roa-print $at --brief -d cache -t example.tal $uri
echo $?
roa-print $at --brief -d cache -t example.tal $uri-missing
echo $?
roa-print $at --brief $uri
echo $?
roa-print $at --brief -d cache -t example.tal rsync://../../etc/passwd
echo $?
# an anchor that was named and is not there
sed 's/example/other/g' example.tal >other.tal
roa-print $at --brief -d cache -t other.tal $uri
echo $?
# not on the manifest, and one that was replaced
cp $repo/ca00/000000.roa $repo/ca00/zz.roa
cp $repo/ca00/000000.roa $repo/ca00/000001.roa
roa-print $at -f jsonl -d cache -t example.tal $repo/ca00/zz.roa \
    $repo/ca00/000001.roa 2>/dev/null | jq -r '.findings[].rule'
