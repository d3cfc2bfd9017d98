#!/bin/sh
# SPDX-License-Identifier: ISC
# run.sh COMMAND [ARGUMENT...]: run a unit program, and mend its TAP: cmocka
# writes a skipped test as "not ok 1 # SKIP name".  The reason is what the
# test printed before as "SKIP: reason".
set -u
out=$(mktemp) || exit 2
trap 'rm -f "$out"' EXIT
CMOCKA_MESSAGE_OUTPUT=TAP "$@" >"$out"
status=$?
awk '/^SKIP: / { reason = substr($0, 7); next }
    /^not ok [0-9]+ # SKIP / {
        if (reason == "")
            reason = "no reason given"
        print "ok " $3 " - " $6 " # SKIP " reason
        next
    }
    { print }' "$out"
exit $status
