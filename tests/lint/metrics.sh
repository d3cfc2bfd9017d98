#!/bin/sh
# SPDX-License-Identifier: ISC
# make metrics: lengths of functions and files, and how much is comment, one
# line a room.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Lines of a room: all, and those that are comment or have one.
lines() {
    find "$@" -name '*.[ch]' -exec cat {} + | awk '
        { all++ }
        inside || /\/\*/ || /^[ \t]*\/\// { comment++ }
        /\/\*/ { inside = 1 }
        /\*\// { inside = 0 }
        END { printf "%d %d\n", all, all ? 100 * comment / all + 0.5 : 0 }'
}

row() { # row NAME DIRECTORY...
    name=$1
    shift
    sh tests/lint/functions.sh "$@" | sort -n >"$work/functions"
    longest=$(find "$@" -name '*.[ch]' -exec wc -l {} + |
        awk '$2 != "total" && $1 > n { n = $1 } END { print n + 0 }')
    awk -v name="$name" -v lines="$(lines "$@")" -v longest="$longest" '
        { length_of[NR] = $1 }
        END {
            split(lines, count, " ")
            printf "%-16s %6d %8d %8d %9d %7d %5d %5d\n", name, count[1],
                count[2], longest, NR, length_of[int((NR + 1) / 2)],
                length_of[int(NR * 0.95 + 0.999)], length_of[NR]
        }' "$work/functions"
}

printf '%-16s %6s %8s %8s %9s %7s %5s %5s\n' room lines 'comment%' \
    'longest' functions median p95 max
for room in lib/*/ cmd/ tests/unit/ tests/fuzz/ tests/bench/; do
    [ ! -d "$room" ] || row "${room%/}" "$room"
done
row 'lib and cmd' lib cmd
