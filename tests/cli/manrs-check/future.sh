# SPDX-License-Identifier: ISC
# An input that is of a later time than --now is so, and has no age below 0.
. "$T/month.inc"
manrs-check --data month --now 2026-10-15 -v AS64500 |
    sed -n '/^Inputs/,/^$/p' | grep -v '^ '
