#!/bin/sh
# SPDX-License-Identifier: ISC
# Install below $DESTDIR$PREFIX, or remove exactly what that puts there:
# install.sh install | uninstall
#
# The headers that mk/public.sh lists are installed as <rsec/ROOM/NAME.h>, and
# what they include is rewritten to match.
set -eu
cd "$(dirname "$0")/.."
root=${DESTDIR:-}${PREFIX:-/usr/local}
B=${B:-build}
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

# Each file that is installed: mode, place below PREFIX, where it is now.
# Depends on the tree alone, so that it is the same for both commands.
list() {
    for main in cmd/*/main.c; do
        [ -e "$main" ] || continue
        tool=$(basename "${main%/main.c}")
        echo "755 bin/$tool $B/bin/$tool"
    done
    echo "644 lib/librsec.a $B/lib/librsec.a"
    echo "755 lib/librsec.so.0 $B/lib/librsec.so.0"
    echo "644 lib/pkgconfig/rsec.pc $stage/rsec.pc"
    sh mk/public.sh | while read -r header; do
        echo "644 include/rsec/${header#lib/} $stage/${header#lib/}"
    done
    for file in share/*; do
        [ ! -e "$file" ] || echo "644 share/rsec/${file##*/} $file"
    done
    for page in man/*.[1-9]; do
        [ ! -e "$page" ] ||
            echo "644 share/man/man${page##*.}/${page##*/} $page"
    done
    for file in completions/*.*; do
        [ -e "$file" ] || continue
        tool=$(basename "${file%.*}")
        case ${file##*.} in
        bash) echo "644 share/bash-completion/completions/$tool $file" ;;
        zsh) echo "644 share/zsh/site-functions/_$tool $file" ;;
        fish) echo "644 share/fish/vendor_completions.d/$tool.fish $file" ;;
        esac
    done
}

public_headers() {
    sh mk/public.sh | while read -r header; do
        mkdir -p "$stage/$(basename "${header%/*}")"
        sed 's|^#include "\(.*\)"|#include <rsec/\1>|' "$header" \
            >"$stage/${header#lib/}"
    done
}

pkg_config() { # what a program needs to link with librsec
    cat <<END_PC
prefix=${PREFIX:-/usr/local}
includedir=\${prefix}/include
libdir=\${prefix}/lib

Name: rsec
Description: routing security: prefixes, VRPs, route origin validation
Version: $VERSION
Cflags: -I\${includedir}
Libs: -L\${libdir} -lrsec
Libs.private:$(sed -n 's/^LDLIBS =//p' "$B/config.mk")
END_PC
}

paths() { # a page, with the places below PREFIX
    sed "s|/usr/local|${PREFIX:-/usr/local}|" "$1"
}

put() {
    public_headers
    pkg_config >"$stage/rsec.pc"
    list | while read -r mode target source; do
        mkdir -p "$root/${target%/*}"
        # Beside, then over it: a running tool keeps its old file.
        case $target in
        share/man/*) paths "$source" ;;
        *) cat "$source" ;;
        esac >"$root/$target.new"
        chmod "$mode" "$root/$target.new"
        mv "$root/$target.new" "$root/$target"
    done
    ln -sf librsec.so.0 "$root/lib/librsec.so"
}

remove() {
    list | while read -r _ target _; do
        rm -f "$root/$target"
    done
    rm -f "$root/lib/librsec.so"
    rmdir "$root"/include/rsec/*/ "$root/include/rsec" \
        "$root/share/rsec" 2>/dev/null || :
}

case $1 in
install) put ;;
uninstall) remove ;;
*)
    echo "usage: $0 install | uninstall" >&2
    exit 2
    ;;
esac
