# SPDX-License-Identifier: ISC
cd "$T" || exit
irr-diff -f nrtm3 old.db new.db >"$OLDPWD/j"
try() { irr-diff "$@"; echo $?; }
cd "$OLDPWD" || exit
try j "$T/new.db"
try --apply "$T/old.db" "$T/old.db" "$T/new.db"
try --apply j "$T/old.db" j
try - j <"$T/old.db"
head -n 20 j >short
try "$T/old.db" short
try --apply short "$T/old.db" "$T/new.db"
# No change, no journal.
try -f nrtm3 "$T/old.db" "$T/old.db"
# A journal is of one registry.
sed 's/^source:.*/source: ALTDB/' "$T/old.db" >other.db
cat other.db "$T/new.db" >both.db
try -f nrtm3 "$T/old.db" both.db
try -f nrtm3 --source ALTDB "$T/old.db" both.db | head -n 1
