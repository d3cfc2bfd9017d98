# SPDX-License-Identifier: ISC
cd "$T" || exit
set -- --against rir -r vrps.csv -b pfx2as --as-org as-org --as-rel as-rel \
    --today 2026-11-23 --summary third.db rir.db
irr-diff "$@"
irr-diff "$@" -4 --source radb
irr-diff "$@" --unit pairs -f tsv | cut -f 1-15
irr-diff "$@" -f jsonl
