#!/bin/sh
# SPDX-License-Identifier: ISC
# roa-history serve as a process: what is on the wire, what happens to it when
# its store is replaced, and at its end.
set -u
cd "$(dirname "$0")/.." || exit 2
B=$(cd "${B:-build}" && pwd) || exit 2
export B
exec python3 tests/lib/serve.py
