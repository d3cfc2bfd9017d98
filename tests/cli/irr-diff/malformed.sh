# SPDX-License-Identifier: ISC
cat >bad.db <<'END'
route: 010.1.2.0/24
origin: AS64496
source: RADB

route: 192.0.2.1/24
origin: AS64496
source: RADB

route: 192.0.2.0/24
origin: ASX
source: RADB

route: 192.0.2.0/24
origin: AS64496

route: 192.0.2.0/24
origin: AS64496
mnt-by: MAINT-A
no colon here
source: RADB

route: 198.51.100.0/24
origin: AS64500
mnt-by: MAINT-B
source: RADB
END
irr-diff bad.db "$T/old.db" --prefix 198.51.100.0/24; echo $?
irr-diff -f tsv --against rir "$T/rir.db" bad.db | cut -f 1-5; echo $?
