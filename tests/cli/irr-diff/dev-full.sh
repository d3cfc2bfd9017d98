# SPDX-License-Identifier: ISC
[ -c /dev/full ] || { echo "SKIP no /dev/full"; exit 77; }
cd "$T" || exit
irr-diff -q old.db new.db >/dev/full; echo $?
irr-diff -f nrtm3 old.db new.db >/dev/full; echo $?
irr-diff -q --against rir third.db rir.db >/dev/full; echo $?
irr-diff -q --impact -b pfx2as third.db rir.db >/dev/full; echo $?
