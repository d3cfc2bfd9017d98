#!/bin/sh
# SPDX-License-Identifier: ISC
# Run the command line tests of a tool and speak TAP: run.sh TOOL [NAME...]
#
# A test is tests/cli/TOOL/NAME.sh.  What it must print stands in NAME.out and
# NAME.err (absent: nothing), its exit status in NAME.exit (absent: 0).  It
# runs in an empty directory, with the built tools first in PATH, and finds
# its fixtures in $T and real data in $VECTORS.  "exit 77" after "SKIP why"
# skips it.  Without "set -e": a test shows the status of each command itself.
#
# UPDATE=1 writes the expected files anew, for review with git diff.
set -u
cd "$(dirname "$0")/../.." || exit 2
top=$PWD
B=$(cd "${B:-build}" && pwd) || exit 2
tool=$1
shift

T=$top/tests/cli/$tool
VECTORS=$(cd "${RSEC_VECTORS:-../shared/vectors}" 2>/dev/null && pwd) ||
    VECTORS=/nonexistent
PATH=$B/bin:$PATH
unset RSEC_VRPS RSEC_DATA RSEC_HISTORY NO_COLOR
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
LC_ALL=C TZ=UTC TERM=dumb
export T VECTORS PATH LC_ALL TZ TERM

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM

run_test() { # run_test SCRIPT: leaves out, err and exit in $work
    rm -rf "$work/dir"
    mkdir "$work/dir"
    (cd "$work/dir" && exec timeout "${CLI_TIMEOUT:-120}" sh "$1") \
        >"$work/out" 2>"$work/err" </dev/null
    echo $? >"$work/exit"
}

expected() { # expected NAME KIND: what the file says, or what absence means
    if [ -e "$T/$1.$2" ]; then
        cat "$T/$1.$2"
    elif [ "$2" = exit ]; then
        echo 0
    fi
}

differences() { # differences NAME: unified diffs of all that is not expected
    for kind in out err exit; do
        expected "$1" $kind >"$work/expected"
        cmp -s "$work/expected" "$work/$kind" || diff -u \
            --label "$1.$kind" --label "got" "$work/expected" "$work/$kind"
    done
}

update() { # update NAME: what came out is what is expected
    for kind in out err exit; do
        cp "$work/$kind" "$T/$1.$kind"
    done
    [ -s "$T/$1.out" ] || rm "$T/$1.out"
    [ -s "$T/$1.err" ] || rm "$T/$1.err"
    [ "$(cat "$T/$1.exit")" != 0 ] || rm "$T/$1.exit"
}

[ $# -gt 0 ] || set -- "$T"/*.sh
[ -e "$T/$(basename "$1" .sh).sh" ] || {
    echo "1..0 # SKIP no tests in tests/cli/$tool"
    exit
}
echo "1..$#"
number=0
failed=0
for script; do
    number=$((number + 1))
    name=$(basename "$script" .sh)
    run_test "$T/$name.sh"
    if [ "$(cat "$work/exit")" = 77 ]; then
        reason=$(sed -n 's/^SKIP *//p' "$work/out" "$work/err" | head -n 1)
        echo "ok $number - $name # SKIP ${reason:-no reason given}"
        continue
    fi
    [ -z "${UPDATE:-}" ] || update "$name"
    differences "$name" >"$work/diff"
    if [ -s "$work/diff" ]; then
        echo "not ok $number - $name"
        sed 's/^/# /' "$work/diff" >&2
        failed=1
    else
        echo "ok $number - $name"
    fi
done
exit $failed
