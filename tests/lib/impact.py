#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""irr-diff --impact against every object, VRP and announcement looked at.

impact.py IRR_DIFF [SEED]: random registries of both families, and what goes by
--drop, --freeze and ripe-731; speaks TAP.  Nothing here is a trie: a prefix
covers another if ipaddress says so, and space is a union of intervals.
"""
import ipaddress
import json
import random
import subprocess
import sys

REGISTRIES = ['RIPE', 'ARIN', 'RADB', 'ALTDB', 'RIPE-NONAUTH']
AUTHORITATIVE = {'RIPE', 'ARIN'}
IMPACTS = ['kept', 'rescued', 'orphaned', 'unjustified']
LONGEST = {4: 24, 6: 48}
CASES = 200


def prefix(rnd):
    """Crowded, so that much of it nests; sometimes all there is."""
    if rnd.random() < 0.01:
        return ipaddress.ip_network(rnd.choice(['0.0.0.0/0', '::/0']))
    if rnd.random() < 0.5:
        size = rnd.choice([12, 14, 16, 17, 20, 22, 23, 24, 24, 24, 25, 32])
        bits = 0x0a000000 | rnd.getrandbits(5) << 15 | rnd.getrandbits(2) << 7
        return ipaddress.ip_network((bits, size), strict=False)
    size = rnd.choice([30, 32, 36, 40, 44, 47, 48, 48, 48, 49, 64, 128])
    bits = 0x20010db8 << 96 | rnd.getrandbits(4) << 92 | \
        rnd.getrandbits(2) << 79 | rnd.getrandbits(2) << 47
    return ipaddress.ip_network((bits, size), strict=False)


def covers(wide, narrow):
    return wide.version == narrow.version and narrow.subnet_of(wide)


def objects(rnd, announced):
    made = []
    for _ in range(rnd.randrange(5, 60)):
        near, origin = rnd.choice(announced)
        where = prefix(rnd)
        if rnd.random() < 0.7:
            where = near
            if rnd.random() < 0.5 and near.prefixlen > 0:
                where = near.supernet(rnd.randrange(1, near.prefixlen + 1)
                                      if rnd.random() < 0.2 else 1)
        if origin is None or rnd.random() < 0.3:
            origin = 64496 + rnd.randrange(4)
        made.append({
            'registry': rnd.choice(REGISTRIES), 'prefix': where,
            'origin': origin,
            'created': rnd.choice([None, 2019, 2020, 2021]),
            'changed': rnd.choice([None, 2019, 2020, 2021])})
    return made


def rpsl(thing):
    text = '%s: %s\norigin: AS%d\nmnt-by: M\n' % (
        'route' if thing['prefix'].version == 4 else 'route6',
        thing['prefix'], thing['origin'])
    if thing['created']:
        text += 'created: %d-06-01T00:00:00Z\n' % thing['created']
    if thing['changed']:
        text += 'last-modified: %d-06-01T00:00:00Z\n' % thing['changed']
    return text + 'source: %s\n\n' % thing['registry']


def blocks(rnd):
    """Of /16 and /36 who holds it, in order; some are nobody's."""
    held = []
    for version, base, size in ((4, 0x0a000000, 16), (6, 0x20010db8 << 96, 36)):
        step = 1 << ((32 if version == 4 else 128) - size)
        for i in range(16):
            status = rnd.choice(['available', 'reserved', 'assigned', None])
            if status:
                holder = 'h%d' % i if status == 'assigned' else ''
                where = ipaddress.ip_address(base + i * step)
                held.append((ipaddress.ip_network((where, size)),
                             (status, holder)))
    return held


def delegated(held):
    rows = ['2.3|ripencc|20260101|%d|19830101|20260101|+0000' % len(held)]
    for version in (4, 6):
        rows.append('ripencc|*|ipv%d|*|%d|summary' % (
            version, sum(b.version == version for b, _ in held)))
    for block, (status, holder) in held:
        rows.append('ripencc|%s|ipv%d|%s|%d|%s|%s|%s' % (
            'ZZ' if holder else '', block.version, block.network_address,
            block.num_addresses if block.version == 4 else block.prefixlen,
            '20200101' if holder else '', status, holder))
    return '\n'.join(rows) + '\n'


def is_unregistered(held, where):
    """Whether all of it is available, or all of it reserved."""
    inside = [(b, h) for b, h in held if covers(b, where) or covers(where, b)]
    if len({h for _, h in inside}) != 1 or inside[0][1][1]:
        return False
    return covers(inside[0][0], where) or \
        sum(b.num_addresses for b, _ in inside) == where.num_addresses


def validity(vrps, where, origin):
    covering = [v for v in vrps if covers(v[0], where)]
    if not covering:
        return 'not-found'
    return 'valid' if any(v[2] == origin != 0 and where.prefixlen <= v[1]
                          for v in covering) else 'invalid'


def goes(case, thing):
    name = thing['registry']
    if name in case['drop']:
        return True
    made = thing['created'] or thing['changed']
    if case['freeze'] and name not in AUTHORITATIVE and made and \
            made >= case['freeze']:
        return True
    if not case['rule'] or name != 'RIPE-NONAUTH':
        return False
    return validity(case['vrps'], thing['prefix'], thing['origin']) == \
        'invalid' or is_unregistered(case['held'], thing['prefix'])


def impact(case, just, valid):
    if any(not goes(case, o) for o in just):
        return 'kept'
    if not just:
        return 'unjustified'
    return 'rescued' if valid else 'orphaned'


def judge(case, where, origin):
    """Of one announcement: strict, permissive, valid, exact, covering."""
    own = [o for o in case['objects'] if o['origin'] == origin]
    exact = [o for o in own if o['prefix'] == where]
    above = [o for o in own if o['prefix'] != where and
             covers(o['prefix'], where)]
    if where.prefixlen > LONGEST[where.version]:
        above = []
    valid = origin is not None and \
        validity(case['vrps'], where, origin) == 'valid'
    return {'strict': impact(case, exact, valid),
            'permissive': impact(case, exact + above, valid),
            'valid': valid, 'exact': {o['registry'] for o in exact},
            'covering': {o['registry'] for o in above}}


def touched(prefixes, version):
    """Blocks of /24 or /48 in the union of what the prefixes touch."""
    shift = (32 if version == 4 else 128) - LONGEST[version]
    spans = sorted((int(p.network_address) >> shift,
                    int(p.broadcast_address) >> shift)
                   for p in prefixes if p.version == version)
    total, end = 0, -1
    for first, last in spans:
        total += max(0, last - max(first, end + 1) + 1)
        end = max(end, last)
    return total


def expected(case):
    rows = []
    for filtered in ('strict', 'permissive'):
        for what in IMPACTS:
            pairs = [r for r, j in case['judged'].items()
                     if j[filtered] == what]
            prefixes = {r[0] for r in pairs}
            rows.append({
                'filter': filtered, 'impact': what, 'pairs': len(pairs),
                'prefixes': len(prefixes),
                'origins': len({r[1] for r in pairs} - {None}),
                'slash24': touched(prefixes, 4),
                'slash48': touched(prefixes, 6)})
    return rows


def listed(case):
    rows = []
    for (where, origin), j in case['judged'].items():
        if 'orphaned' in (j['strict'], j['permissive']):
            rows.append((origin, str(where), j['strict'], j['permissive'],
                         'valid' if j['valid'] else '',
                         tuple(sorted(j['exact'])),
                         tuple(sorted(j['covering']))))
    return sorted(rows)


def make_case(rnd):
    """A random world, and the options that say what goes."""
    announced = [(prefix(rnd), 64496 + rnd.randrange(4)
                  if rnd.random() < 0.95 else None)
                 for _ in range(rnd.randrange(5, 80))]
    case = {'announced': announced, 'objects': objects(rnd, announced),
            'held': blocks(rnd), 'drop': set(), 'freeze': 0, 'rule': False,
            'vrps': [], 'options': []}
    for _ in range(rnd.randrange(1, 20)):
        where = prefix(rnd)
        if rnd.random() < 0.7:
            where = rnd.choice(case['objects'])['prefix']
        longest = rnd.choice([where.prefixlen, where.max_prefixlen])
        case['vrps'].append((where, longest, 64495 + rnd.randrange(5)))
    present = sorted({o['registry'] for o in case['objects']})
    kinds = rnd.choice([[], ['drop'], ['freeze'], ['rule'],
                        ['drop', 'freeze', 'rule']])
    if 'drop' in kinds:
        case['drop'] = set(rnd.sample(present, rnd.randrange(
            1, len(present) + 1)))
        case['options'] += ['--drop', ','.join(case['drop'])]
    if 'freeze' in kinds:
        case['freeze'] = rnd.choice([2020, 2021])
        case['options'] += ['--freeze', '%d-01-01' % case['freeze']]
    if 'rule' in kinds:
        case['rule'] = True
        case['options'] += ['--rule', 'ripe-731']
    if not kinds:
        case['drop'] = set(present) - AUTHORITATIVE
    if rnd.random() < 0.5:
        case['options'] += ['--delegated', 'delegated']
    else:
        case['held'] = []
    if 'rule' in kinds or rnd.random() < 0.7:
        case['options'] += ['-r', 'vrps.csv']
    else:
        case['vrps'] = []
    case['judged'] = {r: judge(case, *r) for r in announced}
    return case


def write(case, held):
    with open('objects.db', 'w') as out:
        out.writelines(rpsl(o) for o in case['objects'])
    with open('vrps.csv', 'w') as out:
        out.write('ASN,IP Prefix,Max Length,Trust Anchor\n')
        out.writelines('AS%d,%s,%d,ripe\n' % (v[2], v[0], v[1])
                       for v in case['vrps'])
    with open('delegated', 'w') as out:
        out.write(delegated(held))
    with open('routes', 'w') as out:
        out.writelines('%s %s\n' % (p, '{64499}' if o is None else 'AS%d' % o)
                       for p, o in case['announced'])


def run(irr_diff, options):
    out = subprocess.run(
        [irr_diff, '--impact', '-q', '-f', 'json', '-b', 'routes'] + options +
        ['objects.db'], check=True, stdout=subprocess.PIPE)
    return json.loads(out.stdout)


def difference(irr_diff, case):
    """What is not as expected, or None."""
    rows = run(irr_diff, case['options'])
    shares = {}
    for got, want in zip(rows, expected(case)):
        percent = got.pop('percent')
        exact = 100 * want['pairs'] / len(case['judged'])
        if got != want or abs(percent - exact) > 0.02:
            return '%r, not %r, %.2f %%' % (got, want, exact)
        shares[got['filter']] = shares.get(got['filter'], 0) + percent
    if len(rows) != 8 or any(abs(s - 100) > 1e-6 for s in shares.values()):
        return 'shares of %d rows: %r' % (len(rows), shares)
    got = sorted((r['origin'], r['prefix'], r['strict'], r['permissive'],
                  r['rpki'],
                  tuple(sorted(filter(None, r['exact'].split(',')))),
                  tuple(sorted(filter(None, r['covering'].split(',')))))
                 for r in run(irr_diff, case['options'] + ['--list']))
    want = listed(case)
    return None if got == want else '%r, not %r' % (
        sorted(set(got) - set(want)), sorted(set(want) - set(got)))


def main():
    rnd = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 731)
    seen = {}
    bad = 0
    for number in range(1, CASES + 1):
        case = make_case(rnd)
        write(case, case['held'] or blocks(rnd))
        for judged in case['judged'].values():
            for name in ('strict', 'permissive'):
                key = name, judged[name]
                seen[key] = seen.get(key, 0) + 1
        wrong = difference(sys.argv[1], case)
        bad += wrong is not None
        print('%sok %d - random registries %s' % (
            'not ' if wrong else '', number, ' '.join(case['options'])))
        if wrong:
            print('# ' + wrong)
    enough = len(seen) == 8 and min(seen.values()) > 30
    print('%sok %d - each impact is met in numbers' % (
        '' if enough else 'not ', CASES + 1))
    print('1..%d' % (CASES + 1))
    return bad > 0 or not enough


sys.exit(main())
