# SPDX-License-Identifier: ISC
# The serial of OLD is in the file that registries publish with it.
mkdir old new
cp "$T/old.db" old/radb.db
cp "$T/new.db" new/radb.db
cp "$T/new.db" old/new.db
echo 4999 >old/RADB.CURRENTSERIAL
echo 9999 >new/RADB.CURRENTSERIAL
start() { irr-diff -f nrtm3 "$@" | head -n 1; }
start old/radb.db new/radb.db
start -q --serial 7 old/radb.db new/radb.db
start --serial old/RADB.CURRENTSERIAL old/radb.db old/new.db
start -q old/radb.db old/new.db
start -q RADB=old/radb.db - <new/radb.db
start -q new/radb.db - <old/radb.db
mv old/radb.db old/other.db
start -q old/other.db new/radb.db
start RADB=old/other.db new/radb.db
for serial in x 18446744073709551615 '' '1 2' -1; do
    echo "$serial" >old/RADB.CURRENTSERIAL
    start RADB=old/other.db new/radb.db
done
start --serial none old/other.db new/radb.db
session=00000000-0000-4000-8000-000000000000
echo 5 >old/RADB.CURRENTSERIAL
irr-diff -f nrtm4 --session "$session" --serial old/RADB.CURRENTSERIAL \
    old/other.db new/radb.db
