#!/bin/sh
# SPDX-License-Identifier: ISC
# make check-valgrind: the unit tests under memcheck.  An error, or memory
# that is not freed, fails a test.  ONLY=WORD runs those with WORD in the name.
set -eu
cd "$(dirname "$0")/.."
B=$(cd "${B:-build/valgrind}" && pwd)
RSEC_VECTORS=/nonexistent # real data takes hours here
export B RSEC_VECTORS LC_ALL=C TZ=UTC

# Tests that memcheck cannot run, and why: "NAME why", one a line.
left_out='alloc it puts an allocator of its own in the place of memcheck'

reason() { # reason NAME: why it is left out, or fail
    echo "$left_out" | sed -n "s/^$1 //p" | grep .
}

for source in tests/unit/*_test.c; do
    name=$(basename "$source" _test.c)
    case $name in *"${ONLY:-}"*) ;; *) continue ;; esac
    if why=$(reason "$name"); then
        printf 'valgrind/%s\t%s\n' "$name" "echo '1..0 # SKIP $why'"
        continue
    fi
    printf 'valgrind/%s\t%s %s %s\n' "$name" \
        "sh tests/unit/run.sh timeout ${LIMIT:-1200} valgrind -q" \
        '--error-exitcode=99 --leak-check=full' \
        "--errors-for-leak-kinds=definite,indirect '$B/tests/unit/${name}_test'"
done | perl tests/harness.pl
