# SPDX-License-Identifier: ISC
# The configuration that is installed: every kind of input has a source, and
# what is meant without operands is what a night's run can take.
conf=$T/../../../share/fetch.conf
rsec-fetch -c "$conf" -d data --list -f tsv | tail -n +2 >list
cut -f 2 list | sort | uniq -c | awk '{ print $2, $1 }'
echo '== not in the folder of its group'
awk -F '\t' 'index($8, $2 "/") != 1' list
echo '== by default'
rsec-fetch -c "$conf" -d data --dry-run -f tsv | tail -n +2 | cut -f 2 |
    sort | uniq -c | awk '{ print $2, $1 }'
