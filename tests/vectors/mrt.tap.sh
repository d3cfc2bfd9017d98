#!/bin/sh
# SPDX-License-Identifier: ISC
# Real MRT files: what is in them (mrt.tsv: routes, records that are malformed,
# generic, states, of other types, exit status), and route by route against
# what RIPE NCC's bgpdump says: the texts that come with it, and the program
# that is installed.  How many routes only we find, and only they, stands in
# mrt.tsv as well, with the reason.
set -eu
cd "$(dirname "$0")/../.."
. tests/vectors/vectors.sh
vectors=$RSEC_VECTORS/mrt
need "$vectors" "$B/tests/vectors/mrt_dump"

counts() { # what mrt_dump said on standard error, as one row
    awk '{ n[$1] = $2 }
        END { printf "%d %d %d %d %d", n["routes"], n["malformed"],
            n["generic"], n["states"], n["other"] }' "$1"
}

# differ OURS THEIRS: how many lines are only in one
differ() {
    sort "$1" >"$work/a"
    sort "$2" >"$work/b"
    printf '%d %d' "$(comm -23 "$work/a" "$work/b" | wc -l)" \
        "$(comm -13 "$work/a" "$work/b" | wc -l)"
}

check() { # check NAME EXPECTED FOUND NOTE
    number=$((number + 1))
    [ "$2" = "$3" ] || printf 'not '
    echo "ok $number - $1${4:+ ($4)}"
    [ "$2" = "$3" ] || printf '# expected %s\n# found    %s\n' "$2" "$3"
}

number=0
while IFS='	' read -r file facts installed upstream note; do
    case $file in '#'*) continue ;; esac
    "$B/tests/vectors/mrt_dump" "$vectors/$file" >"$work/dump" \
        2>"$work/stats" && status=0 || status=$?
    cut -d '|' -f 1-8 "$work/dump" >"$work/ours"
    grep -v 'malformed [0-9]* ' "$work/stats" >"$work/counts"
    found=$(counts "$work/counts")
    check "$file: counts" "$facts" "$found $status" ''
    if command -v bgpdump >/dev/null; then
        bgpdump -m "$vectors/$file" 2>/dev/null |
            awk -f tests/vectors/mrt.awk >"$work/theirs" || :
        found=$(differ "$work/ours" "$work/theirs")
        check "$file: bgpdump" "$installed" "$found" "$note"
    fi
    expected=$(printf '%s' "$vectors/$file" |
        sed 's|test_data|test_expect|').bgp.gz
    [ "$upstream" = - ] || {
        gzip -dc "$expected" | awk -f tests/vectors/mrt.awk >"$work/theirs"
        found=$(differ "$work/ours" "$work/theirs")
        check "$file: upstream" "$upstream" "$found" "$note"
    }
done <tests/vectors/mrt.tsv
command -v bgpdump >/dev/null || echo '# bgpdump is not installed'
echo "1..$number"
