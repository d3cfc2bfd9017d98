# SPDX-License-Identifier: ISC
i=0
while [ $i -lt 30 ]; do
    printf 'route: 192.0.2.%d/24\norigin: AS64496\nsource: RADB\n\n' $((i + 1))
    i=$((i + 1))
done >bad.db
cat "$T/new.db" >>bad.db
irr-diff "$T/new.db" bad.db; echo $?
irr-diff -v "$T/new.db" bad.db 2>&1 | wc -l
irr-diff -q "$T/new.db" bad.db 2>&1 | tail -n 1
