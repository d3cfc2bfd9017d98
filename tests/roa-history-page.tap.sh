#!/bin/sh
# SPDX-License-Identifier: ISC
# The page of roa-history serve in headless Chromium, as it is shown, narrow,
# and printed.  What is drawn is looked at as pixels: the colour of a bar of
# cover is in the picture of a prefix, and not in that of the empty form.
set -u
cd "$(dirname "$0")/.." || exit 2
B=$(cd "${B:-build}" && pwd) || exit 2
chromium=$(command -v chromium || command -v chromium-browser) || {
    echo '1..0 # SKIP chromium is not installed'
    exit 0
}
work=$(mktemp -d) || exit 2
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
count=0

is() { # is NAME COMMAND...
    name=$1
    shift
    count=$((count + 1))
    if "$@"; then
        echo "ok $count - $name"
    else
        echo "not ok $count - $name"
    fi
}

browse() { # browse WIDTH QUERY WHAT...
    width=$1 target=$2
    shift 2
    timeout 60 "$chromium" --headless --no-sandbox --disable-gpu \
        --user-data-dir="$work/profile" --window-size="$width",900 \
        --hide-scrollbars "$@" "$base/$target" 2>/dev/null
}

has_cover() { # has_cover FILE: pixels of the colour of a bar
    python3 tests/lib/pixels.py "$1" 009e73
}

lacks() { # lacks WORD FILE
    [ -s "$2" ] && ! grep -qi "$1" "$2"
}

has_no_cover() {
    [ -s "$1" ] && ! has_cover "$1"
}

for d in 01 02 03 04 05 06 07 09 10; do
    {
        echo 'ASN,IP Prefix,Max Length,Trust Anchor'
        echo 'AS64496,192.0.2.0/24,24,ripe'
    } >"$work/vrps.csv"
    "$B/bin/roa-history" ingest -q -d "$work/store" --date 2026-01-$d \
        "$work/vrps.csv"
done
"$B/bin/roa-history" serve -d "$work/store" --listen 127.0.0.1:0 \
    2>"$work/said" &
server=$!
base=
while [ -z "$base" ]; do
    sleep 0.1
    base=$(sed -n 's|.*\(http://127.0.0.1:[0-9]*\)/.*|\1|p' "$work/said")
done
query='?prefix=192.0.2.0/24&asn=AS64496'

browse 1000 "$query" --dump-dom >"$work/dom"
is 'the answer is in words' grep -q 'class="valid">covered<' "$work/dom"
is 'the timeline is part of the page' grep -q 'class="cover"' "$work/dom"
is 'the day that nobody observed is told' \
    grep -q 'ripe not observed (valid before, valid after)' "$work/dom"
is 'there is no script' lacks '<script' "$work/dom"
browse 1000 '' --screenshot="$work/form.png"
is 'the form has no bar' has_no_cover "$work/form.png"
browse 1000 "$query" --screenshot="$work/wide.png"
is 'a bar is drawn' has_cover "$work/wide.png"
browse 500 "$query" --screenshot="$work/narrow.png"
is 'a bar is drawn on a narrow screen' has_cover "$work/narrow.png"
browse 1000 "$query" --print-to-pdf="$work/page.pdf"
is 'it is printed' grep -q '^%PDF-' "$work/page.pdf"
echo "1..$count"
