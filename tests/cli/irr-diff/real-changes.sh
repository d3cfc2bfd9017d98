# SPDX-License-Identifier: ISC
# A real registry, reordered, laid out in another way and compressed, has not
# changed; one with made changes has those, also by way of journals.
file=$VECTORS/irr/caida-irregularities/altdb.db.gz
[ -e "$file" ] || { echo "SKIP no real registries"; exit 77; }
zcat "$file" >old
awk 'BEGIN { RS = ""; FS = "\n" } {
        text = ""
        for (i = NF; i > 1; i--)
            text = text ($i ~ /^[ \t+]/ || $(i + 1) ~ /^[ \t+]/ ? "" : $i "\n")
        keep = $0 ~ /\n[ \t+]/ # continuations stay in order
        o[NR] = keep ? $0 "\n" : $1 "   # a comment\n" text
    }
    END { for (i = NR; i > 0; i--) print o[i] }' old |
    sed 's/:  */:\t/' | bzip2 >same.bz2
irr-diff old same.bz2 | head -n 5

# Every hundredth object gone, the origin of others changed, texts, new ones.
awk 'BEGIN { RS = ""; ORS = "\n\n" }
    NR % 100 == 1 { removed++; next }
    NR % 100 == 2 { sub(/\norigin:[^\n]*/, "\norigin: AS64511"); origins++ }
    NR % 100 == 3 { sub(/\n/, "\ndescr: made up\n"); changed++ }
    NR % 100 == 4 {
        print "route: 192.0.2." added++ % 256 "/32\norigin: AS" 64512 + added \
            "\nmnt-by: MAINT-A\nsource: ALTDB"
    }
    { print }
    END { print removed, origins, changed, added >"made" }' old >new
cat made
irr-diff -q --summary -f tsv old new
session=5db3f7c8-1f1e-4d4b-9d0c-3a4c4d1b9c11
for format in nrtm3 nrtm4; do
    irr-diff -q -f $format --session $session old new >there
    irr-diff -q -f $format --session $session new old >back
    irr-diff --status --apply there old new; echo $?
    irr-diff --status --apply back new old; echo $?
done
