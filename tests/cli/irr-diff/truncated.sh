# SPDX-License-Identifier: ISC
# A download that was cut must not look like a registry that shrank.
for tool in gzip bzip2 xz zstd; do
    $tool <"$T/new.db" | head -c 300 >short
    irr-diff "$T/old.db" short 2>err; echo $?
    sed 's/byte [0-9]*/byte N/' err >&2
    irr-diff --against rir "$T/rir.db" short >out 2>/dev/null; echo $?
    wc -c <out
done
gzip <"$T/vrps.csv" | head -c 40 >short
irr-diff --against rir -r short "$T/rir.db" "$T/third.db"; echo $?
# One that is not compressed, cut inside a line of its last object.
head -c 150 "$T/old.db" >cut.db
tail -c 20 cut.db | tr '\n' ' '; echo
irr-diff "$T/old.db" cut.db; echo $?
irr-diff -j 1 --lenient cut.db "$T/old.db"; echo $?
irr-diff --against rir cut.db "$T/rir.db"; echo $?
{ cat "$T/old.db"; printf 'route6: 2001:db8::/32\nori'; } >cut.db
irr-diff "$T/old.db" cut.db; echo $?
irr-diff --against rir cut.db "$T/rir.db"; echo $?
# A whole one whose last line has no end.
printf '%s' "$(cat "$T/old.db")" >whole.db
irr-diff --status "$T/old.db" whole.db; echo $?
