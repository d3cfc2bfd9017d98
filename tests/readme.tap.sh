#!/bin/sh
# SPDX-License-Identifier: ISC
# The session in README is what the tools print: each "  $ command" runs in the
# demo data, and the lines below it, indented alike, are its output.
set -u
cd "$(dirname "$0")/.." || exit 2
B=$(cd "${B:-build}" && pwd) || exit 2
PATH=$B/bin:$PATH
export B PATH LC_ALL=C TZ=UTC
unset RSEC_VRPS RSEC_DATA
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

sed -n '/^A session/,/^Set up/s/^  //p' README >"$work/want"
sh tests/demo/make.sh "$work/demo" || exit 2
cd "$work/demo" || exit 2
sed -n 's/^\$ //p' "$work/want" | while IFS= read -r command; do
    printf '$ %s\n' "$command"
    sh -c "$command" 2>&1 </dev/null
done >"$work/got"

echo 1..1
if [ -s "$work/want" ] &&
    diff -u --label README --label got "$work/want" "$work/got" >"$work/diff"
then
    echo 'ok 1 - the session in README is what the tools print'
else
    echo 'not ok 1 - the session in README is what the tools print'
    sed 's/^/# /' "$work/diff" >&2
fi
