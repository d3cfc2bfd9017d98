# SPDX-License-Identifier: ISC
cd "$T" || exit
irr-diff --class as-set old.db new.db
irr-diff --class all old.db new.db -q --only changed
irr-diff --class mntner old.db new.db
irr-diff --class poem old.db new.db; echo $?
