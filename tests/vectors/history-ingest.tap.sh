#!/bin/sh
# SPDX-License-Identifier: ISC
# Real snapshots through ingest: 541 days of DN42 in every order and form make
# the same store, and two exports of one day are two observations.
set -u
cd "$(dirname "$0")/../.." || exit 2
B=$(cd "${B:-build}" && pwd) || exit 2
VECTORS=${RSEC_VECTORS:-../shared/vectors}/vrps
dn42=$VECTORS/netravnen-dn42-roa-export/daily-2019-2020.tar.xz
pair=$VECTORS/jeffsw-rpkilog
if [ ! -e "$dn42" ] || [ ! -d "$pair" ]; then
    echo "1..0 # SKIP no snapshots of VRPs in $VECTORS"
    exit
fi
PATH=$B/bin:$PATH
export PATH LC_ALL=C TZ=UTC
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

number=0
is() { # is NAME GOT WANT
    number=$((number + 1))
    [ "$2" = "$3" ] || {
        echo "# got $2, want $3" >&2
        printf 'not '
    }
    echo "ok $number - $1"
}

same() { # same NAME FILE FILE
    is "$1" "$(cmp "$2" "$3" 2>&1)" ''
}

ingest() { # ingest STORE INPUT...
    store=$1
    shift
    roa-history ingest -q -d "$store" "$@"
}

mkdir "$work/days"
tar -xf "$dn42" -C "$work/days"
ingest "$work/tar" "$dn42"
is 'DN42 has 3,876 VRPs and 3,883 runs' \
    "$(roa-history info -d "$work/tar" 2>&1 >/dev/null |
        sed 's/.*: \(.*\) VRPs ever, \(.*\) runs.*/\1 \2/')" '3,876 3,883'
is 'DN42 has 1,133,243 VRP-days' \
    "$(roa-history sources -q -f csv -d "$work/tar" |
        awk -F, '$3 == "observed" { n += $6 } END { print n }')" 1133243
is '541 days were observed' \
    "$(roa-history sources -q -f csv --tal DN42 -d "$work/tar" |
        grep -c observed)" 541
ingest "$work/folder" "$work/days"
same 'a folder gives the same store' "$work/tar" "$work/folder"
find "$work/days" -name '*.json' | sort -r >"$work/list"
# shellcheck disable=SC2046  # names without blanks
ingest "$work/reversed" -j 1 $(cat "$work/list")
same 'reversed, in one thread, as well' "$work/tar" "$work/reversed"
shuf --random-source="$dn42" "$work/list" >"$work/shuffled"
split -n l/9 "$work/shuffled" "$work/part."
for part in "$work"/part.*; do
    # shellcheck disable=SC2046
    ingest "$work/bits" $(cat "$part")
done
same 'shuffled, in nine pieces, as well' "$work/tar" "$work/bits"
roa-history verify -q -d "$work/bits"
is 'it has no error' $? 0

ingest "$work/pair" "$pair"
is 'two exports of 2025-07-20 are two observations' \
    "$(roa-history sources -q -f csv -d "$work/pair" |
        awk -F, '$3 == "observed" { n[$2] += $6 }
            END { for (t in n) print t, n[t] }' | sort | tr '\n' ' ')" \
    '2025-07-20T09:31:33Z 723521 2025-07-20T10:01:43Z 723524 '
echo "1..$number"
