# SPDX-License-Identifier: ISC
try() { irr-diff "$@"; echo $?; }
cp "$T/old.db" "$T/new.db" .
irr-diff -f nrtm3 old.db new.db >j
try j new.db
try --apply old.db old.db new.db
try --apply j old.db j
try - j <old.db
head -n 20 j >short
try old.db short
try --apply short old.db new.db
# No change, no journal.
try -f nrtm3 old.db old.db
# A journal is of one registry.
sed 's/^source:.*/source: ALTDB/' old.db >other.db
cat other.db new.db >both.db
try -f nrtm3 old.db both.db
try -f nrtm3 --source ALTDB "$T/third.db" both.db | head -n 1
# What a server says in place of a journal.
echo '%ERROR:401: no such serials' >answer
try old.db answer
try answer new.db
try --against rir answer "$T/rir.db"
