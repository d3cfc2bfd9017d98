# SPDX-License-Identifier: ISC
# Three ways to read a day that nobody observed.
. "$T/past.inc"
for way in unknown carry withdrawn; do
    echo $way
    roa-history show --gaps $way 192.0.2.0/24 -f tsv
done
