#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""The history of VRPs in sqlite3, as a user would set it up.

    history_sqlite.py load DATABASE <ROWS     a row a run, an index on the
                                              prefix and one on the AS
    history_sqlite.py check DATABASE <ROUTES  the state of each route, and on
                                              standard error what one took

A prefix is looked up with all that could cover it, in one query.
"""
import csv
import datetime
import ipaddress
import sqlite3
import sys
import time

SCHEMA = """
    create table vrp (prefix text, max_length integer, asn integer, ta text,
        first integer, last integer);
"""
INDEXES = """
    create index vrp_prefix on vrp (prefix);
    create index vrp_asn on vrp (asn);
    analyze;
"""
EPOCH = datetime.date(1970, 1, 1)


def load(base):
    base.executescript(SCHEMA)
    base.executemany(
        "insert into vrp values (?, ?, ?, ?, ?, ?)", csv.reader(sys.stdin)
    )
    base.commit()
    base.executescript(INDEXES)


def covering(prefix):
    net = ipaddress.ip_network(prefix)
    least = 8 if net.version == 4 else 12
    return [str(net)] + [
        str(net.supernet(new_prefix=n)) for n in range(least, net.prefixlen)
    ]


def query(prefixes, day):
    marks = ",".join(["?"] * len(prefixes))
    return (
        f"select max_length, asn from vrp where prefix in ({marks})"
        " and first <= ? and last >= ?",
        (*prefixes, day, day),
    )


def state(rows, origin, length):
    if any(asn == origin != 0 and most >= length for most, asn in rows):
        return "valid"
    return "invalid" if rows else "not-found"


def check(base):
    took = []
    for line in sys.stdin:
        prefix, origin, date = line.split()
        day = (datetime.date.fromisoformat(date) - EPOCH).days
        prefixes = covering(prefix)
        begin = time.perf_counter()
        rows = base.execute(*query(prefixes, day)).fetchall()
        took.append(time.perf_counter() - begin)
        length = int(prefix.split("/")[1])
        print(prefix, origin, date, state(rows, int(origin[2:]), length))
    took.sort()
    print(
        f"p50 {took[len(took) // 2] * 1e6:.1f} us, "
        f"p99 {took[len(took) * 99 // 100] * 1e6:.1f} us",
        file=sys.stderr,
    )


with sqlite3.connect(sys.argv[2]) as database:
    if sys.argv[1] == "load":
        load(database)
    else:
        check(database)
