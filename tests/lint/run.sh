#!/bin/sh
# SPDX-License-Identifier: ISC
# make lint: what a reviewer should not have to look for.  A check is a
# command that succeeds and says nothing.
set -u
cd "$(dirname "$0")/../.." || exit 2
B=${B:-build}
CC=${CC:-cc}
export B CC LC_ALL=C
log=$(mktemp) || exit 2
trap 'rm -f "$log"' EXIT
passed=0
failed=0

check() { # check NAME COMMAND [ARGUMENT...]
    name=$1
    shift
    if "$@" >"$log" 2>&1 </dev/null && [ ! -s "$log" ]; then
        passed=$((passed + 1))
        echo "ok      $name"
    else
        failed=$((failed + 1))
        echo "not ok  $name"
        head -n 100 "$log" | sed 's/^/    /'
    fi
}

format() {
    for formatter in clang-format-14 clang-format; do
        command -v $formatter >/dev/null && break
    done
    find lib cmd tests -name '*.[ch]' -exec \
        "$formatter" --dry-run -Werror {} +
}

scripts() {
    find mk tests -path tests/cli -prune -o -name '*.sh' \
        -exec shellcheck -s sh {} +
    # What a test of the command line sources is found at run time.
    find tests/cli -name '*.sh' \
        -exec shellcheck -s sh -e SC1091,SC2086,SC2154 {} +
    shellcheck .ci/run
}

pages() {
    for page in man/*.[1-9]; do
        [ ! -e "$page" ] || mandoc -Tlint -Wwarning "$page"
    done
}

# -Wextra is not the same in both compilers.
compiles_with_clang() {
    find lib cmd tests -name '*.c' -exec clang -fsyntax-only -std=c11 \
        -D_GNU_SOURCE -DRSEC_VERSION='"0"' -Wall -Wextra -Wpedantic -Wshadow \
        -Wconversion -Wsign-conversion -Wvla -Ilib -I. -I"$B/include" {} +
}

check 'C sources are formatted as .clang-format says' format
check 'includes point down the layers' sh tests/lint/layers.sh
! command -v clang >/dev/null ||
    check 'sources compile with clang, without a warning' \
        compiles_with_clang
check 'each header compiles alone, in C and in C++' sh tests/lint/headers.sh
check 'functions and files are short' sh tests/lint/sizes.sh
check 'texts keep to 80 columns, SPDX, no leftovers' sh tests/lint/texts.sh
check 'the library exports what its headers say' sh tests/lint/symbols.sh
check 'the library does not print, exit or keep state' sh tests/lint/purity.sh
check 'shell scripts pass shellcheck' scripts
check 'manual pages pass mandoc -Tlint' pages
echo "$passed passed, $failed failed, 0 skipped"
[ $failed = 0 ]
