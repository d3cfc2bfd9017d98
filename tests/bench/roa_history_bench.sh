#!/bin/sh
# SPDX-License-Identifier: ISC
# roa-history on a made-up archive of 15 years: its store beside sqlite3 as a
# user would set it up, with the same rows and the same questions; what a new
# day costs, and a rebuild of DAYS (4) days from xz beside xz alone.  What is
# generated needs 3 GB of TMPDIR, by default /dev/shm.  STORE and DAY, where
# given, are used as the store without its last day and as the folder of that
# day, and made if they do not exist.
set -eu
. tests/bench/measure.sh
[ -n "${TMPDIR:-}" ] || [ ! -w /dev/shm ] || TMPDIR=/dev/shm
export TMPDIR="${TMPDIR:-/tmp}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
history=$B/bin/roa-history
bench=$B/tests/bench
store=${STORE:-$work/store}
day=${DAY:-$work/day}
days=${DAYS:-4}
export RUNS="${RUNS:-3}"
[ -x "$history" ] || {
    echo 'SKIP roa-history is not built'
    exit
}

# goal WHAT IS LIMIT: hold a figure against the most that is aimed at.
goal() {
    awk -v what="$1" -v is="$2" -v limit="$3" 'BEGIN {
        printf "  goal: %s at most %s: %s, %s\n", what, limit, is,
            (is + 0 <= limit + 0) ? "met" : "MISSED" }'
}

# per_second COUNT SECONDS GOAL: of processor time, since others share it.
per_second() {
    awk -v n="$1" -v s="$2" -v goal="$3" 'BEGIN {
        printf "  %d a second; goal: at least %d, %s\n", n / s, goal,
            (n / s >= goal) ? "met" : "MISSED" }'
}

megabytes() {
    wc -c "$@" | awk '{ printf "%.1f", $1 / 1e6 }'
}

if [ ! -e "$store" ]; then
    echo 'The store of 15 years but one day, in one process'
    "$bench/history_bench" 1 "$store" 1
fi
[ -e "$day" ] || "$bench/history_gen" "$day" 2026-09-16 2026-09-16
"$bench/history_sample_gen" "$store" rows >"$work/rows"
"$bench/history_sample_gen" "$store" routes 1000000 >"$work/routes"
head -n 20000 "$work/routes" >"$work/few"
read -r prefix _ date <"$work/routes"

printf '\nThe same %s rows in sqlite3 %s\n' "$(wc -l <"$work/rows")" \
    "$(python3 -c 'import sqlite3; print(sqlite3.sqlite_version)')"
RUNS=1 measure 'sqlite3, load and index' \
    "python3 tests/bench/history_sqlite.py load $work/base <$work/rows"
printf '%-44s %8s MB\n' 'sqlite3, size' "$(megabytes "$work/base")"
printf '%-44s %8s MB\n' 'roa-history, size' "$(megabytes "$store")"
goal 'store, MB' "$(megabytes "$store")" 40
printf '%-44s ' 'sqlite3, 20,000 checks in a process'
python3 tests/bench/history_sqlite.py check "$work/base" <"$work/few" \
    2>&1 >"$work/theirs"
"$history" check -q -d "$store" -f tsv <"$work/few" >"$work/table" || :
# Where we say unknown, they say what the day before did.
sed 1d "$work/table" | cut -f 4 | paste -d ' ' - "$work/theirs" |
    awk '$1 == "unknown" { unknown++; next } $1 != $5 { other++ }
        END { printf "  same answers but for %d unknown, %d others\n",
            unknown, other }'

printf '\nQuestions\n'
loop='for i in 1 2 3 4 5 6 7 8 9 10; do'
loop="$loop for j in 1 2 3 4 5 6 7 8 9 10; do"
fresh="$history covered -q -d $store --at $date $prefix"
measure 'covered, 100 fresh processes' "$loop $fresh; done; done"
goal "ms of processor time a question" "$(awk "BEGIN { print $cpu * 10 }")" 3
measure '  100 times --version, for comparison' \
    "$loop $history --version; done; done"
select="select * from vrp where prefix = '$prefix'"
measure 'sqlite3, 100 fresh processes, one prefix' \
    "$loop sqlite3 $work/base \"$select\"; done; done"
measure 'check, 1,000,000 lines, one processor' \
    "taskset -c 0 $history check -q -d $store <$work/routes"
per_second 1000000 "$cpu" 400000
measure '  as TSV' \
    "taskset -c 0 $history check -q -d $store -f tsv <$work/routes"
RUNS=1 measure 'sqlite3, 20,000 lines' \
    "python3 tests/bench/history_sqlite.py check $work/base <$work/few"
rm -f "$work/base" "$work/rows"

printf '\nA day of 5 files, %s VRPs, on top of 15 years\n' \
    "$(cat "$day"/*/*/*/*/roas.csv | wc -l)"
measure 'ingest, and the copy of a store before it' \
    "cp $store $work/new; $history ingest -q -d $work/new $day"
with=$median
measure '  the copy alone' "cp $store $work/new"
goal 'seconds of ingest' "$(awk "BEGIN { print $with - $median }")" 0.5
measure '  ingest -j 1' \
    "cp $store $work/new; $history ingest -q -j 1 -d $work/new $day"
rm -f "$work/new"

printf '\nA rebuild of %s days of xz\n' "$days"
"$bench/history_gen" "$work/archive" 2026-09-01 \
    "$(printf '2026-09-%02d' "$days")"
find "$work/archive" -name '*.csv' -print0 | xargs -0 -n 1 -P 2 xz -2
find "$work/archive" -name '*.xz' -print0 >"$work/list"
xargs -0 xz -dc <"$work/list" | wc -c |
    awk '{ printf "  %.0f MB of CSV\n", $1 / 1e6 }'
measure 'xz alone, two processes' \
    "xargs -0 -n 1 -P 2 xz -dc <$work/list"
alone=$median
measure 'ingest' \
    "rm -f $work/new; $history ingest -q -d $work/new $work/archive"
ratio "$median" "$alone" '  ingest / xz alone'
goal 'MB resident' "$rss" 300
