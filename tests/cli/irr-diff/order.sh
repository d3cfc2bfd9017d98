# SPDX-License-Identifier: ISC
# Neither the order of files nor the number of threads makes a difference.
cd "$T" || exit
set -- --against rir -r vrps.csv -b pfx2as --today 2026-11-23 -f tsv
irr-diff "$@" -j 1 third.db rir.db new.db | cksum >"$OLDPWD/one"
for threads in 1 2 3 8; do
    irr-diff "$@" -j $threads new.db rir.db third.db | cksum |
        cmp - "$OLDPWD/one"
    irr-diff -j $threads old.db new.db -f tsv
done | sort | uniq -c | awk '{ print $1 }' | sort -u
