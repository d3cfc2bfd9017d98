#!/bin/sh
# SPDX-License-Identifier: ISC
# What librsec.so exports, against what its public headers declare: the same
# names, and all of them begin with rsec_.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

nm -D --defined-only "$B/lib/librsec.so.0" | awk '{ print $3 }' |
    sort -u >"$work/exported"

# Declarations stand between RSEC_BEGIN_API and RSEC_END_API.
# shellcheck disable=SC2046  # a list of files
awk 'FNR == 1 { on = 0 }
    /^RSEC_BEGIN_API/ { on = 1 }
    /^RSEC_END_API/ { on = 0 }
    on' $(sh mk/public.sh) |
    tr '\n' ' ' | sed 's:\*/:\n:g' | sed 's:/\*.*::' |
    grep -oE '\<rsec_[a-z0-9_]+\(' | tr -d '(' | sort -u >"$work/declared"

grep -v '^rsec_' "$work/exported" | sed 's/$/: exported without rsec_/' || :
comm -23 "$work/exported" "$work/declared" |
    sed 's/$/: exported, but in no public header/'
comm -13 "$work/exported" "$work/declared" |
    sed 's/$/: declared in a public header, but not exported/'

# A public header cannot stand on one that is not installed.
public=$(sh mk/public.sh)
for header in $public; do
    sed -n 's|^#include "\(.*\)"|lib/\1|p' "$header" |
        grep -vxF "$public" | sed "s|^|$header: includes hidden |" || :
done
