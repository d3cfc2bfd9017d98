# SPDX-License-Identifier: ISC
# The same bytes from any number of threads.
. "$T/ca.inc"
for format in text json jsonl csv rpki-client; do
    for n in 1 2 3 7; do
        for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do echo cache; done |
            roa-print $at -q -r -j $n -f $format --files-from - | cksum
    done | uniq | wc -l
done
