#!/bin/sh
# SPDX-License-Identifier: ISC
# "LINES FILE:LINE NAME" of each C function below the directories given.
set -eu
find "$@" -name '*.c' | sort |
    ctags -x --kinds-C=f --_xformat='%{end} %n %F %N' -L - |
    awk '{ print $1 - $2 + 1, $3 ":" $2, $4 }'
