# SPDX-License-Identifier: ISC
# In the folder of inputs nothing is passed over in silence.
. "$T/month.inc"
mkdir month/irr/old
cp month/as-rel/* month/irr/old/
mkfifo month/vrps.fifo
: >month/irr/.hidden
: >month/irr/radb.db.part
rm -r month/rsc; : >month/rsc
check AS64501 >report; tail -n 1 report
rm month/vrps.fifo
ln -s ../elsewhere/ripe.db month/irr/other.db
check AS64501 2>&1
