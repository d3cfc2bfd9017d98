#!/bin/sh
# SPDX-License-Identifier: ISC
# make check: every test that needs no sanitizer, no peer and no patience.
# Each line below is a TAP stream for tests/harness.pl:
#
#   unit/NAME    tests/unit/NAME_test.c
#   fuzz/NAME    the corpus of tests/fuzz/NAME_fuzz.c, replayed
#   cli/TOOL     tests/cli/TOOL/*.sh, by tests/cli/run.sh
#   vectors/NAME tests/vectors/NAME.tap.sh: real objects, where they are
#   other/NAME   tests/NAME.tap.sh, each a script that speaks TAP
#
# ONLY=WORD runs the streams whose name has WORD in it.
set -eu
cd "$(dirname "$0")/.."
B=$(cd "${B:-build}" && pwd)
RSEC_VECTORS=$(cd "${RSEC_VECTORS:-../shared/vectors}" 2>/dev/null && pwd) ||
    RSEC_VECTORS=/nonexistent
export B RSEC_VECTORS LC_ALL=C TZ=UTC

stream() { # stream NAME COMMAND
    case $1 in
    *"${ONLY:-}"*) printf '%s\t%s\n' "$1" "timeout ${LIMIT:-600} $2" ;;
    esac
}

streams() {
    for source in tests/unit/*_test.c; do
        [ -e "$source" ] || continue
        name=$(basename "$source" .c)
        stream "unit/${name%_test}" "sh tests/unit/run.sh '$B/tests/unit/$name'"
    done
    for source in tests/fuzz/*_fuzz.c; do
        [ -e "$source" ] || continue
        name=$(basename "$source" .c)
        stream "fuzz/${name%_fuzz}" "sh tests/fuzz/replay.sh '${name%_fuzz}'"
    done
    for directory in cmd/*/; do
        [ -d "$directory" ] || continue
        tool=$(basename "$directory")
        stream "cli/$tool" "sh tests/cli/run.sh '$tool'"
    done
    for script in tests/vectors/*.tap.sh; do
        [ -e "$script" ] || continue
        name=$(basename "$script" .tap.sh)
        stream "vectors/$name" "sh '$script'"
    done
    for script in tests/*.tap.sh; do
        [ -e "$script" ] || continue
        name=$(basename "$script" .tap.sh)
        stream "other/$name" "sh '$script'"
    done
}

streams | perl tests/harness.pl
