# SPDX-License-Identifier: ISC
cd "$T" || exit
try() { echo "# $*"; irr-diff -q "$@" old.db new.db; echo $?; }
try --prefix 203.0.113.0/24
try --prefix 203.0.113.0/24 -m
try --prefix 192.0.0.0/8 -m
try --prefix 10.0.0.0/8 -m
try --origin AS64502
try --mnt maint-b
try --source Radb --only removed
try --source ALTDB
try --only added,removed
try --only op=origin
try --no-pair --origin AS64511
