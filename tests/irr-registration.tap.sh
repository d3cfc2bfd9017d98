#!/bin/sh
# SPDX-License-Identifier: ISC
# The classes of irr-diff --transfers --delegated against a second program.
set -u
cd "$(dirname "$0")/.." || exit 2
B=$(cd "${B:-build}" && pwd) || exit 2
oracle=$PWD/tests/lib/registration.py
if ! command -v python3 >/dev/null; then
    echo '1..0 # SKIP no python3'
    exit 0
fi
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
LC_ALL=C TZ=UTC python3 "$oracle" "$B/bin/irr-diff" "$@"
