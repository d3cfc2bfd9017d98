#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Write the made-up Internet that `make demo` and the manual pages use.

usage: generate.py DIRECTORY

The same bytes for every run: the seed and the date are fixed.  Networks are
AS64496 to AS64511 (RFC 5398); prefixes are those for documentation (RFC 5737,
RFC 3849), and where those are too few, 10.0.0.0/8 (RFC 1918).
"""

import bz2
import gzip
import ipaddress
import json
import lzma
import os
import random
import struct
import sys
from collections import namedtuple
from datetime import datetime, timezone

NOW = int(datetime(2026, 1, 1, tzinfo=timezone.utc).timestamp())
NETWORKS = range(64496, 64512)
ANCHORS = ("afrinic", "apnic", "arin", "lacnic", "ripe")

Vrp = namedtuple("Vrp", "prefix max_len asn ta")
Route = namedtuple("Route", "prefix path")

# What the examples talk about: a network that does all well, one whose
# more-specific is too long, one that moved and left its ROA behind, one that
# must not be routed.
STORY_VRPS = (
    ("192.0.2.0/24", 24, 64496, "ripe"),
    ("2001:db8::/36", 48, 64496, "ripe"),
    ("198.51.100.0/24", 25, 64500, "arin"),
    ("198.51.100.0/24", 24, 64501, "arin"),
    ("203.0.113.0/25", 25, 64502, "apnic"),
    ("203.0.113.128/26", 26, 64502, "apnic"),
    ("2001:db8:f000::/36", 36, 0, "apnic"),
)
STORY_ROUTES = (
    ("192.0.2.0/24", (64510, 64499, 64496)),  # valid
    ("192.0.2.0/25", (64510, 64499, 64496)),  # longer than maxLength
    ("198.51.100.0/24", (64510, 64511)),  # another network's
    ("198.51.100.128/25", (64510, 64500)),  # valid by maxLength
    ("203.0.113.0/24", (64510, 64502)),  # not found: only parts have VRPs
    ("2001:db8::/36", (64510, 64499, 64496)),  # valid
    ("2001:db8:f000::/36", (64510, 64505)),  # AS0
    ("2001:db8:1::/48", (64510, (64496, 64497))),  # its origin is an AS_SET
)


def network(text):
    return ipaddress.ip_network(text)


def order(item):
    """IPv4 first, then by address, then the shorter first."""
    prefix = item.prefix
    return (prefix.version, int(prefix.network_address), prefix.prefixlen)


def random_prefix(rng):
    """Of 10.0.0.0/8 or 2001:db8:8000::/34, as long as real tables have."""
    if rng.random() < 0.7:
        base, lengths = network("10.0.0.0/8"), (16, 19, 20, 22, 23, 24, 24, 24)
    else:
        base, lengths = network("2001:db8:8000::/34"), (40, 44, 48, 48, 48)
    length = rng.choice(lengths)
    index = rng.randrange(1 << (length - base.prefixlen))
    size = 1 << (base.max_prefixlen - length)
    first = int(base.network_address) + index * size
    return ipaddress.ip_network((first, length))


def make_vrps(rng):
    vrps = [Vrp(network(p), m, a, t) for p, m, a, t in STORY_VRPS]
    for _ in range(400):
        prefix = random_prefix(rng)
        longest = 24 if prefix.version == 4 else 48
        slack = rng.choice((0, 0, 0, 0, 1, 2, 8))
        max_len = max(prefix.prefixlen, min(prefix.prefixlen + slack, longest))
        vrps.append(
            Vrp(prefix, max_len, rng.choice(NETWORKS), rng.choice(ANCHORS))
        )
    return sorted(
        set(vrps), key=lambda v: (order(v), v.max_len, v.asn, v.ta)
    )


def more_specific(rng, prefix):
    longer = min(prefix.prefixlen + rng.randint(1, 4), prefix.max_prefixlen)
    return rng.choice(list(prefix.subnets(new_prefix=longer)))


def make_routes(rng, vrps):
    """Mostly what the VRPs allow; some of each mistake; some not covered."""
    routes = [Route(network(p), path) for p, path in STORY_ROUTES]
    for vrp in vrps:
        prefix, origin = vrp.prefix, vrp.asn or rng.choice(NETWORKS)
        kind = rng.random()
        if kind < 0.10:
            prefix = more_specific(rng, prefix)
        elif kind < 0.16:
            origin = rng.choice(NETWORKS)
        elif kind < 0.40:
            prefix = random_prefix(rng)
        via = [rng.choice(NETWORKS) for _ in range(rng.randint(0, 3))]
        routes.append(Route(prefix, (64510, *via, origin)))
    unique = {(route.prefix, route.path[-1]): route for route in routes}
    return sorted(unique.values(), key=lambda r: (order(r), str(r.path[-1])))


def vrps_rpki_client(vrps):
    roas = [
        {
            "asn": v.asn,
            "prefix": str(v.prefix),
            "maxLength": v.max_len,
            "ta": v.ta,
            "expires": NOW + 86400,
        }
        for v in vrps
    ]
    lines = ",\n".join("\t\t" + json.dumps(roa) for roa in roas)
    stamp = datetime.fromtimestamp(NOW, timezone.utc)
    metadata = json.dumps(
        {"buildtime": stamp.strftime("%Y-%m-%dT%H:%M:%SZ"), "vrps": len(vrps)}
    )
    return f'{{\n\t"metadata": {metadata},\n\t"roas": [\n{lines}\n\t]\n}}\n'


def vrps_csv(vrps):
    rows = ["ASN,IP Prefix,Max Length,Trust Anchor"]
    rows += [f"AS{v.asn},{v.prefix},{v.max_len},{v.ta}" for v in vrps]
    return "\n".join(rows) + "\n"


def vrps_ripe_archive(vrps):
    rows = ["URI,ASN,IP Prefix,Max Length,Not Before,Not After"]
    for number, v in enumerate(vrps):
        uri = f"rsync://rpki.example.net/{v.ta}/{number}.roa"
        rows.append(
            f"{uri},AS{v.asn},{v.prefix},{v.max_len},"
            "2025-07-01 00:00:00,2026-07-01 00:00:00"
        )
    return "\n".join(rows) + "\n"


def vrps_openbgpd(vrps):
    lines = []
    for v in vrps:
        maxlen = f" maxlen {v.max_len}" * (v.max_len > v.prefix.prefixlen)
        lines.append(f"\t{v.prefix}{maxlen} source-as {v.asn}")
    return "roa-set {\n" + "\n".join(lines) + "\n}\n"


def vrps_bird(vrps):
    lines = [f"route {v.prefix} max {v.max_len} as {v.asn};" for v in vrps]
    return "\n".join(lines) + "\n"


def slurm():
    document = {
        "slurmVersion": 1,
        "validationOutputFilters": {
            "prefixFilters": [
                {
                    "prefix": "2001:db8:f000::/36",
                    "comment": "we do use this block",
                },
                {"asn": 64501, "comment": "a ROA left behind"},
            ],
            "bgpsecFilters": [],
        },
        "locallyAddedAssertions": {
            "prefixAssertions": [
                {
                    "asn": 64502,
                    "prefix": "203.0.113.0/24",
                    "comment": "until their ROA is mended",
                }
            ],
            "bgpsecAssertions": [],
        },
    }
    return json.dumps(document, indent=2) + "\n"


def origin_text(origin):
    if isinstance(origin, tuple):
        return "{" + ",".join(map(str, origin)) + "}"
    return str(origin)


def routes_text(routes):
    lines = ["# prefix and origin"]
    for route in routes:
        origin = route.path[-1]
        mark = "AS" if isinstance(origin, int) else ""
        lines.append(f"{route.prefix} {mark}{origin_text(origin)}")
    return "\n".join(lines) + "\n"


def routes_bgpdump(routes):
    lines = []
    for route in routes:
        path = " ".join(origin_text(asn) for asn in route.path)
        peer = "192.0.2.1" if route.prefix.version == 4 else "2001:db8::1"
        lines.append(
            f"TABLE_DUMP2|{NOW}|B|{peer}|{route.path[0]}|{route.prefix}|"
            f"{path}|IGP|{peer}|0|0||NAG||"
        )
    return "\n".join(lines) + "\n"


def routes_pfx2as(routes):
    origins = {}
    for route in routes:
        origin = route.path[-1]
        text = origin_text(origin).strip("{}")
        origins.setdefault(route.prefix, []).append(text)
    lines = [
        f"{prefix.network_address}\t{prefix.prefixlen}\t{'_'.join(texts)}"
        for prefix, texts in origins.items()
    ]
    return "\n".join(lines) + "\n"


def mrt_record(subtype, body):
    """TABLE_DUMP_V2, RFC 6396 section 4.3."""
    return struct.pack(">IHHI", NOW, 13, subtype, len(body)) + body


def mrt_path(path):
    """ORIGIN and AS_PATH, an origin of several ASNs as an AS_SET."""
    segments = b""
    for kind, asns in (
        (2, [asn for asn in path if isinstance(asn, int)]),
        (1, [a for asn in path if isinstance(asn, tuple) for a in asn]),
    ):
        if asns:
            segments += struct.pack(f">BB{len(asns)}I", kind, len(asns), *asns)
    head = b"\x40\x01\x01\x00" + struct.pack(">BBB", 0x40, 2, len(segments))
    return head + segments


def routes_mrt(routes):
    """One peer's table, a record for each of its routes."""
    peer = ipaddress.ip_address("192.0.2.1").packed
    records = [
        mrt_record(
            1,
            struct.pack(">4sHHB", peer, 0, 1, 2)
            + peer + peer + struct.pack(">I", 64510),
        )
    ]
    for number, route in enumerate(routes):
        prefix = route.prefix
        octets = prefix.network_address.packed[: (prefix.prefixlen + 7) // 8]
        attributes = mrt_path(route.path)
        records.append(
            mrt_record(
                2 if prefix.version == 4 else 4,
                struct.pack(">IB", number, prefix.prefixlen)
                + octets
                + struct.pack(">HHIH", 1, 0, NOW, len(attributes))
                + attributes,
            )
        )
    return b"".join(records)


def main():
    directory = sys.argv[1]
    rng = random.Random(64496)
    vrps = make_vrps(rng)
    routes = make_routes(rng, vrps)
    texts = {
        "vrps.json": vrps_rpki_client(vrps),
        "vrps.csv": vrps_csv(vrps),
        "roas.csv": vrps_ripe_archive(vrps),
        "vrps.openbgpd": vrps_openbgpd(vrps),
        "vrps.bird": vrps_bird(vrps),
        "slurm.json": slurm(),
        "routes.txt": routes_text(routes),
        "bgpdump.txt": routes_bgpdump(routes),
        "pfx2as": routes_pfx2as(routes),
    }
    files = {name: text.encode() for name, text in texts.items()}
    files["vrps.json.gz"] = gzip.compress(files["vrps.json"], mtime=0)
    files["vrps.csv.xz"] = lzma.compress(files["vrps.csv"])
    files["bgpdump.txt.bz2"] = bz2.compress(files["bgpdump.txt"])
    files["rib.20261101.0000.bz2"] = bz2.compress(routes_mrt(routes))

    os.makedirs(directory, exist_ok=True)
    for name, data in files.items():
        with open(os.path.join(directory, name), "wb") as file:
            file.write(data)


if __name__ == "__main__":
    main()
