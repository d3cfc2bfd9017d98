#!/bin/sh
# SPDX-License-Identifier: ISC
# roa-print over ROAS (20,000) generated ROAs below 20 CAs: beside rpki-client
# -f, where it is installed, and openssl cms on a sample; on one processor and
# on two.  Then what it prints without verifying, its memory over MANY (100,000)
# ROAs, and its start.
set -eu
. tests/bench/measure.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work" # rpki-client gives up being root
print=$B/bin/roa-print
genrepo=$B/tests/bench/genrepo
roas=${ROAS:-20000}
many=${MANY:-100000}
export RUNS="${RUNS:-3}"

one="taskset -c 0"
two="taskset -c 0,1"
$two true 2>/dev/null || two=

each() { # each COUNT: objects a second of the last measurement
    awk -v n="$1" -v s="$median" 'BEGIN {
        printf "  %.0f objects/s, %.1f us each\n", n / s, s / n * 1e6 }'
}

generate() { # generate COUNT DIRECTORY: and the list of its ROAs beside it
    "$genrepo" --roas "$1" --cas 20 "$work/$2"
    chmod -R a+rX "$work/$2"
    find "$work/$2/cache" -name '*.roa' | sort >"$work/$2.list"
}

generate "$roas" repo
head -n 200 "$work/repo.list" >"$work/sample"
tr '\n' '\0' <"$work/repo.list" >"$work/repo.list0"
# At a time within the validity of what genrepo signs.
judge="$print -q --at 2027-01-01 -d $work/repo/cache -t $work/repo/example.tal"
judge="$judge --files-from $work/repo.list"
read="$print -q -n --at 2027-01-01 --files-from $work/repo.list"

echo "$roas ROAs, each with its chain, CRL and manifest"
measure 'roa-print, text, one processor' "$one $judge -j 1"
each "$roas"
ours=$median
if [ -n "$two" ]; then
    measure 'roa-print, text, two processors' "$two $judge -j 2"
    each "$roas"
    ratio "$ours" "$median" '  two processors / one'
fi
measure 'roa-print, jsonl, one processor' "$one $judge -j 1 -f jsonl"
if command -v rpki-client >/dev/null; then
    # As many names a call as fit; all of them fit into a few calls.
    theirs="xargs -0 -s 2000000 rpki-client -d $work/repo/cache"
    theirs="$theirs -t $work/repo/example.tal -f <$work/repo.list0"
    valid=$(sh -c "$theirs" 2>/dev/null | grep -c '^Validation: *OK' || :)
    echo "rpki-client calls $valid of them OK"
    RUNS=1 measure 'rpki-client -f, one processor' "$one $theirs"
    each "$roas"
    ratio "$median" "$ours" '  rpki-client / roa-print'
else
    echo 'SKIP rpki-client is not installed'
fi
RUNS=1 measure 'openssl cms -verify, 200 of them' \
    "while read -r f; do $one openssl cms -verify -noverify -inform DER \
    -in \$f -out /dev/null; done <$work/sample"
each 200

printf '\nDecoding only\n'
for format in text jsonl csv; do
    measure "roa-print -n -f $format" "$one $read -j 1 -f $format"
    each "$roas"
done
measure 'roa-print -n --brief' "$one $read -j 1 --brief"
each "$roas"
measure '  the same of cat' "$one xargs -0 cat <$work/repo.list0"
each "$roas"
xargs -0 cat <"$work/repo.list0" >"$work/all.der"
measure 'all in one file, roa-print -n -f text' \
    "$one $print -q -n --at 2027-01-01 -j 1 $work/all.der"
each "$roas"

printf '\nMemory and start\n'
rm -r "$work/repo"
generate "$many" many
many_args="-q --at 2027-01-01 -d $work/many/cache -t $work/many/example.tal"
RUNS=1 measure "$many ROAs with chains, one processor" \
    "$one $print $many_args -j 1 --files-from $work/many.list"
RUNS=1 measure "$many ROAs with chains, two threads" \
    "$print $many_args -j 2 --files-from $work/many.list"
file=$(head -n 1 "$work/many.list")
RUNS=7 measure 'start: 100 times one ROA' \
    "for i in \$(seq 100); do $one $print -q $file; done"
RUNS=7 measure '  the same of true(1)' \
    "for i in \$(seq 100); do $one /bin/true; done"
