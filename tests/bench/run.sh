#!/bin/sh
# SPDX-License-Identifier: ISC
# make bench: every benchmark program, then every script, one after the other.
# "BENCH=name make bench" runs only those whose name matches.
#
# Nothing here passes or fails by time: machines differ, and are shared.  What
# is compared is measured in turn, in one run; medians and ratios count.
set -eu
cd "$(dirname "$0")/../.."
B=$(cd "${B:-build}" && pwd)
export B
here=tests/bench
status=0

for bench in "$B"/tests/bench/*_bench "$here"/*_bench.sh; do
    name=${bench##*/}
    case $name in *"${BENCH:-}"*) ;; *) continue ;; esac
    printf '\n== %s\n' "${name%.sh}"
    case $bench in
    *.sh) sh "$bench" || status=1 ;;
    *) "$bench" || status=1 ;;
    esac
done
exit $status
