#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""generate_past.py DIRECTORY: make up October 2026 in the RIPE NCC's archive.

192.0.2.0/24 has one ROA up to the 9th and another one from the 10th on; the
file of one day is missing, and another one is cut short.  announced.csv has
announcements of these days.
"""
import os
import sys

HEADER = 'URI,ASN,IP Prefix,Max Length,Not Before,Not After\n'
ROW = ('rsync://rpki.example.net/repo/{name}.roa,{asn},{prefix},{length},'
       '2026-{since} 20:00:00,2027-12-31 00:00:00\n')


def rows(tal, day):
    """What a trust anchor has on a day: name, ASN, prefix, maxLength, since."""
    if tal == 'arin':
        yield 'c', 'AS64502', '198.51.100.0/24', 24, '01-15'
        if day >= 20:
            yield 'd', 'AS64502', '2001:db8::/32', 48, '10-19'
        return
    if day < 10:
        yield 'a', 'AS64500', '192.0.2.0/24', 24, '02-01'
    else:
        yield 'b', 'AS64496', '192.0.0.0/22', 24, '10-09'
    yield 'z', 'AS0', '203.0.113.0/24', 24, '02-01'
    if tal == 'ripencc' and day != 13:  # on the 13th most are missing
        for i in range(400):
            yield 'n%d' % i, 'AS64511', '10.%d.%d.0/24' % (
                i // 256, i % 256), 24, '02-01'


def main():
    """Write the tree, and announcements to ask about."""
    top = sys.argv[1]
    for tal in 'arin', 'ripencc':
        for day in range(1, 32):
            if (tal, day) == ('ripencc', 24):
                continue
            folder = os.path.join(
                top, 'archive', tal + '.tal', '2026', '10', '%02d' % day)
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, 'roas.csv'), 'w') as out:
                out.write(HEADER)
                for name, asn, prefix, length, since in rows(tal, day):
                    out.write(ROW.format(name=name, asn=asn, prefix=prefix,
                                         length=length, since=since))
    with open(os.path.join(top, 'announced.csv'), 'w') as out:
        out.write('prefix,origin,date\n')
        for day in 5, 15, 24:
            for prefix, asn in (('192.0.2.0/24', 64500),
                                ('192.0.2.128/25', 64496),
                                ('203.0.113.0/24', 64502)):
                out.write('%s,AS%d,2026-10-%02d\n' % (prefix, asn, day))


main()
