#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""What roa-history ought to say, from the snapshots themselves.

    history.py days FOLDER SEED COUNT TO
        writes to the folder TO
        counts          VRPs, runs, runs where a missing day ends them,
                        VRP-days
        routes          COUNT lines "PREFIX ORIGIN DATE", drawn by SEED
        check.GAPS      for each of them PREFIX, DATE, state and reason
        covered.GAPS    and PREFIX, DATE, yes, no, unknown or changed
    history.py changes OLD NEW
        prints "+|- ASN PREFIX MAXLEN TA" a line

FOLDER holds one export a day, YYYY-MM-DD.json, of which some say when they were
generated.  Each question is answered by a linear look at the sets of that day,
or of those beside it; nothing here knows of runs.  A trust anchor is observed
by the files that have VRPs of it.
"""
import bisect
import datetime
import functools
import glob
import ipaddress
import itertools
import json
import os
import random
import re
import sys

DAY = 86400
NEAR = [-2, -1, 0, 1, 2]


def seconds(text):
    if len(text) == 10:
        text += "T00:00:00Z"
    when = datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ")
    return int(when.replace(tzinfo=datetime.timezone.utc).timestamp())


@functools.lru_cache(maxsize=None)
def parse_prefix(text):
    net = ipaddress.ip_network(text)
    return net.version, int(net.network_address), net.prefixlen


def format_prefix(version, address, length):
    kind = (ipaddress.IPv4Network, ipaddress.IPv6Network)[version == 6]
    return str(kind((address, length)))


def vrps(path):
    """{trust anchor: {(prefix, maxLength, ASN)}}, and when; None: not said"""
    with open(path, encoding="utf-8") as file:
        export = json.load(file)
    found = {}
    for row in export["roas"]:
        asn = int(re.sub("^AS", "", str(row["asn"]), flags=re.I))
        vrp = (parse_prefix(row["prefix"]), int(row["maxLength"]), asn)
        found.setdefault(row["ta"], set()).add(vrp)
    return found, export.get("metadata", {}).get("generated")


def covers(outer, inner):
    bits = (32, 128)[inner[0] == 6]
    return (
        outer[0] == inner[0]
        and outer[2] <= inner[2]
        and (outer[1] ^ inner[1]) >> (bits - outer[2]) == 0
    )


class Anchor:
    """The snapshots of one trust anchor."""

    def __init__(self):
        self.sets = {}  # time: set
        self.ever = set()

    def add(self, time, found):
        self.sets[time] = found
        self.ever |= found

    def close(self):
        self.times = sorted(self.sets)

    def observed(self, day):
        i = bisect.bisect_left(self.times, day)
        return i < len(self.times) and self.times[i] < day + DAY

    def around(self, time, gaps):
        """The sets before and after, and whether that is known."""
        whole_day = time % DAY == 0
        last = time + DAY - 1 if whole_day else time
        i = bisect.bisect_right(self.times, last)
        before = self.times[i - 1] if i > 0 else None
        after = self.times[i] if i < len(self.times) else None
        old = self.sets.get(before, set())
        new = self.sets.get(after, set())
        if i > 0 and before >= time:
            return old, old, True
        near = None not in (before, after) and after - before <= DAY * 3 // 2
        if near and not whole_day:
            return old, new, True
        if gaps == "withdrawn":
            return set(), set(), True
        if gaps == "carry":
            return old, old, True
        return old, new, False


def load(folder):
    anchors = {}
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        anchors_of, time = vrps(path)
        if time is None:
            time = seconds(os.path.basename(path)[:10])
        for name, found in anchors_of.items():
            anchors.setdefault(name, Anchor()).add(time, found)
    for anchor in anchors.values():
        anchor.close()
    return anchors


def route_state(prefix, origin, vrp_set):
    """RFC 6811 section 2, with the reason."""
    covering = [v for v in vrp_set if covers(v[0], prefix)]
    mine = [v for v in covering if v[2] == origin and origin != 0]
    if any(v[1] >= prefix[2] for v in mine):
        return "valid", ""
    if mine:
        return "invalid", "length"
    if any(v[2] != 0 for v in covering):
        return "invalid", "as"
    return ("invalid", "as0") if covering else ("not-found", "")


def cover_state(prefix, _, vrp_set):
    covered = any(covers(v[0], prefix) for v in vrp_set)
    return ("yes" if covered else "no"), ""


def answer(anchors, judge, good, prefix, origin, time, gaps):
    concerned = [
        a
        for a in anchors.values()
        if any(covers(v[0], prefix) for v in a.ever)
    ]
    views = [a.around(time, gaps) for a in concerned]
    if not concerned:
        known = any(a.around(time, gaps)[2] for a in anchors.values())
        return judge(prefix, origin, set()) if known else ("unknown", "")
    sure = set().union(*(b & a for b, a, known in views if known))
    if judge(prefix, origin, sure)[0] == good:
        return good, ""
    if not all(known for _, _, known in views):
        return "unknown", ""
    before = judge(prefix, origin, set().union(*(v[0] for v in views)))
    after = judge(prefix, origin, set().union(*(v[1] for v in views)))
    return before if before == after else ("changed", "")


def answer_lines(anchors, lines, gaps, judge, good):
    for line in lines:
        prefix, origin, when = line.split()
        state, reason = answer(
            anchors,
            judge,
            good,
            parse_prefix(prefix),
            int(origin[2:]),
            seconds(when),
            gaps,
        )
        yield f"{prefix}\t{when}\t{state}\t{reason}".rstrip("\t")


def counts(anchors):
    distinct = runs = strict = days = 0
    for anchor in anchors.values():
        distinct += len(anchor.ever)
        last, last_time = set(), None
        for time in anchor.times:
            found = anchor.sets[time]
            days += len(found)
            runs += len(found - last)
            beside = last_time is not None and time // DAY - last_time <= 1
            strict += len(found - last) if beside else len(found)
            last, last_time = found, time // DAY
    return f"{distinct} {runs} {strict} {days}"


def vary(pick, prefix):
    """The prefix itself, or one inside, around or beside it."""
    version, address, length = prefix
    bits = (32, 128)[version == 6]
    how = pick.choice(["same", "inside", "around", "beside", "same"])
    if how == "inside" and length < bits:
        more = pick.randint(length + 1, min(bits, length + 10))
        address |= pick.getrandbits(more - length) << (bits - more)
        length = more
    elif how == "around" and length > 0:
        length = pick.randint(max(0, length - 6), length - 1)
        address = address >> (bits - length) << (bits - length)
    elif how == "beside" and length > 0:
        address ^= 1 << (bits - length)
    return version, address, length


def choose_time(pick, anchor, vrp):
    """Often a day on which something begins or ends, or is missing."""
    times = anchor.times
    has = [vrp in anchor.sets[t] for t in times]
    edges = [t for t, a, b in zip(times[1:], has, has[1:]) if a != b]
    edges += [times[0], times[-1]]
    days = range(times[0] // DAY * DAY, times[-1] + DAY, DAY)
    missing = [t for t in days if not anchor.observed(t)]
    how = pick.choice(["edge", "any", "missing"])
    if how == "edge":
        time = pick.choice(edges) // DAY * DAY + DAY * pick.choice(NEAR)
    elif how == "missing" and missing:
        time = pick.choice(missing) + DAY * pick.choice(NEAR)
    else:
        time = pick.choice(days)
    return time + pick.choice([0, 0, 0, pick.randrange(DAY)])


def routes(anchors, seed, count):
    pick = random.Random(seed)
    # Sorted, since the order of a set is no one's.
    ever = {name: sorted(a.ever) for name, a in sorted(anchors.items())}
    everyone = sorted({v[2] for v in itertools.chain(*ever.values())})
    for _ in range(count):
        name = pick.choice(list(ever))
        vrp = pick.choice(ever[name])
        time = choose_time(pick, anchors[name], vrp)
        when = datetime.datetime.fromtimestamp(time, datetime.timezone.utc)
        origin = pick.choice([vrp[2]] * 4 + [pick.choice(everyone), 0])
        text = when.strftime(
            "%Y-%m-%d" if time % DAY == 0 else "%Y-%m-%dT%H:%M:%SZ"
        )
        yield f"{format_prefix(*vary(pick, vrp[0]))} AS{origin} {text}"


def changes(old, new):
    before, after = vrps(old)[0], vrps(new)[0]
    for ta in sorted(before.keys() & after.keys()):
        for sign, rows in (
            ("+", after[ta] - before[ta]),
            ("-", before[ta] - after[ta]),
        ):
            for prefix, max_length, asn in rows:
                text = format_prefix(*prefix)
                print(sign, asn, text, max_length, ta, sep="\t")


def write(folder, name, lines):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        for line in lines:
            print(line, file=file)


def days(folder, seed, count, to):
    anchors = load(folder)
    lines = list(routes(anchors, seed, count))
    write(to, "counts", [counts(anchors)])
    write(to, "routes", lines)
    for gaps in ("unknown", "carry", "withdrawn"):
        for name, judge, good in (
            ("check", route_state, "valid"),
            ("covered", cover_state, "yes"),
        ):
            found = answer_lines(anchors, lines, gaps, judge, good)
            write(to, f"{name}.{gaps}", found)


if sys.argv[1] == "days":
    days(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
else:
    changes(sys.argv[2], sys.argv[3])
