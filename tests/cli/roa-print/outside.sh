# SPDX-License-Identifier: ISC
# Links in folders are not followed; what is no file is passed over.
. "$T/ca.inc"
mkdir walk
ln -s /etc walk/etc
ln -s ../$repo/ca00/000000.roa walk/link.roa
mkfifo walk/fifo
cp $repo/ca00/000001.roa walk/
cp $repo/ca00/000001.roa walk/a.roa
roa-print $at -q -r --brief walk/a.roa walk | sort -u
# an operand that is a link is
roa-print $at --brief walk/link.roa
