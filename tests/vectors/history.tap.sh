#!/bin/sh
# SPDX-License-Identifier: ISC
# roa-history beside history.py, which knows sets of VRPs and nothing of runs:
# 541 real snapshots of DN42 of two years, of which a quarter of the days is
# missing, and two full exports of the RPKI of one day.
set -eu
cd "$(dirname "$0")/../.."
. tests/vectors/vectors.sh
dn42=$RSEC_VECTORS/vrps/netravnen-dn42-roa-export/daily-2019-2020.tar.xz
rpki=$RSEC_VECTORS/vrps/jeffsw-rpkilog/rpkiclient_summary_20250720
history=$B/bin/roa-history
oracle=tests/vectors/history.py
need "$dn42" "${rpki}T093135Z.json.bz2" "${rpki}T100145Z.json.bz2" "$history"

number=0
ok() { # ok STATUS WORDS
    number=$((number + 1))
    [ "$1" -eq 0 ] || printf 'not '
    echo "ok $number - $2"
}

same() { # same WANT GOT WORDS
    rc=0
    diff -u --label oracle --label roa-history "$1" "$2" >"$work/diff" ||
        rc=1
    ok "$rc" "$3"
    sed -n '1,40s/^/# /p' "$work/diff"
}

# A question that is not answered by "valid" or "yes" is no trouble.
ask() {
    "$history" "$@" && rc=0 || rc=$?
    [ "$rc" -ne 2 ]
}

mkdir "$work/days"
tar -xJf "$dn42" -C "$work/days"
python3 "$oracle" days "$work/days" 20261123 1000 "$work"

# In order, backwards, and in another order by and by.
"$history" ingest -q -d "$work/store" "$dn42"
find "$work/days" -name '*.json' | sort >"$work/files"
sort -r "$work/files" | xargs "$history" ingest -q -d "$work/backwards"
sort -t / -k 99 --random-sort --random-source="$oracle" "$work/files" |
    xargs -n 60 "$history" ingest -q -d "$work/shuffled"
cmp "$work/store" "$work/backwards" && rc=0 || rc=1
ok "$rc" 'snapshots give the same bytes backwards'
cmp "$work/store" "$work/shuffled" && rc=0 || rc=1
ok "$rc" 'snapshots give the same bytes shuffled, in ten goes'
"$history" verify -q -d "$work/store" && rc=0 || rc=1
ok "$rc" 'the store has no error'

"$history" export -q -d "$work/store" -f jsonl >"$work/runs"
"$history" export -q -d "$work/store" -f jsonl --gaps withdrawn \
    >"$work/strict"
{
    jq -r '[.prefix, .max_length, .asn, .ta] | @tsv' "$work/runs" |
        sort -u | wc -l
    wc -l <"$work/runs"
    wc -l <"$work/strict"
    "$history" sources -q -d "$work/store" -f jsonl |
        jq -s 'map(.vrps) | add'
} | xargs >"$work/counted"
same "$work/counts" "$work/counted" 'VRPs, runs and days are as many'
echo '3876 3883 150523 1133243' >"$work/known"
same "$work/known" "$work/counted" 'and those that are known of this archive'

for gaps in unknown carry withdrawn; do
    ask check -q -d "$work/store" -f jsonl --gaps "$gaps" <"$work/routes" |
        jq -r '[.prefix, .date, .state, .reason // ""] | @tsv' |
        sed 's/	$//' >"$work/got"
    same "$work/check.$gaps" "$work/got" "1,000 routes, --gaps $gaps"
done

for gaps in unknown carry withdrawn; do
    head -n 60 "$work/covered.$gaps" >"$work/want"
    head -n 60 "$work/routes" | while read -r prefix _ date; do
        ask covered -q -d "$work/store" -f jsonl --gaps "$gaps" \
            --at "$date" "$prefix" |
            jq -r '[.prefix, .date, .covered] | @tsv'
    done >"$work/got"
    same "$work/want" "$work/got" "the cover of 60 prefixes, --gaps $gaps"
done

# Two observations of one day.
for time in T093135Z T100145Z; do
    bzcat "$rpki$time.json.bz2" >"$work/$time"
done
"$history" ingest -q -d "$work/full" "${rpki}"*.json.bz2
"$history" ingest -q -d "$work/again" "${rpki}T100145Z.json.bz2"
"$history" ingest -q -d "$work/again" "${rpki}T093135Z.json.bz2"
cmp "$work/full" "$work/again" && rc=0 || rc=1
ok "$rc" 'two exports of one day give the same bytes in either order'
python3 "$oracle" changes "$work/T093135Z" "$work/T100145Z" |
    sort >"$work/want"
"$history" sources -q -d "$work/full" --tal ripe -f jsonl |
    jq -r .time >"$work/times"
ask changes -q -d "$work/full" -f jsonl "$(sed -n 1p "$work/times")" \
    "$(sed -n 2p "$work/times")" |
    jq -r '[.change, .asn, .prefix, .max_length, .ta] | @tsv' |
    sort >"$work/got"
same "$work/want" "$work/got" \
    "$(wc -l <"$work/want") changes between them, a difference of sets"
echo "1..$number"
