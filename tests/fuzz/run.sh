#!/bin/sh
# SPDX-License-Identifier: ISC
# make fuzz: build each harness with clang's libFuzzer, ASan and UBSan, and
# run it for FUZZ_SECONDS (60) from its corpus.  ONLY=WORD takes the harnesses
# whose name has WORD in it.  What it finds new stays in $B/fuzz/corpus; an
# input that crashes is $B/fuzz/NAME-crash-*, and the exit status is then 1.
#
# To grow the committed corpus: copy the crash to tests/fuzz/corpus/NAME under
# a name that says what was wrong.
set -eu
cd "$(dirname "$0")/../.."

clang=${CLANG:-clang}
if ! command -v "$clang" >/dev/null; then
    echo "make fuzz: no $clang; it comes with: apt-get install clang" >&2
    exit 2
fi

sanitize='-fsanitize=address,undefined -fno-sanitize-recover=all'
${MAKE:-make} -s B="$B/fuzz" CC="$clang" LDFLAGS="$sanitize" \
    CFLAGS="-O1 -g -fsanitize=fuzzer-no-link $sanitize" fuzzers

failed=0
for program in "$B"/fuzz/tests/fuzz/*_fuzz; do
    name=$(basename "$program" _fuzz)
    case $name in *"${ONLY:-}"*) ;; *) continue ;; esac
    mkdir -p "$B/fuzz/corpus/$name"
    log=$B/fuzz/$name.log
    if "$program" -max_total_time="${FUZZ_SECONDS:-60}" -timeout=10 \
        -rss_limit_mb=1024 -artifact_prefix="$B/fuzz/$name-" \
        "$B/fuzz/corpus/$name" "tests/fuzz/corpus/$name" >"$log" 2>&1; then
        echo "ok      $name: $(tail -n 1 "$log")"
    else
        failed=$((failed + 1))
        echo "not ok  $name: see $log"
        grep -E 'ERROR:|SUMMARY:|not true:|Test unit written' "$log" |
            sed 's/^/        /'
    fi
done
[ "$failed" = 0 ]
