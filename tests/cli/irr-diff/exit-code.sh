# SPDX-License-Identifier: ISC
cd "$T" || exit
try() { irr-diff -q -e "$@" >/dev/null; echo $?; }
try --against rir third.db rir.db
try --against rir --origin AS64497 --as-org as-org third.db rir.db
try --against rir --only age=unknown third.db rir.db
try --against rir --only auth=none --source ALTDB third.db rir.db
try --against rir --summary third.db rir.db
try --matrix third.db rir.db
try --impact -b pfx2as third.db rir.db
try --impact -b pfx2as rir.db
try --irregular -b pfx2as third.db rir.db
irr-diff -q --against rir third.db rir.db >/dev/null; echo $?
try --irregular --summary -b pfx2as third.db rir.db
