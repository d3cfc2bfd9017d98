# SPDX-License-Identifier: ISC
# What BGP announces, as MRT: the same answers as from its lines of text.
cat >objects.db <<END
route: 192.0.2.0/24
origin: AS64496
source: TEST

route: 198.51.100.0/24
origin: AS64496
source: TEST

route: 192.0.2.0/24
origin: AS64500
source: ARIN
END
perl "$T/../../lib/mrt.pl" >table.mrt
cat >routes.txt <<END
192.0.2.0/24 AS64496
192.0.2.0/24 AS64500
198.51.100.0/24 AS64502
2001:db8::/32 AS64496
2001:db8::/32 {64497}
END
try() { irr-diff -q --against arin --summary -f tsv "$@" objects.db; }
try -b table.mrt >mrt
cut -f 1-4 mrt; tail -n 1 mrt
try -b routes.txt | cmp - mrt
gzip -c table.mrt | try -b - 2>/dev/null | cmp - mrt
head -c 300 table.mrt >cut.mrt
printf "\0\0\0\1\0\5\0\1\0\0\0\0" | cat table.mrt - >more.mrt
try -b more.mrt | cut -f 1-4
try -b cut.mrt; echo $?
