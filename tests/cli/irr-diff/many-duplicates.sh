# SPDX-License-Identifier: ISC
# A hundred thousand objects of one key on each side: the time does not grow
# with their square.
repeat() {
    awk -v from="$1" 'BEGIN {
        for (i = from; i < from + 100000; i++)
            printf "route: 192.0.2.0/24\norigin: AS64496\ndescr: %d\n" \
                "source: RADB\n\n", i
    }'
}
repeat 0 >old.db
repeat 100000 >new.db
timeout 10 irr-diff --summary old.db new.db
echo "exit $?"
