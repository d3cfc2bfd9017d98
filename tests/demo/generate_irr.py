#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Write the routing registries of the made-up Internet of generate.py.

usage: generate_irr.py DIRECTORY

Reads vrps.csv and pfx2as of DIRECTORY and writes beside them

  ripe.db arin.db     the registries of two RIRs
  radb.db             a third party's: much is right, some is stale,
                      contradicts the RIRs, is not announced
  radb.old.db         the same some days before; one object is malformed
  radb.nrtm           the journal (NRTM version 3) from the old to the new
  as-rel as-org2info  who is whose customer, and one organisation's
  delegated-extended  who holds addresses and AS numbers since when
  transfers.json      what changed hands
"""

import gzip
import ipaddress
import json
import os
import random
import sys
from collections import namedtuple

SERIAL = 5001
NETWORKS = range(64496, 64512)
RIRS = ("afrinic", "apnic", "arin", "lacnic", "ripencc")
REGISTRY = {"ripe": "RIPE", "arin": "ARIN"}

Object = namedtuple("Object", "prefix origin mnt source descr created changed")


def obj(prefix, origin, source, mnt="", descr="", created=None, changed=None):
    return Object(
        ipaddress.ip_network(prefix),
        origin,
        mnt or f"MAINT-AS{origin}",
        source,
        descr or f"Example Networks AS{origin}",
        created or "2019-03-04",
        changed or "2024-05-06",
    )


# What the examples talk about.  192.0.2.0/24 came from ARIN in 2021;
# 198.51.100.0/24 is announced by someone whom only RADB knows; nothing but
# RADB justifies 203.0.113.0/24.
STORY = (
    obj("192.0.2.0/24", 64496, "RIPE", "EXAMPLE-MNT"),
    obj("2001:db8::/36", 64496, "RIPE", "EXAMPLE-MNT"),
    obj("198.51.100.0/24", 64500, "ARIN", "MNT-EXAMPLE-500"),
    obj("192.0.2.0/24", 64511, "ARIN", "", "", "2008-02-03", "2009-10-11"),
    obj("192.0.2.0/24", 64496, "RADB"),
    obj("192.0.2.0/24", 64499, "RADB", "MAINT-AS64499", "for a customer"),
    obj("192.0.2.0/24", 64507, "RADB", "", "", "", "2012-10-10"),
    obj("198.51.100.0/24", 64511, "RADB", "", "new uplink", "", "2025-11-12"),
    obj("198.51.100.0/24", 64503, "RADB", "", "", "", "2003-04-05"),
    obj("203.0.113.0/24", 64502, "RADB", "MAINT-EXAMPLE", "Example IX"),
    obj("203.0.113.64/26", 64502, "RADB", "MAINT-EXAMPLE", "Example IX"),
    obj("2001:db8::/36", 64496, "RADB"),
    obj("2001:db8:f000::/36", 64505, "RADB"),
    obj("10.64.0.0/16", 64501, "RADB", "", "all of it", "", "2010-01-02"),
    obj("10.250.0.0/24", 64506, "RADB", "", "nobody's", "", "2015-06-07"),
)

# What changed in RADB since the old dump: a new origin for 203.0.113.0/24,
# one object more, one object less, one description.
OLD_ORIGIN = obj("203.0.113.0/24", 64510, "RADB", "MAINT-EXAMPLE", "Example IX")
GONE = obj("203.0.113.128/25", 64509, "RADB", "", "", "", "2001-02-03")
OLD_DESCR = obj("203.0.113.64/26", 64502, "RADB", "MAINT-EXAMPLE", "Lab")

SETS = """\
as-set:         AS64496:AS-CUSTOMERS
descr:          customers of Example Networks
members:        AS64496, AS64497
members:        AS64499:AS-ALL
mnt-by:         EXAMPLE-MNT
source:         RIPE

as-set:         AS64499:AS-ALL
members:        AS64499 AS64498
mbrs-by-ref:    EXAMPLE-MNT
mnt-by:         MAINT-AS64499
source:         RIPE

aut-num:        AS64496
as-name:        EXAMPLE
descr:          Example Networks
import:         from AS64499 accept ANY
export:         to AS64499 announce AS64496
admin-c:        DUMY-RIPE
tech-c:         DUMY-RIPE
mnt-by:         EXAMPLE-MNT
source:         RIPE

mntner:         EXAMPLE-MNT
admin-c:        DUMY-RIPE
upd-to:         noc@example.net
auth:           BCRYPT-PW # Filtered
mnt-by:         EXAMPLE-MNT
source:         RIPE
"""

# A zero in front is no decimal number to everyone: nobody may guess.
MALFORMED = """\
route:          010.1.2.0/24
descr:          which network is this?
origin:         AS64504
mnt-by:         MAINT-AS64504
changed:        noc@example.net 19990102
source:         RADB
"""


def order(o):
    prefix = o.prefix
    return (prefix.version, prefix.network_address, prefix.prefixlen, o.origin)


def rpsl(o):
    """As its registry writes it."""
    changed = o.changed.replace("-", "")
    lines = [
        ("route" if o.prefix.version == 4 else "route6", o.prefix),
        ("descr", o.descr),
        ("origin", f"AS{o.origin}"),
        ("mnt-by", o.mnt),
    ]
    if o.source == "RADB":
        lines.append(("changed", f"noc@example.net {changed}"))
    else:
        lines.append(("created", o.created + "T07:08:09Z"))
        lines.append(("last-modified", o.changed + "T10:11:12Z"))
    lines.append(("source", o.source))
    return "".join(f"{name + ':':<16}{value}\n" for name, value in lines)


def rpsl_otherwise(rng, o):
    """The same, laid out in another way and touched since."""
    first, *rest = rpsl(o).splitlines()
    rng.shuffle(rest)
    name, value = first.split(":", 1)
    lines = [f"{name.title()}:\t{value.strip()}   # a comment"]
    lines += [line for line in rest if not line.startswith("changed")]
    lines.append("changed:        noc@example.net 20251224")
    return "\n".join(lines) + "\n"


def read_vrps(directory):
    with open(os.path.join(directory, "vrps.csv")) as file:
        rows = [line.strip().split(",") for line in file][1:]
    return [
        (ipaddress.ip_network(prefix), int(asn[2:]), ta)
        for asn, prefix, _, ta in rows
        if asn != "AS0"
    ]


def read_routes(directory):
    """Prefixes with one origin or several; AS_SETs are left out."""
    with open(os.path.join(directory, "pfx2as")) as file:
        for line in file:
            address, length, origins = line.split()
            for origin in origins.split("_"):
                if "," not in origin:
                    prefix = ipaddress.ip_network(f"{address}/{length}")
                    yield prefix, int(origin)


def random_date(rng, first, last):
    year = rng.randint(first, last)
    return f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def random_object(rng, prefix, origin, source):
    created = random_date(rng, 2002, 2024)
    changed = random_date(rng, int(created[:4]) + 1, 2025)
    return obj(prefix, origin, source, "", "", created, changed)


def make_authoritative(rng, vrps):
    """Holders who make ROAs have objects, too, most of them."""
    for prefix, origin, ta in vrps:
        if ta in REGISTRY and rng.random() < 0.8:
            yield random_object(rng, prefix, origin, REGISTRY[ta])


def make_third_party(rng, vrps, routes):
    """What is announced, mostly; and what was left behind."""
    for prefix, origin in routes:
        kind = rng.random()
        if kind < 0.45:
            yield random_object(rng, prefix, origin, "RADB")
        elif kind < 0.55:
            yield random_object(rng, prefix, rng.choice(NETWORKS), "RADB")
    for prefix, origin, _ in vrps:
        kind = rng.random()
        if kind < 0.15:
            stale = random_object(rng, prefix, rng.choice(NETWORKS), "RADB")
            date = random_date(rng, 1996, 2012)
            yield stale._replace(created=date, changed=date)
        elif kind < 0.3:
            longer = min(prefix.prefixlen + 2, prefix.max_prefixlen)
            part = rng.choice(list(prefix.subnets(new_prefix=longer)))
            yield random_object(rng, part, origin, "RADB")


def distinct(objects):
    """One for each key, the first, of prefixes that the story has not."""
    story = {o.prefix for o in STORY}
    keys = {}
    for o in objects:
        if o.prefix not in story:
            keys.setdefault((o.prefix, o.origin, o.source), o)
    return sorted(keys.values(), key=order)


def dump(texts):
    return "\n".join(texts)


def make_old(rng, objects):
    """RADB before: other layouts, two objects that are new since left out,
    and what the story says.  Returns (texts, removed, added)."""
    new = {(o.prefix, o.origin): o for o in objects}
    removed = [OLD_ORIGIN, GONE]
    changed = [OLD_DESCR]
    routes = [o for o in objects if o not in STORY]
    added = [o for o in STORY if o.descr == "new uplink"]
    added += rng.sample(routes, 3)
    added.append(new[(OLD_ORIGIN.prefix, 64502)])
    removed += [
        random_object(rng, f"10.255.{i}.0/24", rng.choice(NETWORKS), "RADB")
        for i in range(3)
    ]
    old = {key: o for key, o in new.items() if o not in added}
    old.update({(o.prefix, o.origin): o for o in removed + changed})
    texts = [
        rpsl_otherwise(rng, o) if rng.random() < 0.1 else rpsl(o)
        for o in old.values()
    ]
    rng.shuffle(texts)
    return texts, removed, added + [new[(o.prefix, 64502)] for o in changed]


def nrtm(removed, added):
    steps = [("DEL", o) for o in removed] + [("ADD", o) for o in added]
    last = SERIAL + len(steps) - 1
    parts = [f"%START Version: 3 RADB {SERIAL}-{last}\n"]
    for serial, (what, o) in enumerate(steps, SERIAL):
        parts += [f"{what} {serial}\n", rpsl(o)]
    return "\n".join(parts + ["%END RADB\n"])


def as_rel():
    """AS64510 is on top; AS64511 and others are its peers or customers."""
    lines = ["# provider|customer|-1, peer|peer|0", "64499|64496|-1"]
    lines += [f"64510|{asn}|-1" for asn in range(64497, 64506)]
    lines += ["64510|64511|0", "64506|64507|0", "64508|64509|0"]
    return "\n".join(lines) + "\n"


def as_org2info():
    """AS64496 and AS64497 are one organisation, as are AS64508 and AS64509."""
    owner = {asn: f"ORG-{asn}" for asn in NETWORKS}
    owner[64497], owner[64509] = owner[64496], owner[64508]
    lines = ["# format:org_id|changed|org_name|country|source"]
    lines += [
        f"{org}|20250101|Example Networks {org[4:]}|ZZ|RIPE"
        for org in sorted(set(owner.values()))
    ]
    lines.append("# format:aut|changed|aut_name|org_id|opaque_id|source")
    lines += [
        f"{asn}|20250101|EXAMPLE-{asn}|{org}|holder-{org[4:]}|RIPE"
        for asn, org in owner.items()
    ]
    return "\n".join(lines) + "\n"


def delegated(vrps):
    """192.0.2.0/24 since it was transferred; 10.240.0.0/12 is nobody's; what
    has a ROA is with the RIR of its trust anchor, and the rest in turn."""
    rows = [
        "ripencc|ZZ|ipv4|192.0.2.0|256|20210601|assigned|holder-64496",
        "arin|ZZ|ipv4|198.51.100.0|256|20050101|assigned|holder-64500",
        "apnic|ZZ|ipv4|203.0.113.0|256|20150101|assigned|holder-64502",
    ]
    for i in range(15):
        rows.append(
            f"{RIRS[i % 5]}|ZZ|ipv4|10.{16 * i}.0.0|1048576|19930101|"
            f"allocated|holder-{64496 + i}"
        )
    rows.append("apnic||ipv4|10.240.0.0|1048576||available|")
    rows.append("ripencc|ZZ|ipv6|2001:db8::|33|20020101|allocated|holder-64496")
    # Of two records that hold a prefix the later one counts.
    story = [o.prefix for o in STORY]
    for prefix, asn, ta in sorted(vrps, key=lambda vrp: vrp[0].prefixlen):
        family = [p for p in story if p.version == prefix.version]
        if any(map(prefix.overlaps, family)):
            continue
        size = prefix.prefixlen if prefix.version == 6 else prefix.num_addresses
        rows.append(
            f"{'ripencc' if ta == 'ripe' else ta}|ZZ|ipv{prefix.version}|"
            f"{prefix.network_address}|{size}|19990101|allocated|holder-{asn}"
        )
    rows.append("apnic||ipv6|2001:db8:f000::|36||reserved|")
    rows += [
        f"{RIRS[asn % 5]}|ZZ|asn|{asn}|1|20010101|assigned|holder-{asn}"
        for asn in NETWORKS
    ]
    head = f"2.3|nro|20260101|{len(rows)}|19830101|20260101|+0000"
    counts = [
        f"nro|*|{kind}|*|{sum(f'|{kind}|' in row for row in rows)}|summary"
        for kind in ("ipv4", "ipv6", "asn")
    ]
    return "\n".join([head, *counts, *rows]) + "\n"


def transfer(first, last, date, source, recipient):
    nets = {"start_address": first, "end_address": last}
    return {
        "ip4nets": {"original_set": [nets], "transfer_set": [nets]},
        "type": "RESOURCE_TRANSFER",
        "transfer_date": f"{date}T00:00:00Z",
        "source_organization": {"name": "Former Holder", "country_code": "ZZ"},
        "recipient_organization": {
            "name": "Example Networks",
            "country_code": "ZZ",
        },
        "source_rir": source,
        "recipient_rir": recipient,
    }


def transfers():
    document = {
        "version": {
            "stats_version": "4.0",
            "producer": "ripencc",
            "UTC_offset": "+0000",
            "production_date": "2026-01-01T00:00:00Z",
            "records_interval": {
                "start_date": "2012-10-01T00:00:00Z",
                "end_date": "2026-01-01T00:00:00Z",
            },
        },
        "transfers": [
            transfer(
                "192.0.2.0", "192.0.2.255", "2021-06-01", "ARIN", "RIPE NCC"
            ),
            transfer(
                "10.64.16.0", "10.64.47.255", "2022-03-01", "RIPE NCC", "ARIN"
            ),
        ],
    }
    return json.dumps(document, indent=1) + "\n"


def main():
    directory = sys.argv[1]
    rng = random.Random(64497)
    vrps = read_vrps(directory)
    routes = list(read_routes(directory))
    objects = list(make_authoritative(rng, vrps))
    objects += make_third_party(rng, vrps, routes)
    objects = sorted([*STORY, *distinct(objects)], key=order)

    of = {
        source: [o for o in objects if o.source == source]
        for source in ("RIPE", "ARIN", "RADB")
    }
    old, removed, added = make_old(rng, of["RADB"])
    texts = {
        "ripe.db": dump([*map(rpsl, of["RIPE"]), SETS]),
        "arin.db": dump(map(rpsl, of["ARIN"])),
        "radb.db": dump(map(rpsl, of["RADB"])),
        "radb.old.db": dump([*old, MALFORMED]),
        "radb.nrtm": nrtm(removed, added),
        "as-rel": as_rel(),
        "as-org2info": as_org2info(),
        "delegated-extended": delegated(vrps),
        "transfers.json": transfers(),
    }
    files = {name: text.encode() for name, text in texts.items()}
    for name in ("radb.db", "radb.old.db"):
        files[name + ".gz"] = gzip.compress(files[name], mtime=0)
    for name, data in files.items():
        with open(os.path.join(directory, name), "wb") as file:
            file.write(data)


if __name__ == "__main__":
    main()
