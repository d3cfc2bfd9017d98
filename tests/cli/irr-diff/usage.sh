# SPDX-License-Identifier: ISC
cd "$T" || exit
try() { irr-diff "$@"; echo $?; }
try --nonsense
try old.db
try old.db new.db third.db
try -f yaml old.db new.db
try --class nonsense old.db new.db
try --only nonsense old.db new.db
try --only colour=red old.db new.db
try --only auth=same old.db new.db
try --prefix 192.0.2.0/33 old.db new.db
try --origin x old.db new.db
try --max-removed 5 old.db new.db
try --max-removed % old.db new.db
try --max-removed 101% old.db new.db
try -f nrtm4 old.db new.db
try -f nrtm4 --session 1234 old.db new.db
try --summary -u old.db new.db
try --apply a --apply b old.db new.db
try - -
try missing.db new.db
try .  new.db
try RADB=old.db ALTDB=new.db
irr-diff -V
try -u -f json old.db new.db
try -f tsv -u old.db new.db
