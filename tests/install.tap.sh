#!/bin/sh
# SPDX-License-Identifier: ISC
# What "make install" puts there can be used, and "make uninstall" takes all
# of it away again.
set -u
cd "$(dirname "$0")/.." || exit 2
B=${B:-build}
VERSION=${VERSION:-$(sed -n 's/^VERSION = //p' Makefile)}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
DESTDIR=$work/root
PREFIX=/opt/rsec
export B VERSION DESTDIR PREFIX
root=$DESTDIR$PREFIX

PKG_CONFIG_SYSROOT_DIR=$DESTDIR
PKG_CONFIG_LIBDIR=$root/lib/pkgconfig
LD_LIBRARY_PATH=$root/lib
export PKG_CONFIG_SYSROOT_DIR PKG_CONFIG_LIBDIR LD_LIBRARY_PATH

# A sanitized library needs sanitized programs.
sanitize=$(tr ' ' '\n' <"$B/flags" | grep '^-fsanitize=' | sort -u)

cat >"$work/program.c" <<'PROGRAM'
#include <stdio.h>
#include <string.h>

#include <rsec/net/prefix.h>

int
main(void)
{
	const char *text = "2001:db8:0::/32";
	char canonical[RSEC_PREFIX_SIZE];
	struct rsec_prefix prefix;
	struct rsec_err err;

	if (rsec_prefix_parse(text, strlen(text), &prefix, &err) == -1)
		return printf("%s\n", err.msg), 1;
	rsec_prefix_format(canonical, &prefix);
	return puts(canonical) == EOF;
}
PROGRAM

compile() { # compile OUTPUT SOURCE LIBRARIES...
    output=$1
    shift
    # shellcheck disable=SC2086,SC2046  # lists of words
    ${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Werror $sanitize \
        $(pkg-config --cflags rsec) -o "$output" "$@"
}

shared() {
    # shellcheck disable=SC2046
    compile "$work/shared" "$work/program.c" $(pkg-config --libs rsec) &&
        ldd "$work/shared" | grep -q "librsec.so.0 => $root/lib" &&
        [ "$("$work/shared")" = 2001:db8::/32 ]
}

static() {
    # shellcheck disable=SC2046
    compile "$work/static" "$work/program.c" \
        $(pkg-config --static --libs rsec | sed 's/-lrsec/-l:librsec.a/') &&
        ! ldd "$work/static" | grep -q librsec &&
        [ "$("$work/static")" = 2001:db8::/32 ]
}

headers() {
    (cd "$root/include" && find rsec -name '*.h' | sort) |
        sed 's/.*/#include <&>/' >"$work/headers.c"
    echo 'extern int rsec_declaration;' >>"$work/headers.c"
    compile /dev/null -c "$work/headers.c" &&
        ! grep -rn 'include "' "$root/include"
}

tools() {
    for main in cmd/*/main.c; do
        [ -e "$main" ] || continue
        tool=$(basename "${main%/main.c}")
        "$root/bin/$tool" --version >/dev/null || return
    done
}

places() {
    ! grep -r /usr/local "$root/share" "$root/lib/pkgconfig" &&
        grep -qF "$PREFIX/share/rsec/fetch.conf" \
            "$root/share/man/man1/rsec-fetch.1"
}

gone() {
    sh mk/install.sh uninstall && [ -z "$(find "$root" ! -type d)" ] &&
        [ ! -e "$root/include/rsec" ]
}

number=0
try() { # try NAME FUNCTION
    number=$((number + 1))
    if "$2" >"$work/log" 2>&1; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        sed 's/^/# /' "$work/log" >&2
    fi
}

echo 1..7
put() { sh mk/install.sh install; }
try 'it installs into DESTDIR' put
try 'every installed header compiles' headers
try 'a program links with the shared library' shared
try 'a program links with the static library' static
try 'the installed tools start' tools
try 'its manual pages name the places below PREFIX' places
try 'uninstall leaves nothing' gone
