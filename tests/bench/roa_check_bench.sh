#!/bin/sh
# SPDX-License-Identifier: ISC
# roa-check end to end: loading the real RPKI, a table through a pipe beside
# the script that a user would write, one question from a cold start.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/bench/measure.sh
check=$B/bin/roa-check

real=${RSEC_VECTORS:-../shared/vectors}/vrps/jeffsw-rpkilog
real=$real/rpkiclient_summary_20250720T093135Z.json.bz2
if [ -e "$real" ]; then
    bzip2 -dc "$real" >"$work/vrps.json"
    gzip -k "$work/vrps.json"
    $check -r "$work/vrps.json" --compile "$work/vrps.map"
    question='1.1.1.0/24 AS13335'
    echo "Load 723,521 real VRPs and answer one question"
    measure 'plain JSON, 75 MB' "$check -r $work/vrps.json $question"
    measure 'gzip' "$check -r $work/vrps.json.gz $question"
    measure 'bzip2' "$check -r $real $question"
    bz=$median
    measure '  bzip2 -dc alone' "bzip2 -dc $real"
    ratio "$bz" "$median" '  bzip2 load / bzip2 alone'
    echo "Compiled, 100 starts a run"
    RUNS=7 measure 'compiled' \
        "for i in \$(seq 100); do $check -r $work/vrps.map $question; done"
    RUNS=7 measure '  the same of true(1)' \
        "for i in \$(seq 100); do /bin/true; done"
else
    echo "SKIP real VRPs: $real is not there"
fi

"$B/tests/bench/table_gen" "$work"
lines=$(wc -l <"$work/routes.txt")
printf '\nA full table of %s routes through a pipe, 600,000 VRPs\n' "$lines"
$check -r "$work/vrps.csv" --compile "$work/model.map"
for format in tsv csv jsonl text; do
    measure "roa-check -f $format" \
        "$check -q -r $work/model.map -f $format <$work/routes.txt"
    awk -v n="$lines" -v s="$median" \
        'BEGIN { printf "  %.2f million lines/s\n", n / s / 1e6 }'
done
measure 'roa-check --summary' \
    "$check -r $work/model.map --summary <$work/routes.txt"
awk -v n="$lines" -v s="$median" \
    'BEGIN { printf "  %.2f million lines/s\n", n / s / 1e6 }'

# The script loads the same CSV and probes a dictionary, a length at a time.
printf '\nAll of them, VRPs as CSV for both, load included\n'
measure 'roa-check -f tsv' \
    "$check -q -r $work/vrps.csv -f tsv <$work/routes.txt"
ours=$median
RUNS=1 measure 'python script' \
    "python3 tests/bench/roa_check.py $work/vrps.csv <$work/routes.txt"
ratio "$median" "$ours" '  python / roa-check'
