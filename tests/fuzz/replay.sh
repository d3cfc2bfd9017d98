#!/bin/sh
# SPDX-License-Identifier: ISC
# replay.sh NAME: the corpus of tests/fuzz/NAME_fuzz.c once through; TAP.
set -eu
exec "$B/tests/fuzz/${1}_fuzz" "tests/fuzz/corpus/$1"
