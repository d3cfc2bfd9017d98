# SPDX-License-Identifier: ISC
# A download that was cut must not look like a registry that shrank.
for tool in gzip bzip2 xz zstd; do
    $tool <"$T/new.db" | head -c 300 >short
    irr-diff "$T/old.db" short 2>err; echo $?
    sed 's/byte [0-9]*/byte N/' err >&2
    irr-diff --against rir "$T/rir.db" short >out 2>/dev/null; echo $?
    wc -c <out
done
gzip <"$T/vrps.csv" | head -c 40 >short
irr-diff --against rir -r short "$T/rir.db" "$T/third.db"; echo $?
