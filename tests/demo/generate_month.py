#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Write a month of public inputs about a made-up network, for manrs-check.

usage: generate_month.py DIRECTORY [GENREPO]

GENREPO signs checklists; without it there are none.

DIRECTORY/month is what the inputs said in October 2026 about AS64500, Example
Networks, which fails two Actions; DIRECTORY/fixed is the same month after its
fix list was applied.  Each kind of input is a folder, as rsec-fetch keeps it.

Networks are those of RFC 5398; prefixes those for documentation and of
10.0.0.0/8, which an RIR of this Internet has given to somebody.

	AS64510, AS64511  providers, which peer with each other
	AS64500		  Example Networks; AS64508 is its, too
	AS64501, AS64502  its customers; the second announces too much
	AS64503		  its peer
	AS64505		  leaks; AS64506 hijacks
"""

import bz2
import gzip
import ipaddress
import json
import os
import struct
import subprocess
import sys
from datetime import datetime, timezone


def at(day, hour=0, minute=0, month=10):
    """Seconds UTC of a time in October 2026."""
    time = datetime(2026, month, day, hour, minute, tzinfo=timezone.utc)
    return int(time.timestamp())


# Who announces what: prefix, path from the collector's peer to the origin.
# The network has ten routes, four of them IPv6.
OWN = (
    "198.51.100.0/24",
    "203.0.113.0/24",
    "10.64.0.0/16",
    "10.65.0.0/20",
    "10.65.16.0/20",
    "10.66.0.0/24",
    "2001:db8:500::/40",
    "2001:db8:600::/40",
    "2001:db8:700::/48",
    "3fff:500::/32",
)
CUSTOMER = ("10.80.0.0/16", "2001:db8:8000::/36")  # AS64501's
CARELESS = ("10.81.0.0/16", "10.90.0.0/24")  # AS64502's; the second is not

# VRPs: prefix, maxLength, origin.  Two of the network are wrong.
VRPS = [
    ("203.0.113.0/24", 24, 64500),
    ("10.64.0.0/16", 24, 64500),
    ("10.65.0.0/20", 20, 64500),
    ("2001:db8:500::/40", 40, 64500),
    ("10.80.0.0/16", 16, 64501),
    ("2001:db8:8000::/36", 36, 64501),
    ("10.81.0.0/16", 16, 64502),
    ("10.90.0.0/16", 16, 64507),
    ("10.99.0.0/16", 16, 64500),
]
WRONG_VRPS = [
    ("198.51.100.0/24", 24, 64499),
    ("2001:db8:700::/40", 40, 64500),
]
RIGHT_VRPS = [
    ("198.51.100.0/24", 24, 64500),
    ("10.65.16.0/20", 20, 64500),
    ("10.66.0.0/24", 24, 64500),
    ("2001:db8:600::/40", 40, 64500),
    ("2001:db8:700::/48", 48, 64500),
    ("3fff:500::/32", 32, 64500),
]

# Route objects: prefix, origin, registry.
ROUTES = [
    ("203.0.113.0/24", 64500, "RIPE"),
    ("10.64.0.0/16", 64500, "RIPE"),
    ("10.65.0.0/19", 64500, "RADB"),
    ("2001:db8:500::/40", 64500, "RIPE"),
    ("10.66.0.0/24", 64499, "RADB"),
    ("10.80.0.0/16", 64501, "RIPE"),
    ("2001:db8:8000::/36", 64501, "RIPE"),
    ("10.81.0.0/16", 64502, "RADB"),
    ("10.97.0.0/16", 64500, "RADB"),
]
RIGHT_ROUTES = [(prefix, 64500, "RIPE") for prefix in OWN]


def network(text):
    return ipaddress.ip_network(text)


# MRT (RFC 6396).


def mrt(time, kind, subtype, body):
    return struct.pack(">IHHI", time, kind, subtype, len(body)) + body


def nlri(prefix):
    octets = (prefix.prefixlen + 7) // 8
    return bytes([prefix.prefixlen]) + prefix.network_address.packed[:octets]


def attributes(path, otc=None):
    """ORIGIN, AS_PATH, and Only to Customer (RFC 9234)."""
    hops = struct.pack(f">BB{len(path)}I", 2, len(path), *path)
    text = b"\x40\x01\x01\x00" + struct.pack(">BBB", 0x40, 2, len(hops)) + hops
    if otc is not None:
        text += struct.pack(">BBBI", 0xC0, 35, 4, otc)
    return text


PEERS = ((64510, "192.0.2.10"), (64511, "192.0.2.11"))


def peer_table():
    body = struct.pack(">4sHH", bytes(4), 0, len(PEERS))
    for asn, address in PEERS:
        packed = ipaddress.ip_address(address).packed
        body += struct.pack(">B4s4sI", 2, packed, packed, asn)
    return body


def table(time, routes):
    """Each route as each peer has it: (prefix, path behind the peer, otc)."""
    records = [mrt(time, 13, 1, peer_table())]
    for number, (prefix, path, otc) in enumerate(routes):
        prefix = network(prefix)
        body = struct.pack(">I", number) + nlri(prefix)
        body += struct.pack(">H", len(PEERS))
        for index, (asn, _) in enumerate(PEERS):
            hops = path if path[0] == asn else (asn,) + path
            text = attributes(hops, otc)
            body += struct.pack(">HIH", index, time, len(text)) + text
        records.append(mrt(time, 13, 2 if prefix.version == 4 else 4, body))
    return b"".join(records)


def update(time, withdrawn, announced, path):
    """A BGP4MP_MESSAGE_AS4 of the first peer; IPv4 only."""
    peer = ipaddress.ip_address(PEERS[0][1]).packed
    gone = b"".join(nlri(network(prefix)) for prefix in withdrawn)
    text = attributes(path) + b"\x40\x03\x04" + peer if announced else b""
    body = struct.pack(">H", len(gone)) + gone
    body += struct.pack(">H", len(text)) + text
    body += b"".join(nlri(network(prefix)) for prefix in announced)
    head = b"\xff" * 16 + struct.pack(">HB", 19 + len(body), 2)
    session = struct.pack(">IIHH", PEERS[0][0], 64512, 0, 1) + peer + peer
    return mrt(time, 16, 4, session + head + body)


def routes_of(fixed):
    routes = [(prefix, (64500,), None) for prefix in OWN]
    routes += [(prefix, (64500, 64501), None) for prefix in CUSTOMER]
    bad = CARELESS[:1] if fixed else CARELESS
    routes += [(prefix, (64500, 64502), None) for prefix in bad]
    routes += [("10.100.0.0/16", (64503,), None)]
    # A leak: what a provider sent, which says so (RFC 9234).
    routes += [("10.101.0.0/16", (64505, 64511), 64511)]
    return routes


def bgp(fixed):
    routes = routes_of(fixed)
    changes = update(at(15, 12, 0), [], ["10.66.0.0/24"], (64510, 64500))
    changes += update(at(15, 12, 5), ["10.66.0.0/24"], [], ())
    without = [route for route in routes if route[0] != "10.66.0.0/24"]
    return {
        "rib/rib.20261001.0000.bz2": bz2.compress(table(at(1), without)),
        "rib/rib.20261031.0000.gz": gzip.compress(
            table(at(31), without), mtime=0
        ),
        "updates/updates.20261015.1200": changes,
    }


# RPKI.


def vrps(fixed):
    listed = VRPS + (RIGHT_VRPS if fixed else WRONG_VRPS)
    providers = [64510, 64511] if fixed else [64510]
    return {
        "metadata": {"buildtime": "2026-10-31T23:00:00Z", "vrps": len(listed)},
        "roas": [
            {"asn": asn, "prefix": prefix, "maxLength": length, "ta": "ripe"}
            for prefix, length, asn in listed
        ],
        "aspas": [{"customer_asid": 64500, "providers": providers}],
    }


# Registries.


def route_object(prefix, origin, source):
    name = "route6" if ":" in prefix else "route"
    return (
        f"{name}: {prefix}\norigin: AS{origin}\nmnt-by: EXAMPLE-MNT\n"
        f"created: 2020-01-01T00:00:00Z\n"
        f"last-modified: 2026-01-01T00:00:00Z\nsource: {source}\n"
    )


AUT_NUM = """\
aut-num: AS64500
as-name: EXAMPLE
org: ORG-EX1-RIPE
import: from AS64510 accept ANY
import: from AS64511 accept ANY
export: to AS64510 announce AS64500:AS-CUSTOMERS
export: to AS64511 announce AS64500:AS-CUSTOMERS
admin-c: EX1-RIPE
tech-c: EX1-RIPE
mnt-by: EXAMPLE-MNT
source: RIPE
"""

SET = """\
as-set: AS64500:AS-CUSTOMERS
members: AS64500, AS64501{more}
mnt-by: EXAMPLE-MNT
source: RIPE
"""

FLAT_SET = """\
as-set: AS-EXAMPLE
members: AS64500, AS64501, AS-EXAMPLE
mnt-by: EXAMPLE-MNT
source: {source}
"""

PEOPLE = """\
role: Example NOC
nic-hdl: EX1-RIPE
e-mail: noc@example.net
phone: +31 20 555 0100
abuse-mailbox: abuse@example.net
mnt-by: EXAMPLE-MNT
source: RIPE

organisation: ORG-EX1-RIPE
org-name: Example Networks
abuse-c: EX1-RIPE
e-mail: noc@example.net
mnt-ref: EXAMPLE-MNT
mnt-by: EXAMPLE-MNT
source: RIPE
"""


def registries(fixed):
    listed = ROUTES + (RIGHT_ROUTES if fixed else [])
    if fixed:  # what contradicts them was deleted
        listed = [r for r in listed if r[1] != 64499]
    dumps = {"RIPE": [AUT_NUM], "RADB": []}
    dumps["RIPE"].append(SET.format(more=", AS64502" if fixed else ""))
    if not fixed:
        dumps["RIPE"].append(FLAT_SET.format(source="RIPE"))
        dumps["RADB"].append(FLAT_SET.format(source="RADB"))
    for prefix, origin, source in sorted(set(listed)):
        dumps[source].append(route_object(prefix, origin, source))
    radb = "\n".join(dumps["RADB"]).encode()
    return {
        "irr/ripe.db": "\n".join(dumps["RIPE"]),
        "irr/radb.db.gz": gzip.compress(radb, mtime=0),
        "whois/ripe.db": AUT_NUM + "\n" + PEOPLE,
    }


def rdap():
    """RFC 9083, of a customer."""
    card = [
        ["version", {}, "text", "4.0"],
        ["fn", {}, "text", "Customer NOC"],
        ["email", {}, "text", "noc@customer.example"],
        ["tel", {"type": "voice"}, "uri", "tel:+31-20-555-0101"],
    ]
    return {
        "objectClassName": "autnum",
        "handle": "AS64501",
        "startAutnum": 64501,
        "endAutnum": 64501,
        "entities": [
            {
                "objectClassName": "entity",
                "handle": "CN1-RIPE",
                "roles": ["technical"],
                "vcardArray": ["vcard", card],
            }
        ],
    }


def peeringdb(fixed):
    names = "AS64500:AS-CUSTOMERS" if fixed else "AS-EXAMPLE"
    updated = "2026-09-01T00:00:00Z" if fixed else "2024-05-01T00:00:00Z"
    net = {
        "id": 1,
        "org_id": 1,
        "name": "Example Networks",
        "asn": 64500,
        "irr_as_set": names,
        "website": "https://www.example.net",
        "info_prefixes4": 10,
        "info_prefixes6": 10,
        "info_type": "NSP",
        "policy_general": "Open",
        "status": "ok",
        "updated": updated,
    }
    poc = {
        "id": 1,
        "net_id": 1,
        "role": "NOC",
        "visible": "Public",
        "name": "Example NOC",
        "email": "noc@example.net",
        "phone": "+31205550100",
        "updated": updated,
    }
    lan = {"id": 1, "net_id": 1, "asn": 64500, "ix_id": 1, "speed": 10000,
           "ipaddr4": "192.0.2.100", "is_rs_peer": True, "operational": True}
    meta = {"generated": at(30)}
    return {
        f"peeringdb/{kind}-0.json": json.dumps(
            {"meta": meta, "data": [item]}, indent=1
        )
        for kind, item in (("net", net), ("poc", poc), ("netixlan", lan))
    }


# Incidents and tests.


def grip_event(event_id, begin, end, tags, suspicion):
    return {
        "id": event_id,
        "event_type": "moas",
        "view_ts": begin,
        "finished_ts": end,
        "duration": end - begin,
        "summary": {
            "prefixes": ["10.102.0.0/16"],
            "attackers": [64500],
            "victims": [64504],
            "tags": [{"name": tag} for tag in tags],
            "inference_result": {
                "primary_inference": {
                    "inference_id": "suspicious-moas",
                    "suspicion_level": suspicion,
                    "confidence": 90,
                }
            },
        },
        "pfx_events": [
            {
                "prefix": "10.102.0.0/16",
                "details": {
                    "origins": [64500, 64504],
                    "new_origins": [64500],
                    "old_origins": [64504],
                    "as_path": "64510 64500",
                },
            }
        ],
    }


def grip():
    begin, other = at(17, 3, 10), at(20, 9)
    return {
        "data": [
            grip_event(f"moas-{begin}-64500_64504", begin, begin + 720, [], 80),
            grip_event(
                f"moas-{other}-64500_64504",
                other,
                other + 7200,
                ["rpki-all-newcomer-valid-roa"],
                85,
            ),
        ],
        "recordsTotal": 2,
        "recordsFiltered": 2,
    }


def bgpstream():
    return {
        "events": [
            {
                "event_id": 301,
                "event_type": "BGP Leak",
                "leaker_asn": "64505",
                "origin_asn": "64511",
                "leaked_to": "asn=64510,",
                "leak_as_path": "64510 64505 64511",
                "leaked_prefix": "10.101.0.0/16",
                "start_time": "2026-10-12 10:00:00",
                "end_time": "2026-10-12 10:40:00",
            }
        ]
    }


CIDR_REPORT = (
    "Bogon prefixes announced, report of 2026-10-05\n\n"
    "10.103.0.0/16 AS64506 Prefix is within unallocated space: "
    "10.103.0.0 - 10.103.255.255\n"
)


def session(number, day, client, family, result):
    record = {
        "session": number,
        "timestamp": f"2026-10-{day:02}T14:34:59+00:00",
        "asn4": None, "asn6": None, "client4": None, "client6": None,
        "country": "nld", "nat4": None, "nat6": None,
        "privatespoof": None, "privatespoof6": None,
        "routedspoof": None, "routedspoof6": None,
    }
    tail = "6" if family == 6 else ""
    record[f"asn{family}"] = "64500"
    record[f"client{family}"] = client
    record[f"nat{family}"] = False
    record["privatespoof" + tail] = record["routedspoof" + tail] = result
    return record


def spoofer():
    return {
        "hydra:member": [
            session(1, 3, "203.0.113.0/24", 4, "blocked"),
            session(2, 9, "10.64.7.0/24", 4, "blocked"),
            session(3, 9, "2001:db8:500::/40", 6, "blocked"),
        ]
    }


# Who is who.

AS_REL = """\
# input clique: 64510 64511
64510|64511|0
64510|64500|-1
64511|64500|-1
64500|64501|-1
64500|64502|-1
64500|64503|0
64510|64505|-1
64511|64505|-1
64510|64506|-1
64510|64503|-1
64511|64503|-1
"""

AS_ORG = """\
# format:org_id|changed|org_name|country|source
EXN-RIPE|20260101|Example Networks|NL|RIPE
CUS-RIPE|20260101|Customer One|NL|RIPE
CAR-RIPE|20260101|Careless Customer|DE|RIPE
# format:aut|changed|aut_name|org_id|opaque_id|source
64500|20260101|EXAMPLE|EXN-RIPE||RIPE
64508|20260101|EXAMPLE2|EXN-RIPE||RIPE
64501|20260101|CUSTOMER|CUS-RIPE||RIPE
64502|20260101|CARELESS|CAR-RIPE||RIPE
"""

HOLDERS = {
    "exn": ((64500, 64508), ("NL",), (
        "198.51.100.0/24", "203.0.113.0/24", "10.64.0.0/14",
        "2001:db8:400::/38", "3fff:500::/32")),
    "cus": ((64501,), ("NL",), ("10.80.0.0/16", "2001:db8:8000::/36")),
    "car": ((64502,), ("DE",), ("10.81.0.0/16",)),
    "oth": ((64503, 64504, 64505, 64506, 64507, 64510, 64511), ("NL",), (
        "10.90.0.0/16", "10.100.0.0/15", "10.102.0.0/16")),
}


def delegated():
    lines = []
    for holder, (asns, (economy,), prefixes) in HOLDERS.items():
        for asn in asns:
            lines.append(f"{economy}|asn|{asn}|1|20200101|assigned|{holder}")
        for prefix in map(network, prefixes):
            size = prefix.prefixlen if prefix.version == 6 else (
                prefix.num_addresses)
            lines.append(
                f"{economy}|ipv{prefix.version}|{prefix.network_address}|"
                f"{size}|20200101|assigned|{holder}")
    lines.append("ZZ|ipv4|10.103.0.0|65536||available|")
    lines.append("ZZ|ipv4|10.104.0.0|65536||reserved|")
    lines.append("ZZ|asn|64499|1||available|")
    head = f"2|ripencc|20261031|{len(lines)}|19830705|20261031|+0100\n"
    return head + "".join(f"ripencc|{line}\n" for line in lines)


PREVIOUS = {
    "participants": [
        {
            "name": "Example Networks",
            "ASNs": [64500],
            "filtering": {"conformance": "conformant",
                          "score": {"value": 1.0, "severity": "ready"}},
            "routing_information": {
                "conformance": "non-conformant",
                "score_irr": {"value": 0.5, "severity": "lagging"},
                "score_rpki": {"value": 0.0, "severity": "lagging"},
            },
        }
    ]
}


# As manrs.org publishes it: UTF-8 with a byte order mark.
PARTICIPANTS = """\
\ufeffOrganization Name,Areas,ASNs(;),Action 1: Filtering,Action 3: Coordination
Customer One,NL,64501,Yes,No
"Transit, Ltd","NL,DE",64510;64511,Yes,Yes
"""


def month(fixed):
    files = {
        **bgp(fixed),
        **registries(fixed),
        **peeringdb(fixed),
        "vrps/rpki-client.json": json.dumps(vrps(fixed), indent=1),
        "whois/rdap.json": json.dumps(rdap(), indent=1),
        "delegated/delegated-ripencc-extended": delegated(),
        "bogons/fullbogons-ipv4.txt": "# last updated 1793404800\n"
        "10.103.0.0/16\n",
        "bogons/fullbogons-ipv6.txt": "# last updated 1793404800\n"
        "2001:db8:f000::/36\n",
        "cidr-report/2026-10-05.txt": CIDR_REPORT,
        "grip/2026-10.json": json.dumps(grip(), indent=1),
        "bgpstream/2026-10.json": json.dumps(bgpstream(), indent=1),
        "spoofer/sessions.json": json.dumps(spoofer(), indent=1),
        "as-rel/20261001.as-rel.txt": AS_REL,
        "as-org/20261001.as-org2info.txt": AS_ORG,
        "participants/manrs.csv": PARTICIPANTS,
        "previous/2026-09.json": json.dumps(PREVIOUS, indent=1),
    }
    return files


def write(folder, files):
    for name, data in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(data.encode() if isinstance(data, str) else data)
        os.utime(path, (at(31, 23), at(31, 23)))


def sign_checklists(genrepo, folder):
    subprocess.run([genrepo, "--checklists", folder], check=True)
    for name in os.listdir(folder):
        os.utime(os.path.join(folder, name), (at(31, 23), at(31, 23)))


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[1].startswith("-"):
        sys.exit("usage: generate_month.py FOLDER [SIGNER]")
    for name, fixed in (("month", False), ("fixed", True)):
        write(os.path.join(sys.argv[1], name), month(fixed))
        if len(sys.argv) > 2:
            sign_checklists(sys.argv[2], os.path.join(sys.argv[1], name, "rsc"))
    with open(os.path.join(sys.argv[1], "participants"), "w") as file:
        file.write(
            "# organisations of the monthly letters, one a line\n"
            "AS64500,AS64508 Example Networks\n"
            "AS64501 Customer One\nAS64502 Careless Customer\n")


if __name__ == "__main__":
    main()
