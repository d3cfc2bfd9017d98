#!/bin/sh
# SPDX-License-Identifier: ISC
# irr-diff end to end: two dumps like RADB's of OBJECTS (1,600,000) objects,
# plain and compressed, beside what a user would type; the real registries held
# against BGP; OBJECTS4 (4,000,000) objects of several registries held against
# BGP and RPKI.  What is generated needs 2 GB of TMPDIR, by default /dev/shm.
set -eu
. tests/bench/measure.sh
[ -n "${TMPDIR:-}" ] || [ ! -w /dev/shm ] || TMPDIR=/dev/shm
export TMPDIR="${TMPDIR:-/tmp}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
irr=$B/bin/irr-diff
gen=$B/tests/bench/irr_gen
objects=${OBJECTS:-1600000}
objects4=${OBJECTS4:-4000000}
export RUNS="${RUNS:-3}"
[ -x "$irr" ] || {
    echo 'SKIP irr-diff is not built'
    exit
}

# goal LIMIT: hold the last median against the seconds that are aimed at, which
# suppose two processors and the sizes above.
goal() {
    awk -v limit="$1" -v s="$median" 'BEGIN {
        printf "  goal: at most %.1f s, %s\n", limit,
            s <= limit ? "met" : "MISSED" }'
}

# anonymous COMMAND: the most memory of its own that a command held, without
# the files that it maps; seen by looking every 10 ms.
anonymous() {
    sh -c "exec $*" >/dev/null 2>&1 &
    pid=$!
    while grep -s RssAnon "/proc/$pid/status"; do
        sleep 0.01
    done | awk '$2 > m { m = $2 } END {
        printf "  beside mapped files %37.1f MB\n", m / 1024 }'
    wait $pid || :
}

printf 'Two dumps of %s objects, 1.5 %% of them changed\n' "$objects"
"$gen" -n "$objects" >"$work/old"
"$gen" -n "$objects" --mutate 0.015 >"$work/new"
gzip -k "$work/old" &
gzip -k "$work/new"
wait
wc -c "$work/old" "$work/old.gz" | sed '$d; s|/.*/||'
measure 'irr-diff, plain' "$irr $work/old $work/new"
goal 1.0
ours=$median
anonymous "$irr $work/old $work/new"
measure 'irr-diff, plain, one processor' \
    "taskset -c 0 $irr $work/old $work/new"
measure 'irr-diff, gzip' "$irr $work/old.gz $work/new.gz"
goal 1.8
anonymous "$irr $work/old.gz $work/new.gz"
measure '  zcat of one alone' "zcat $work/old.gz"
measure 'irr-diff -q, the same file twice' "$irr -q $work/old $work/old"
rm "$work/old.gz" "$work/new.gz"

# One object a line, as in every "diff of two whois dumps" of a mailing list.
cat >"$work/pipeline" <<'END'
for side in old new; do
    mawk 'BEGIN { RS = ""; FS = "\n"; OFS = "\t" }
        /^route/ { $1 = $1; print }' "$1/$side" | LC_ALL=C sort >"$1/$side.s"
done
LC_ALL=C comm -3 "$1/old.s" "$1/new.s"
END
RUNS=1 measure 'mawk, sort and comm' "sh $work/pipeline $work"
fastest=$median
rm -f "$work/old.s" "$work/new.s"
RUNS=1 measure 'python dictionary' \
    "python3 tests/bench/irr_diff.py $work/old $work/new"
fastest=$(printf '%s\n' "$fastest" "$median" | sort -n | head -n 1)
RUNS=1 measure 'diff' "diff $work/old $work/new"
fastest=$(printf '%s\n' "$fastest" "$median" | sort -n | head -n 1)
ratio "$fastest" "$ours" '  fastest of these / irr-diff (goal: 8)'
rm "$work/old" "$work/new"

real=${RSEC_VECTORS:-../shared/vectors}/irr/caida-irregularities
bgp=$real/routeviews-rv2-20240101-1200.pfx2as.gz
printf '\nReal registries against BGP\n'
if [ -e "$bgp" ]; then
    measure 'irr-diff --against, 12 registries' \
        "$irr --against AFRINIC,ARIN,LACNIC -b $bgp --summary $real/*.db.gz"
    goal 0.5
else
    echo "SKIP real registries: $bgp is not there"
fi

printf '\n%s objects of 8 registries against BGP and RPKI\n' "$objects4"
registries=RADB,RIPE,APNIC,NTTCOM,ARIN,AFRINIC,LEVEL3,ALTDB
many="$gen -n $objects4 -s 4 --source $registries"
for name in $(echo "$registries" | tr , ' '); do
    $many --only "$name" >"$work/$name.db"
done
$many --only NONE --bgp "$work/bgp" --vrps "$work/vrps.csv"
cat "$work"/*.db | wc -c
summary="$irr --against RIPE,APNIC,ARIN,AFRINIC -b $work/bgp"
summary="$summary -r $work/vrps.csv --summary $work/*.db"
measure 'irr-diff --against --summary' "$summary"
goal 3.0
anonymous "$summary"
