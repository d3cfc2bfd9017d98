#!/bin/sh
# SPDX-License-Identifier: ISC
# ASPAs that implementers exchanged, named GOOD and BAD by the profile: judged
# are envelope and content, which is what the names are about, at a time of
# their own.
set -eu
cd "$(dirname "$0")/../.."
. tests/vectors/vectors.sh
aspas=$RSEC_VECTORS/rpki/rpki-commons/interop/aspa
need "$aspas" "$B/bin/roa-print"

number=0
for file in "$aspas"/*.asa; do
    number=$((number + 1))
    name=$(basename "$file" .asa)
    verdict=$("$B/bin/roa-print" -f jsonl "$file" |
        jq -r 'if .type != "aspa" then "no ASPA"
            elif .verdict.der == "ok" and .verdict.cms == "ok" and
                .verdict.signature == "ok" and .verdict.content == "ok"
            then "GOOD" else "BAD" end')
    [ "${name%%-*}" = "$verdict" ] || printf 'not '
    echo "ok $number - $name"
done
echo "1..$number"
