#!/bin/sh
# SPDX-License-Identifier: ISC
# No function over 80 lines, 95 % of them up to 60, half of them up to 18; no
# file over 600 lines.  Tests may have long tables: their functions are only
# held to 80.
set -eu

sh tests/lint/functions.sh lib cmd tests |
    awk '$1 > 80 { print $2 ": " $3 "() has " $1 " lines" }'
sh tests/lint/functions.sh lib cmd | sort -n | awk '
    { lines[NR] = $1 }
    END {
        median = lines[int((NR + 1) / 2)]
        p95 = lines[int(NR * 0.95 + 0.999)]
        if (median > 18)
            print "half of all functions are longer than " median - 1 " lines"
        if (p95 > 60)
            print "5 % of all functions are longer than " p95 - 1 " lines"
    }'
find lib cmd tests mk -name '*.[ch]' -o -name '*.sh' -o -name '*.p[yl]' |
    sort | xargs wc -l |
    awk '$2 != "total" && $1 > 600 { print $2 ": " $1 " lines" }'
