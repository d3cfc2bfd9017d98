#!/bin/sh
# SPDX-License-Identifier: ISC
# The EXAMPLES of the manual pages of section 1 run, in a copy of the demo
# data.  An example is a line ".Dl $ command"; one that ends with 2 or more is
# a failure, and so is one that neither says anything nor writes a file.
set -u
cd "$(dirname "$0")/.." || exit 2
top=$PWD
B=$(cd "${B:-build}" && pwd) || exit 2
PATH=$B/bin:$PATH
export B PATH LC_ALL=C TZ=UTC
unset RSEC_VRPS RSEC_DATA
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

# The command lines of a page, without what mdoc needs around them.
examples() {
    sed -n '/^\.Sh EXAMPLES/,/^\.Sh [^E]/s/^\.Dl \$ //p' "$1" |
        sed -e 's/\\&//g' -e 's/\\(ti/~/g' -e 's/\\e/\\/g' -e 's/\\-/-/g'
}

for page in "$top"/man/*.1; do
    [ -e "$page" ] || continue
    examples "$page" | sed "s|^|$(basename "$page")	|"
done >"$work/examples"

if [ ! -s "$work/examples" ]; then
    echo '1..0 # SKIP no manual page has EXAMPLES'
    exit
fi
sh tests/demo/make.sh "$work/demo" || exit 2
cd "$work/demo" || exit 2

echo "1..$(wc -l <"$work/examples")"
number=0
while IFS='	' read -r page command; do
    number=$((number + 1))
    touch "$work/before"
    sleep 0.02 # more than what times of files are told apart by
    timeout 60 sh -c "$command" >"$work/out" 2>"$work/err" </dev/null
    code=$?
    wrote=$(find . -newer "$work/before" -type f)
    if [ $code -lt 2 ] && { [ -s "$work/out" ] || [ "$wrote" ]; }; then
        echo "ok $number - $page: ${command%%#*}"
    else
        echo "not ok $number - $page: ${command%%#*}"
        echo "# exit status $code" >&2
        cat "$work/out" "$work/err" | sed 's/^/# /' >&2
    fi
done <"$work/examples"
