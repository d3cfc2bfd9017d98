#!/bin/sh
# SPDX-License-Identifier: ISC
# The page of roa-history serve in headless Chromium, as it is shown, narrow,
# and printed.  What is drawn is looked at as pixels: the colour of a bar of
# cover is in the picture of a prefix, and not in that of the empty form.
set -u
cd "$(dirname "$0")/.." || exit 2
. tests/lib/browser.sh
cover=009e73
server=
finish() {
    [ -z "$server" ] || kill "$server"
}

lacks() { # lacks WORD FILE
    [ -s "$2" ] && ! grep -qi "$1" "$2"
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

browse 1000 "$base/$query" --dump-dom >"$work/dom"
is 'the answer is in words' grep -q 'class="valid">covered<' "$work/dom"
is 'the timeline is part of the page' grep -q 'class="cover"' "$work/dom"
is 'the day that nobody observed is told' \
    grep -q 'ripe not observed (valid before, valid after)' "$work/dom"
is 'there is no script' lacks '<script' "$work/dom"
browse 1000 "$base/" --screenshot="$work/form.png"
is 'the form has no bar' has_no $cover form.png
browse 1000 "$base/$query" --screenshot="$work/wide.png"
is 'a bar is drawn' has $cover wide.png
browse 500 "$base/$query" --screenshot="$work/narrow.png"
is 'a bar is drawn on a narrow screen' has $cover narrow.png
browse 1000 "$base/$query" --print-to-pdf="$work/page.pdf"
is 'it is printed' is_pdf page.pdf
echo "1..$count"
