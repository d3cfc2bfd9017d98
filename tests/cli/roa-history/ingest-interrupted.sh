# SPDX-License-Identifier: ISC
# A signal while an input is read leaves the store as it was, and nothing else.
. "$T/past.inc"
cp past.store before
mkfifo vrps
roa-history ingest -q -d past.store --date 2026-02-01 vrps &
pid=$!
exec 3>vrps
echo 'ASN,IP Prefix,Max Length,Trust Anchor' >&3
until [ -e past.store.new ]; do sleep 0.02; done
kill $pid
wait $pid 2>/dev/null; echo $?
cmp past.store before
ls
