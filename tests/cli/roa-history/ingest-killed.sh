# SPDX-License-Identifier: ISC
# Killed at any point, 200 times: the store is the old one or the new one,
# byte by byte, and what was left behind is in nobody's way.
for day in 1 2; do
    awk -v day=$day 'BEGIN {
        print "ASN,IP Prefix,Max Length,TA"
        for (i = day; i < 4096; i++)
            printf "AS64496,10.%d.%d.0/24,24,ripe\n", i / 256, i % 256
    }' >2026-05-0$day.csv
done
roa-history ingest -q -d old 2026-05-01.csv
cp old new
roa-history ingest -q -d new 2026-05-02.csv
cp old store
i=0
olds=0
news=0
while [ $i -lt 200 ]; do
    i=$((i + 1))
    cp old store.copy && mv store.copy store
    setsid roa-history ingest -q -d store 2026-05-02.csv 2>/dev/null &
    pid=$!
    sleep "0.0$((i * 7919 % 50 + 10))"
    # Both of its processes, or only the one that was started.
    if [ $((i % 4)) -gt 0 ]; then
        kill -9 -- -$pid 2>/dev/null
    else
        kill -9 $pid 2>/dev/null
    fi
    wait $pid 2>/dev/null
    if cmp -s store old; then
        olds=$((olds + 1))
    elif cmp -s store new; then
        news=$((news + 1))
    else
        echo "run $i: the store is neither"
    fi
done 2>/dev/null
echo $((olds + news))
while ! roa-history ingest -q -d store 2026-05-02.csv 2>/dev/null; do
    sleep 0.1 # of one that was left alone
done
cmp store new
roa-history verify -q -d store
