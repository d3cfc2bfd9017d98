# SPDX-License-Identifier: ISC
cd "$T" || exit
sed 's/RIPE/ARIN/; s/2022-07-18/2009-07-18/' rir.db >"$OLDPWD/moved.db"
set -- --transfers transfers.json --delegated delegated third.db \
    "$OLDPWD/moved.db"
irr-diff "$@"
irr-diff "$@" --summary
irr-diff "$@" --only ok -f tsv
irr-diff "$@" --source ALTDB -q -f jsonl; echo $?
irr-diff "$@" -e -q >/dev/null; echo $?
irr-diff "$@" -e -q --only unknown >/dev/null; echo $?
# What excuses an object that is older.
irr-diff "$@" -r vrps.csv -b pfx2as --only ok,stale -f csv
# Each input alone.
irr-diff --delegated delegated third.db
irr-diff --transfers transfers.json third.db
