#!/bin/sh
# SPDX-License-Identifier: ISC
# What manrs-check says of the demo's month without one of its inputs, and in
# any order: see manrs-removal.py.
set -u
cd "$(dirname "$0")/.." || exit 2
B=$(cd "${B:-build}" && pwd) || exit 2
command -v python3 >/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
python3 tests/manrs-removal.py "$B/bin/manrs-check" \
    "$B/tests/bench/genrepo" lib/manrs/check.def "$work"
