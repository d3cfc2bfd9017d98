# SPDX-License-Identifier: ISC
cd "$T" || exit
try() { irr-diff "$@"; echo $?; }
try --against rir
try --against 'RIPE,!' third.db
try --against rir --no-pair third.db
try --against rir --drop ALTDB third.db
try --against rir -f nrtm3 third.db
try --against rir --irregular --impact third.db
try --against rir --unit tons third.db
try --against rir --summary --origin AS64496 third.db
try --against rir --only auth=nonsense third.db
try --against rir --slurm x third.db
try --impact third.db
try --irregular third.db
try --impact -b pfx2as --origin AS64496 third.db
try --impact -b pfx2as --rule nonsense third.db
try --impact -b pfx2as --rule ripe-731 third.db
try --impact -b pfx2as --freeze yesterday third.db
try --matrix --prefix 192.0.2.0/24 third.db
try --against rir -b - -r - third.db
try -4 old.db new.db
