# SPDX-License-Identifier: ISC
# The reader goes away: no message, and the status is that of the answers.
i=0
while [ $i -lt 20000 ]; do
    printf 'route: 10.%d.%d.0/24\norigin: AS64496\n' $((i / 256)) $((i % 256))
    printf 'mnt-by: MAINT-A\nsource: RADB\n\n'
    i=$((i + 1))
done >big.db
{ irr-diff "$T/old.db" big.db; echo $? >status; } | head -n 1
cat status
{ irr-diff -u "$T/old.db" big.db; echo $? >status; } | head -n 1 >/dev/null
cat status
{ irr-diff --against rir "$T/rir.db" big.db; echo $? >status; } | head -n 1
cat status
