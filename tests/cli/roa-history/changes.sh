# SPDX-License-Identifier: ISC
# What came and went; of what was not observed only that.
. "$T/past.inc"
ask() {
    echo "$ $*"
    roa-history changes "$@" 2>&1
    echo $?
}
ask 2026-01-05
ask 2026-01-02
ask 2026-01-04 2026-01-12 -f csv
ask 2026-01-05 2026-01-06
ask 2026-01-04 2026-01-05 -q
ask --summary 2026-01-04 2026-01-08
ask --summary -f jsonl 2026-01-04 2026-01-12
ask --tal arin 2026-01-09 2026-01-10 -q
ask 2026-01-09 2026-01-05
