#!/bin/sh
# SPDX-License-Identifier: ISC
# 80 columns, a licence line, an opening comment, nothing left to do.
set -eu

files() { # what people write and read
    find lib cmd tests mk man completions .ci Makefile README \
        packages.debian -type f \( -name '*.[ch]' -o -name '*.sh' -o \
        -name '*.p[yl]' -o -name '*.[1-9]' -o -name '*.bash' -o \
        -name '*.zsh' -o -name '*.fish' -o -name run -o -name Makefile -o \
        -name README -o -name packages.debian \) 2>/dev/null | sort
}

source_files() {
    files | grep -v -e README -e packages.debian
}

files | while read -r file; do
    expand "$file" | awk -v file="$file" '
        # The bytes that go on a UTF-8 sequence are no columns.
        { columns = $0; gsub(/[\200-\277]/, "", columns) }
        length(columns) > 80 { print file ":" NR ": over 80 columns" }
        / $/ { print file ":" NR ": blank at the end" }'
done
source_files | while read -r file; do
    head -n 3 "$file" | grep -q 'SPDX-License-Identifier: ISC' ||
        echo "$file: no SPDX line"
    case $file in
    lib/*.c | cmd/*.c)
        sed -n 2p "$file" | grep -q '^/\*' ||
            echo "$file: does not open with a comment"
        ;;
    esac
    grep -nwE 'TO''DO|FIX''ME|X''XX' "$file" | sed "s|^|$file:|"
done
