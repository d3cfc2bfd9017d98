# SPDX-License-Identifier: ISC
# What is all of another month is no input; the month is that of the first
# table that tells one, whatever stands before it.
python3 "$T/../../demo/generate_month.py" .
check() {
    manrs-check --data month --now 2026-12-02 "$@" AS64500 >out
    echo "exit $?"
    grep "rule set\|no data$" out
}
check --month 2026-09
printf '192.0.2.0/24 64500\n' >month/rib/a.text
check
