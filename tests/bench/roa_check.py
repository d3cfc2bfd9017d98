#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""What a user would write instead of roa-check: a dictionary of VRPs by
prefix, and a look-up for each length that the table has.

    roa_check.py VRPS.CSV < "prefix origin" lines
"""
import ipaddress
import sys

vrps = {4: {}, 6: {}}
with open(sys.argv[1]) as f:
    next(f)
    for line in f:
        asn, prefix, maxlen, _ = line.rstrip("\n").split(",")
        net = ipaddress.ip_network(prefix)
        key = (int(net.network_address), net.prefixlen)
        found = vrps[net.version].setdefault(key, [])
        found.append((int(asn[2:]), int(maxlen)))
lengths = {v: sorted({k[1] for k in vrps[v]}) for v in vrps}


def state(net, origin):
    bits, addr, found = net.max_prefixlen, int(net.network_address), False
    for length in lengths[net.version]:
        if length > net.prefixlen:
            break
        key = (addr >> (bits - length) << (bits - length), length)
        for asn, maxlen in vrps[net.version].get(key, ()):
            if asn == origin and asn and net.prefixlen <= maxlen:
                return "valid"
            found = True
    return "invalid" if found else "not-found"


for line in sys.stdin:
    prefix, origin = line.split()
    net = ipaddress.ip_network(prefix)
    print(prefix, origin, state(net, int(origin[2:])), sep="\t")
