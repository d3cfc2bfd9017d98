#!/bin/sh
# SPDX-License-Identifier: ISC
# The pages of manrs-check in headless Chromium: as they are shown, wide and
# narrow, and printed.  What is drawn is looked at as pixels: a page of a
# network that passes has no red in its bars.
set -u
cd "$(dirname "$0")/.." || exit 2
B=$(cd "${B:-build}" && pwd) || exit 2
chromium=$(command -v chromium || command -v chromium-browser) || {
    echo '1..0 # SKIP chromium is not installed'
    exit 0
}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
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

browse() { # browse WIDTH FILE WHAT...
    width=$1 file=$2
    shift 2
    timeout 60 "$chromium" --headless --no-sandbox --disable-gpu \
        --user-data-dir="$work/profile" --window-size="$width",1200 \
        --hide-scrollbars "$@" "file://$work/$file" 2>/dev/null
}

has() { # has COLOUR FILE
    python3 tests/lib/pixels.py "$work/$2" "$1"
}

has_no() {
    [ -s "$work/$2" ] && ! has "$1" "$2"
}

good=1a7f4b bad=b3261e
unset RSEC_DATA
python3 tests/demo/generate_month.py "$work" "$B/tests/bench/genrepo"
check() { # check FOLDER PAGE WHO...
    folder=$1 page=$2
    shift 2
    "$B/bin/manrs-check" --data "$work/$folder" --now 2026-11-02 -f html \
        -o "$work/$page" "$@"
}
check month bad.html AS64500
check fixed good.html AS64500
check month region.html --region NL
"$B/bin/manrs-check" --data "$work/month" --now 2026-11-02 \
    --asn-file "$work/participants" --report-dir "$work/reports"

browse 1100 bad.html --dump-dom >"$work/dom"
is 'the answer comes first' grep -q 'Would not pass the audit today' "$work/dom"
is 'every check is in the page' grep -q 'A4-ASSET-LOOP' "$work/dom"
browse 1100 bad.html --screenshot="$work/bad.png"
is 'a page of a network that fails has red' has $bad bad.png
browse 1100 good.html --screenshot="$work/good.png"
is 'one of a network that passes has green' has $good good.png
is 'and no red' has_no $bad good.png
browse 400 bad.html --screenshot="$work/narrow.png"
is 'bars are drawn on a narrow screen' has $good narrow.png
browse 1100 bad.html --print-to-pdf="$work/bad.pdf"
is 'it is printed' grep -q '^%PDF-' "$work/bad.pdf"
browse 1100 region.html --screenshot="$work/region.png"
is 'the bars of a region are drawn' has $good region.png
browse 1100 reports/index.html --dump-dom >"$work/index"
is 'the index leads to each report' \
    grep -q '<a href="AS64502.html">AS64502' "$work/index"
echo "1..$count"
