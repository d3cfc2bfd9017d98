# SPDX-License-Identifier: ISC
# Another order, layout, case and compression, and dates: nothing changed.
awk 'BEGIN { RS = ""; ORS = "\n\n" } { o[NR] = $0 }
    END { for (i = NR; i > 0; i--) print o[i] }' "$T/new.db" |
    sed -e 's/^changed:.*/changed:x@example.net 19990101/' -e 's/$/\r/' |
    gzip >new.gz
irr-diff --class all "$T/new.db" new.gz; echo $?
irr-diff --class all --all-attributes -q "$T/new.db" new.gz | sort -u; echo $?
irr-diff --status new.gz "$T/new.db"; echo $?
irr-diff --status "$T/old.db" "$T/new.db"; echo $?
