# SPDX-License-Identifier: ISC
cat >radb.db <<'END'
route: 192.0.2.1/24
origin: AS64496
mnt-by: MAINT-A
source: RADB

route: 198.051.100.0/24
origin: AS64500
mnt-by: MAINT-A

END
cat "$T/third.db" >third.db
irr-diff --lenient radb.db third.db; echo $?
irr-diff RADB=radb.db third.db -q; echo $?
irr-diff --lenient -f tsv --against rir radb.db "$T/rir.db" | cut -f 1-5
irr-diff -f tsv --against rir RADB=radb.db "$T/rir.db" | cut -f 1-5
