# SPDX-License-Identifier: ISC
cd "$T" || exit
irr-diff --against RIPE,ARIN -r vrps.csv -b pfx2as --as-org as-org \
    --as-rel as-rel --today 2026-11-23 third.db rir.db
for format in tsv csv json jsonl; do
    irr-diff --against RIPE,ARIN -r vrps.csv -b pfx2as --as-org as-org \
        --as-rel as-rel --today 2026-11-23 -f $format third.db rir.db
done
