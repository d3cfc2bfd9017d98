#!/bin/sh
# SPDX-License-Identifier: ISC
# What librsec.so exports, against what its public headers declare: the same
# names, and all of them begin with rsec_.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

nm -D --defined-only "$B/lib/librsec.so.0" >"$work/nm"
awk '{ print $3 }' "$work/nm" | sort -u >"$work/exported"
[ -s "$work/exported" ] || echo 'librsec.so.0: nothing is exported'

sh tests/lint/declared.sh >"$work/declared"

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
