# SPDX-License-Identifier: ISC
# All of it as CSV and as SQL that SQLite takes.
. "$T/past.inc"
roa-history export -f csv
roa-history export -f sql >store.sql
python3 - <<'END'
import sqlite3
db = sqlite3.connect(':memory:')
db.executescript(open('store.sql').read())
# Which VRPs covered 192.0.2.0/24 on 2026-01-03?
for row in db.execute("""
        SELECT asn, prefix, max_length, ta FROM vrp
        WHERE family = 4 AND first <= 'c0000200' AND last >= 'c00002ff'
          AND from_time <= '2026-01-03' AND to_time >= '2026-01-03'"""):
    print(*row)
print(*db.execute('SELECT count(*), sum(vrps) FROM observation').fetchone())
END
