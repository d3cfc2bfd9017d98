#!/bin/sh
# SPDX-License-Identifier: ISC
# The pages of section 3 say what the headers say: each SYNOPSIS compiles
# beside the headers that it names, each function that a public header
# declares is in one, and the EXAMPLES compile.
set -u
cd "$(dirname "$0")/.." || exit 2
CC=${CC:-cc}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
flags='-std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -Wno-unused-function
    -fsyntax-only -I'
mkdir "$work/include"
ln -s "$PWD/lib" "$work/include/rsec"

section() { # section NAME PAGE
    awk -v name="$1" '/^\.Sh / { on = $0 == ".Sh " name } on' "$2"
}

# The SYNOPSIS as C: ".In", ".Ft", and ".Fo" to ".Fc" with a ".Fa" each.
synopsis() {
    section SYNOPSIS "$1" | awk '
        { text = $0; sub(/^\.[A-Z][a-z] ?/, "", text); gsub(/"/, "", text) }
        /^\.In / { print "#include <" text ">" }
        /^\.Ft / { type = text }
        /^\.Fo / { printf "%s %s(", type, text; separator = "" }
        /^\.Fa / { printf "%s%s", separator, text; separator = ", " }
        /^\.Fc/ { print ");" }'
}

# Each literal block of the EXAMPLES, without what mdoc needs.
examples() {
    section EXAMPLES "$1" |
        sed -n '/^\.Bd/,/^\.Ed/{/^\.[BE]d/d;p;}' |
        sed -e 's/\\e/\\/g' -e 's/\\&//g' -e 's/\\-/-/g'
}

# Headers that an example needs beside those of its SYNOPSIS.
common='#include <stdio.h>
#include <string.h>
#include <rsec/base/source.h>
#include <rsec/text/line.h>
'

compiles() { # compiles FILE
    # shellcheck disable=SC2086  # a list of flags
    $CC $flags "$work/include" -Ilib "$1" 2>"$work/log"
}

number=0
result() { # result STATUS NAME
    number=$((number + 1))
    if [ "$1" = 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        sed 's/^/# /' "$work/log" >&2
    fi
}

for page in man/*.3; do
    [ -e "$page" ] || continue
    name=$(basename "$page")
    synopsis "$page" >"$work/synopsis.c"
    cat "$work/synopsis.c" >>"$work/all"
    echo 'extern int rsec_page;' >>"$work/synopsis.c"
    compiles "$work/synopsis.c"
    result $? "the SYNOPSIS of $name is what the headers declare"

    examples "$page" >"$work/body"
    [ -s "$work/body" ] || continue
    { printf %s "$common"; grep '^#include' "$work/synopsis.c"
        cat "$work/body"; } >"$work/example.c"
    compiles "$work/example.c"
    result $? "the EXAMPLES of $name compile"
done

grep -oE '\<rsec_[a-z0-9_]+\(' "$work/all" | tr -d '(' | sort -u >"$work/paged"
sh tests/lint/declared.sh >"$work/declared"
comm -23 "$work/declared" "$work/paged" >"$work/log"
[ -s "$work/declared" ] && [ ! -s "$work/log" ]
result $? 'each function of a public header has a page'
# shellcheck disable=SC2046  # a list of files
grep -ohE '\<rsec_[a-z0-9_]+\>' $(sh mk/public.sh) | sort -u |
    comm -13 - "$work/paged" >"$work/log"
[ ! -s "$work/log" ]
result $? 'each function of a page is in a public header'
echo "1..$number"
