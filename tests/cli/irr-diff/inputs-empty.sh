# SPDX-License-Identifier: ISC
# What is asked for and has nothing in it is trouble, not an answer.
try() { irr-diff "$@" third.db; echo $?; }
cp "$T/third.db" .
echo '# nothing' >empty
try --against rir -b empty
try --against rir --as-rel empty
try --against rir --as-org empty
try --against rir -r empty
try --delegated empty
