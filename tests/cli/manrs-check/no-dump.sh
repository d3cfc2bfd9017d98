# SPDX-License-Identifier: ISC
# Objects in what is no dump: an archive of dumps, and a journal, which deletes.
. "$T/month.inc"
command -v tar >/dev/null || { echo "SKIP no tar"; exit 77; }
for file in month/irr/*; do cat "$file"; echo; done >irr.db
tar -cf irr.tar irr.db
gzip -k irr.tar
{
    printf '%% a comment of the registry\n\n%%START Version: 3 RADB 1-1\n\n'
    printf 'DEL 1\n\nroute: 192.0.2.0/24\norigin: AS64500\nsource: RADB\n\n'
    printf '%%END RADB\n'
} >journal
for file in irr.tar irr.tar.gz journal; do
    check --irr $file AS64500 2>&1
    check --whois $file AS64500 2>&1
done
