#!/bin/sh
# SPDX-License-Identifier: ISC
# A model table of ten peers in MRT, every origin of a prefix judged once, raw
# and compressed, beside the decompressors alone and "bgpdump -m".  As bgpdump
# takes minutes for the whole, it reads one of STEP (10) prefixes, and what it
# takes for all is what it took times STEP; FULL=1 has it read the whole, raw
# and from gzip.  RIB=FILE is a table to read in place of the model, as a
# whole, and without bzip2.  Needs 2 GB of TMPDIR, by default /dev/shm.
set -eu
. tests/bench/measure.sh
[ -n "${TMPDIR:-}" ] || [ ! -w /dev/shm ] || TMPDIR=/dev/shm
export TMPDIR="${TMPDIR:-/tmp}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
export RUNS="${RUNS:-3}"
step=${STEP:-10}
[ "${FULL:-0}${RIB:-}" = 0 ] || step=1
check="$B/bin/roa-check -q -r $work/vrps.csv --summary"
has() { command -v "$1" >/dev/null; }

printf 'ASN,IP Prefix,Max Length,Trust Anchor\nAS64496,192.0.2.0/24,24,x\n' \
    >"$work/vrps.csv"
if [ -n "${RIB:-}" ]; then
    ln -s "$(realpath "$RIB")" "$work/rib"
else
    "$B/tests/bench/mrt_gen" >"$work/rib"
fi
gzip <"$work/rib" >"$work/rib.gz"
wc -c "$work/rib" "$work/rib.gz" | sed '$d; s|/.*/||'

measure 'roa-check, raw' "$check <$work/rib"
raw=$median raw_cpu=$cpu
measure 'roa-check, gzip' "$check <$work/rib.gz"
gz=$median gz_cpu=$cpu
if has igzip; then
    measure '  igzip -dc alone' "igzip -dc $work/rib.gz"
    ratio "$gz" "$median" '  gzip / igzip alone (goal: at most 1.5)'
fi
if [ -z "${RIB:-}" ]; then
    "$B/tests/bench/mrt_gen" 10 | bzip2 >"$work/part.bz2"
    measure 'roa-check, bzip2, a tenth' "$check <$work/part.bz2"
    bz=$median
    measure '  bzip2 -dc alone' "bzip2 -dc $work/part.bz2"
    ratio "$bz" "$median" '  bzip2 / bzip2 alone (goal: at most 1.1)'
    rm "$work/part.bz2"
fi
has bgpdump || exit 0

# compare NAME GOAL WALL CPU: the times of bgpdump that were measured last,
# for all, beside these of roa-check.
compare() {
    median=$(awk -v s="$median" -v n="$step" 'BEGIN { print s * n }')
    cpu=$(awk -v s="$cpu" -v n="$step" 'BEGIN { print s * n }')
    ratio "$median" "$3" "  bgpdump / roa-check, $1, wall (goal: $2)"
    ratio "$cpu" "$4" "  bgpdump / roa-check, $1, CPU"
}

if [ "$step" = 1 ]; then
    mv "$work/rib" "$work/part"
    mv "$work/rib.gz" "$work/part.gz"
else
    "$B/tests/bench/mrt_gen" "$step" >"$work/part"
    gzip <"$work/part" >"$work/part.gz"
fi
RUNS=1 measure "bgpdump -m, raw, 1 of $step" "bgpdump -m $work/part"
compare raw 60 "$raw" "$raw_cpu"
RUNS=1 measure "bgpdump -m, gzip, 1 of $step" "bgpdump -m $work/part.gz"
compare gzip 30 "$gz" "$gz_cpu"
