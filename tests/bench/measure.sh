# SPDX-License-Identifier: ISC
# shellcheck shell=sh disable=SC2154
# What benchmark scripts share: read with ". tests/bench/measure.sh", once
# $work names a folder for scratch files.

RUNS=${RUNS:-5}

# measure LABEL COMMAND: the median wall and CPU seconds of RUNS runs and the
# largest resident size, as one line; leaves the wall median in $median.
measure() {
    label=$1
    shift
    : >"$work/times"
    for _ in $(seq "$RUNS"); do
        # The status is the command's own matter: roa-check says 1 for
        # "some are not valid".
        /usr/bin/time -q -a -o "$work/times" -f '%e %U %S %M' \
            sh -c "$*" >/dev/null 2>&1 || :
    done
    median=$(column_median 1)
    awk '{ print $2 + $3 }' "$work/times" >"$work/cpu"
    cpu=$(sort -n "$work/cpu" | sed -n "$(((RUNS + 1) / 2))p")
    rss=$(awk '$4 > m { m = $4 } END { print m / 1024 }' "$work/times")
    printf '%-44s %8s s wall %8s s cpu %8.1f MB\n' \
        "$label" "$median" "$cpu" "$rss"
}

column_median() {
    awk -v c="$1" '{ print $c }' "$work/times" | sort -n |
        sed -n "$(((RUNS + 1) / 2))p"
}

# ratio A B WORDS: how many times A is B.
ratio() {
    awk -v a="$1" -v b="$2" -v words="$3" \
        'BEGIN { printf "%-44s %8.1f times\n", words, (b > 0) ? a / b : 0 }'
}
