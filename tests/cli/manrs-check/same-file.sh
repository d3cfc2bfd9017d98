# SPDX-License-Identifier: ISC
# The order in which inputs are named changes nothing, and what is named twice
# is read once.
. "$T/month.inc"
a=month/rib/rib.20261001.0000
b=month/rib/rib.20261031.0000
for file in month/irr/*; do cat "$file"; echo; done >x.db
echo 'route: 198.51.100.0/24
origin: AS64500
source: RADB' >y.db
ln -s x.db z.db
check -f json --rib $a --rib $b --irr x.db --irr y.db AS64500 >one
check -f json --rib $b --rib $a --irr y.db --irr x.db AS64500 >other
cmp one other && echo same
check -f json --rib $b --rib $a --rib $b --irr y.db --irr z.db --irr x.db \
    AS64500 >twice
cmp one twice && echo same
