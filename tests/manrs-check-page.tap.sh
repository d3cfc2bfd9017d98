#!/bin/sh
# SPDX-License-Identifier: ISC
# The pages of manrs-check in headless Chromium: as they are shown, wide and
# narrow, on a dark screen, and printed.  A page of a network that passes has
# no red in its bars.
set -u
cd "$(dirname "$0")/.." || exit 2
. tests/lib/browser.sh

good=1a7f4b bad=b3261e dark_bad=ff8a80
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

page() { # page FILE WHAT...
    file=$1
    shift
    browse 1100 "file://$work/$file" "$@"
}

page bad.html --dump-dom >"$work/dom"
is 'the answer comes first' grep -q 'Would not pass the audit today' "$work/dom"
is 'every check is in the page' grep -q 'A4-ASSET-LOOP' "$work/dom"
page bad.html --screenshot="$work/bad.png"
is 'a page of a network that fails has red' has $bad bad.png
page good.html --screenshot="$work/good.png"
is 'one of a network that passes has green' has $good good.png
is 'and no red' has_no $bad good.png
browse_dark 1100 "file://$work/bad.html" --screenshot="$work/dark.png"
is 'a dark screen has colours of its own' has $dark_bad dark.png
is 'and nothing white' has_no ffffff dark.png
page bad.html --print-to-pdf="$work/bad.pdf"
is 'it is printed' is_pdf bad.pdf
page region.html --screenshot="$work/region.png"
is 'the bars of a region are drawn' has $good region.png
page reports/index.html --dump-dom >"$work/index"
is 'the index leads to each report' \
    grep -q '<a href="AS64502.html">AS64502' "$work/index"
page reports/index.html --screenshot="$work/index.png"
is 'the index shows how many conform' has $good index.png
for file in bad.html region.html reports/index.html; do
    is "$file fits a narrow screen" fits 400 $file
done
echo "1..$count"
