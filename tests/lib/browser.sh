# SPDX-License-Identifier: ISC
# What tests of pages share, to be sourced in the root of the tree: headless
# Chromium, and what it has drawn looked at as pixels.  $work is a folder that
# is gone at the end, $B the build; "finish" may be defined anew.
B=$(cd "${B:-build}" && pwd) || exit 2
chromium=$(command -v chromium || command -v chromium-browser) || {
    echo '1..0 # SKIP chromium is not installed'
    exit 0
}
work=$(mktemp -d) || exit 2
finish() { :; }
trap 'finish; rm -rf "$work"' EXIT
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

browse() { # browse WIDTH URL WHAT...
    width=$1 url=$2
    shift 2
    timeout 60 "$chromium" --headless --no-sandbox --disable-gpu \
        --user-data-dir="$work/profile" --window-size="$width",1200 \
        --hide-scrollbars "$@" "$url" 2>/dev/null
}

browse_dark() { # as on a dark screen
    browse "$@" --blink-settings=preferredColorScheme=0
}

# Whether all of a page is within a screen so narrow that no window of
# Chromium is: it is framed by another page, which asks it.
fits() { # fits WIDTH FILE
    cat >"$work/frame.html" <<EOF
<iframe src="$2" style="border:0;width:$1px;height:900px"
onload="this.title = this.contentDocument.scrollingElement.scrollWidth">
</iframe>
EOF
    browse 1100 "file://$work/frame.html" --allow-file-access-from-files \
        --dump-dom | grep -q "title=\"$1\""
}

has() { # has COLOUR PICTURE: as many pixels as a bar has, not only a word
    python3 tests/lib/pixels.py "$work/$2" "$1" 1000
}

has_no() {
    [ -s "$work/$2" ] && ! has "$1" "$2"
}

is_pdf() {
    grep -q '^%PDF-' "$work/$1"
}
