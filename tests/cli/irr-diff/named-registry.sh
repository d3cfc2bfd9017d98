# SPDX-License-Identifier: ISC
# A registry that is named must have a route object: else a slip of the pen, or
# a download that failed, would look like an answer.
cd "$T" || exit
try() { irr-diff "$@"; echo $?; }
try --against APNIC third.db rir.db
try --against rir --auth-also JPIRR third.db rir.db
try --impact -b pfx2as --drop LEVEL3 third.db rir.db
try --against rir LEVEL3=third.db rir.db
# Nor are there findings where nothing is authoritative, or nothing else is.
try --against rir third.db
try --irregular -b pfx2as third.db
try --against rir --source RIPE third.db rir.db
# Whatever else is asked of two dumps, both have objects of it.
try --source LEVEL3 --prefix 192.0.2.0/24 old.db new.db
try --mnt MAINT-A --class as-set rir.db rir.db
# What the RPKI says of them stands by itself.
irr-diff --against rir -r vrps.csv --origin AS64499 -f tsv third.db | cut -f 1-6
