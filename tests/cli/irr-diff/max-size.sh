# SPDX-License-Identifier: ISC
# A limit that is named holds for every input, compressed or not, mapped or a
# pipe.
cp "$T/old.db" "$T/new.db" .
gzip -k old.db
size=$(wc -c <old.db)
try() { irr-diff -q --status --max-size "$@"; echo $?; }
try "$((size - 1))" new.db old.db
try "$((size - 1))" new.db old.db.gz
try "$((size - 1))" new.db - <old.db
gzip -dc old.db.gz | try "$((size - 1))" new.db -
try "$size" old.db old.db.gz
gzip -dc old.db.gz | try "$size" old.db -
