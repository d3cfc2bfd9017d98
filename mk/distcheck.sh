#!/bin/sh
# SPDX-License-Identifier: ISC
# make distcheck: what is committed, and nothing else, builds, passes its
# tests, installs and uninstalls; with GNU make and with bmake.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
vectors=$(cd "${RSEC_VECTORS:-../shared/vectors}" 2>/dev/null && pwd) ||
    vectors=/nonexistent

for maker in make bmake; do
    echo "== $maker"
    tree=$work/$maker
    mkdir "$tree"
    git archive HEAD | tar -xf - -C "$tree"
    (cd "$tree" && find . | sort) >"$work/before"

    # The outer make's flags are not meant for these.
    unset MAKEFLAGS MFLAGS MAKELEVEL
    run() { (cd "$tree" && $maker RSEC_VECTORS="$vectors" "$@"); }
    run -j2 tests
    run check
    run install DESTDIR="$work/root" PREFIX=/usr
    run uninstall DESTDIR="$work/root" PREFIX=/usr
    left=$(find "$work/root" ! -type d)
    [ -z "$left" ] || {
        echo "$maker uninstall leaves: $left" >&2
        exit 1
    }

    run clean
    (cd "$tree" && find . | sort) >"$work/after"
    diff "$work/before" "$work/after" || {
        echo "the tests leave something in the tree" >&2
        exit 1
    }
done
echo "distcheck: builds, passes, installs and uninstalls with both makes"
