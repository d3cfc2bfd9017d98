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

has_cover() { # has_cover FILE: 100 pixels of the colour #009e73
    python3 - "$1" <<'END'
import struct
import sys
import zlib
data = open(sys.argv[1], "rb").read()
width, height, _, kind = struct.unpack(">IIBB", data[16:26])
size = {2: 3, 6: 4}[kind]
packed, at = b"", 8
while at < len(data):
    n, name = struct.unpack(">I4s", data[at:at + 8])
    packed += data[at + 8:at + 8 + n] if name == b"IDAT" else b""
    at += 12 + n
raw, row, found = zlib.decompress(packed), bytearray(width * size), 0
for y in range(height):
    line = bytearray(raw[y * (width * size + 1):(y + 1) * (width * size + 1)])
    how, line = line[0], line[1:]
    for x in range(width * size):
        a = line[x - size] if x >= size else 0
        b, c = row[x], row[x - size] if x >= size else 0
        if how == 4:
            p = a + b - c
            best = min((abs(p - a), 0, a), (abs(p - b), 1, b),
                       (abs(p - c), 2, c))[2]
        else:
            best = (0, a, b, (a + b) // 2)[how]
        line[x] = line[x] + best & 255
    row = line
    found += sum(row[x:x + 3] == b"\x00\x9e\x73"
                 for x in range(0, width * size, size))
sys.exit(found < 100)
END
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
