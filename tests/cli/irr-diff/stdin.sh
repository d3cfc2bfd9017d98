# SPDX-License-Identifier: ISC
irr-diff -q --summary - "$T/new.db" <"$T/old.db"
gzip <"$T/new.db" | irr-diff -q --summary "$T/old.db" -
irr-diff --against rir - "$T/rir.db" -q -f tsv <"$T/third.db" | wc -l
irr-diff --against rir -r - "$T/third.db" "$T/rir.db" -q --only rpki=valid \
    -f tsv <"$T/vrps.csv" | cut -f 1-3
