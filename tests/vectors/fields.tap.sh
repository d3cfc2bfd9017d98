#!/bin/sh
# SPDX-License-Identifier: ISC
# What is in real objects of each type: the values in fields/TYPE.tsv (file,
# jq path, value), and for all objects that openssl reads what openssl says.
set -eu
cd "$(dirname "$0")/../.."
. tests/vectors/vectors.sh
vectors=$RSEC_VECTORS/rpki
need "$vectors" "$B/bin/roa-print"

number=0
for table in tests/vectors/fields/*.tsv; do
    number=$((number + 1))
    type=$(basename "$table" .tsv)
    : >"$work/bad"
    while IFS='	' read -r file path value; do
        if [ "$file" != "${last:-}" ]; then
            "$B/bin/roa-print" -f jsonl "$vectors/$file" >"$work/json" ||
                :
            last=$file
        fi
        found=$(jq -c "$path" "$work/json")
        [ "$found" = "$value" ] ||
            echo "# $file: $path is $found, not $value" >>"$work/bad"
    done <"$table"
    [ ! -s "$work/bad" ] || printf 'not '
    echo "ok $number - fields of $(wc -l <"$table") values: $type"
    cat "$work/bad"
done

number=$((number + 1))
find "$vectors" -type f -size +0 | sort >"$work/files"
"$B/bin/roa-print" --profile 2013 -f jsonl --files-from "$work/files" \
    >"$work/all" || :
if python3 tests/vectors/second.py "$work/all" >"$work/second"; then
    echo "ok $number - a second reader finds the same"
else
    echo "not ok $number - a second reader finds the same"
fi
sed 's/^/# /' "$work/second"
echo "1..$number"
