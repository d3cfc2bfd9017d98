# SPDX-License-Identifier: ISC
# With --keep the files stay, and are not fetched again for another store.
. "$T/fetch-lib.inc"
day ripencc 2024/01/01 192.0.2.0/24 AS64496
day afrinic 2024/01/01 203.0.113.0/24 AS64499
serve
fetch --keep files --tal ripe,afrinic --from 2024-01-01 --to 2024-01-01
find files -type f | LC_ALL=C sort
mv store store.1
fetch --keep files --tal ripe,afrinic --from 2024-01-01 --to 2024-01-01
cmp store store.1 && echo 'the same store'
