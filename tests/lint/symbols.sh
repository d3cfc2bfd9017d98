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
find lib -name '*.h' ! -name '*_private.h' ! -path lib/base/api.h -exec \
    awk 'FNR == 1 { on = 0 }
        /^RSEC_BEGIN_API/ { on = 1 }
        /^RSEC_END_API/ { on = 0 }
        on' {} + |
    tr '\n' ' ' | sed 's:\*/:\n:g' | sed 's:/\*.*::' |
    grep -oE '\<rsec_[a-z0-9_]+\(' | tr -d '(' | sort -u >"$work/declared"

grep -v '^rsec_' "$work/exported" | sed 's/$/: exported without rsec_/' || :
comm -23 "$work/exported" "$work/declared" |
    sed 's/$/: exported, but in no public header/'
comm -13 "$work/exported" "$work/declared" |
    sed 's/$/: declared in a public header, but not exported/'

# A header is either private or declares something.
find lib -name '*.h' ! -name '*_private.h' ! -path lib/base/api.h | sort |
    while read -r header; do
        grep -q '^RSEC_BEGIN_API' "$header" ||
            echo "$header: public, but without RSEC_BEGIN_API"
    done
