# SPDX-License-Identifier: ISC
cd "$T" || exit
try() {
    echo "# $*"
    irr-diff --against rir -r vrps.csv -b pfx2as --today 2026-11-23 -f tsv \
        "$@" third.db rir.db | tail -n +2 | cut -f 1-8
}
try --only auth=different
try --only different,rpki=invalid-as,bgp=exact
try --only 'age=over 10 years'
try --only auth=none,auth=related
try -4 --origin AS64496
try -6
try --prefix 192.0.2.0/24
try --prefix 192.0.2.0/24 -m --source radb
try --mnt maint-six
try --auth-also ALTDB --only different
