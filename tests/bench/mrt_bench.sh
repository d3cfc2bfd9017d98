#!/bin/sh
# SPDX-License-Identifier: ISC
# A model table of ten peers in MRT, every origin of a prefix judged once, raw
# and compressed, beside the decompressors alone and "bgpdump -m".  bgpdump
# reads one of STEP (10) prefixes, as otherwise it takes minutes; what it
# takes for all is what it took times STEP.  Needs 2 GB of TMPDIR, by default
# /dev/shm.
set -eu
. tests/bench/measure.sh
[ -n "${TMPDIR:-}" ] || [ ! -w /dev/shm ] || TMPDIR=/dev/shm
export TMPDIR="${TMPDIR:-/tmp}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
export RUNS="${RUNS:-3}"
step=${STEP:-10}
check="$B/bin/roa-check -q -r $work/vrps.csv --summary"
has() { command -v "$1" >/dev/null; }

printf 'ASN,IP Prefix,Max Length,Trust Anchor\nAS64496,192.0.2.0/24,24,x\n' \
    >"$work/vrps.csv"
"$B/tests/bench/mrt_gen" >"$work/rib"
"$B/tests/bench/mrt_gen" "$step" >"$work/part"
gzip -1 -k "$work/rib"
wc -c "$work/rib" "$work/rib.gz" | sed '$d; s|/.*/||'

measure 'roa-check, raw' "$check <$work/rib"
raw=$median
measure 'roa-check, gzip' "$check <$work/rib.gz"
gz=$median
if has igzip; then
    measure '  igzip -dc alone' "igzip -dc $work/rib.gz"
    ratio "$gz" "$median" '  gzip / igzip alone (goal: at most 1.5)'
fi
bzip2 -k "$work/part"
measure 'roa-check, bzip2, a part' "$check <$work/part.bz2"
bz=$median
measure '  bzip2 -dc alone' "bzip2 -dc $work/part.bz2"
ratio "$bz" "$median" '  bzip2 / bzip2 alone (goal: at most 1.1)'
has bgpdump || exit 0
RUNS=1 measure 'bgpdump -m, a part' "bgpdump -m $work/part"
all=$(awk -v s="$median" -v n="$step" 'BEGIN { print s * n }')
ratio "$all" "$raw" '  bgpdump / roa-check, raw (goal: 60)'
ratio "$all" "$gz" '  bgpdump / roa-check, gzip (goal: 30)'
