#!/bin/sh
# SPDX-License-Identifier: ISC
# roa-history serve on loopback, beside its load generator (http_gen: keep-
# alive, poll(2), no coordinated omission) on the same cores.  The store is
# that of the model archive (history_bench; all of it is synthetic).
#
#   SERVE_STORE=FILE   a store that is there already
#   SERVE_SOAK=N       requests of the soak (300,000)
#
# Aims: 15,000 requests/s; p99 of 10 ms at half that load; no growth.  What a
# request costs the server is told as processor time, too, which others on the
# machine do not change as much.
set -eu
cd "$(dirname "$0")/../.."
B=$(cd "${B:-build}" && pwd)
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
store=${SERVE_STORE:-$work/store}
gen=$B/tests/bench/http_gen

[ -e "$store" ] || "$B/tests/bench/history_bench" 5 "$store" >/dev/null
"$B/bin/roa-history" serve -d "$store" --listen 127.0.0.1:0 2>"$work/err" &
server=$!
port=
while [ -z "$port" ]; do
    kill -0 "$server" || { cat "$work/err"; exit 1; }
    sleep 0.1
    port=$(sed -n 's|.*http://127.0.0.1:\([0-9]*\)/.*|\1|p' "$work/err")
done

# The same prefixes for each kind of question: /24s all over IPv4.
awk -v base="$work" 'BEGIN {
    srand(6811)
    for (i = 0; i < 5000; i++) {
        p = int(1 + rand() * 222) "." int(rand() * 256) "." \
            int(rand() * 256) ".0/24"
        day = sprintf("%d-%02d-%02d", 2012 + int(rand() * 14), \
            1 + int(rand() * 12), 1 + int(rand() * 28))
        a = 64496 + int(rand() * 100000)
        v = "/api/v1/validity/AS" a "/" p "?date=" day
        h = "/api/v1/history/" p
        c = "/api/v1/covered/" p "?date=" day
        print v >base "/validity"
        print h >base "/history"
        print c >base "/covered"
        print (i % 10 < 7 ? v : i % 10 < 9 ? c : h) >base "/mixed"
    }
}'
resident() { awk '/^VmRSS/ { print $2 }' "/proc/$server/status"; }

ticks() { # of the processor that the server had
    awk '{ print $14 + $15 }' "/proc/$server/stat"
}
load() { # load REQUESTS RATE FILE
    from=$(ticks)
    "$gen" "$port" 32 "$1" "$2" "$work/$3"
    awk -v t="$(($(ticks) - from))" -v hz="$(getconf CLK_TCK)" -v n="$1" \
        'BEGIN { printf "%20s %.1f us of the server a request\n", "", \
            t / hz / n * 1e6 }'
}

"$gen" "$port" 32 20000 0 "$work/mixed" >/dev/null # warm
for kind in validity covered history mixed; do
    printf 'full load, %-9s' "$kind"
    load 100000 0 "$kind"
done
printf 'half load, %-9s' mixed
load 75000 7500 mixed

before=$(resident)
printf 'soak,      %-9s' mixed
load "${SERVE_SOAK:-300000}" 0 mixed
echo "resident before $before after $(resident) KiB"
