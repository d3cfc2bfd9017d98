#!/bin/sh
# SPDX-License-Identifier: ISC
# Each header compiles alone, the public ones in C++ as well; and each has a
# guard that its path names.
set -u

CXX=${CXX:-c++}

guard() { # guard HEADER: lib/base/err.h has RSEC_BASE_ERR_H
    name=$(echo "${1#lib/}" | tr 'a-z/.-' 'A-Z___')
    grep -q "^#ifndef RSEC_$name\$" "$1" ||
        echo "$1: no #ifndef RSEC_$name"
}

compiles() { # compiles HEADER COMPILER FLAG...: alone, before anything else
    header=$1
    shift
    # A declaration behind it, for ISO C wants one.
    printf '#include "%s"\nextern int rsec_lint;\n' "${header#lib/}" |
        "$@" -Wall -Wextra -Wpedantic -Werror -fsyntax-only -Ilib -I. \
            -D_GNU_SOURCE - || echo "$header: does not compile alone: $*"
}

find lib cmd tests -name '*.h' | sort | while read -r header; do
    guard "$header"
    compiles "$header" "$CC" -std=c11 -x c
done
sh mk/public.sh | grep '\.h$' | while read -r header; do
    compiles "$header" "$CXX" -std=c++11 -x c++
done
