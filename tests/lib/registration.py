#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""irr-diff --transfers --delegated against every address looked at.

registration.py IRR_DIFF [SEED]: random delegations and transfers in a /24, and
objects in it; speaks TAP.  Nothing here is a tree or a range: who holds space
and what moved is asked of each of the 256 addresses.
"""
import datetime
import json
import random
import subprocess
import sys

RIRS = ['AFRINIC', 'APNIC', 'ARIN', 'LACNIC', 'RIPE']
CLASSES = ['ok', 'stale', 'moved-rir', 'supernet', 'unallocated', 'reserved',
           'unknown']
MERGER_DAYS = 30
CASES = 100


def some_day(rnd):
    return rnd.choice([None] + [20 * rnd.randrange(8)] * 4)


def text_of(day):
    first = datetime.date(2010, 1, 1)
    return (first + datetime.timedelta(day)).isoformat()


def delegation(rnd):
    first = rnd.randrange(256)
    count = rnd.randint(1, 256 - first)
    status = rnd.choice(['allocated', 'assigned'] * 2 +
                        ['available', 'reserved'])
    free = status in ('available', 'reserved')
    return {
        'first': first, 'rir': rnd.choice(RIRS), 'status': status,
        'count': min(count, 16) if rnd.random() < 0.5 else count,
        'day': some_day(rnd), 'free': free,
        'id': '' if free else rnd.choice(['', 'h1', 'h2'])}


def transfer(rnd):
    ranges = []
    for _ in range(rnd.randint(1, 3)):
        first = rnd.randrange(256)
        ranges.append((first, min(255, first + rnd.choice([0, 3, 63, 255]))))
    return {
        'day': 20 * rnd.randrange(8), 'ranges': ranges,
        'type': rnd.choice(['RESOURCE_TRANSFER'] * 2 +
                           ['MERGER_ACQUISITION']),
        'from': rnd.choice(RIRS), 'to': rnd.choice(RIRS),
        'source': rnd.choice(['A', 'B', '']),
        'recipient': rnd.choice(['A', 'b', 'C'])}


def make_case(rnd):
    things = {}
    for _ in range(40):
        size = rnd.randint(24, 32)
        first = rnd.randrange(256) & -(1 << (32 - size))
        key = ('10.0.0.%d/%d' % (first, size), 'AS%d' % rnd.randint(1, 3),
               rnd.choice(RIRS + ['RADB', 'RIPE-NONAUTH']))
        things[key] = {'space': range(first, first + (1 << (32 - size))),
                       'origin': key[1], 'registry': key[2],
                       'day': some_day(rnd)}
    return {
        'delegations': [delegation(rnd) for _ in range(rnd.randint(1, 12))],
        'transfers': [transfer(rnd) for _ in range(rnd.randint(1, 10))],
        'use': rnd.choice(['both', 'both', 'delegated', 'transfers']),
        'holders': {'AS1': (rnd.choice(RIRS), rnd.choice(['h1', 'h2'])),
                    'AS2': (rnd.choice(RIRS), 'h1')},
        'objects': things}


def write(case):
    with open('delegated', 'w') as out:
        for d in case['delegations']:
            day = '' if d['day'] is None else text_of(d['day'])
            print(d['rir'].lower(), 'ZZ', 'ipv4', '10.0.0.%d' % d['first'],
                  d['count'], day.replace('-', ''), d['status'], d['id'],
                  sep='|', file=out)
        for asn, (rir, holder) in case['holders'].items():
            print(rir.lower(), 'ZZ', 'asn', asn[2:], 1, '20000101',
                  'assigned', holder, sep='|', file=out)
    with open('transfers', 'w') as out:
        json.dump({'transfers': [{
            'type': t['type'], 'transfer_date': text_of(t['day']),
            'source_rir': t['from'], 'recipient_rir': t['to'],
            'source_organization': {'name': t['source']},
            'recipient_organization': {'name': t['recipient']},
            'ip4nets': {'transfer_set': [{
                'start_address': '10.0.0.%d' % first,
                'end_address': '10.0.0.%d' % last}
                for first, last in t['ranges']]}}
            for t in case['transfers']]}, out)
    with open('db', 'w') as out:
        for (prefix, origin, registry), thing in case['objects'].items():
            print('route: %s\norigin: %s' % (prefix, origin), file=out)
            if thing['day'] is not None:
                print('last-modified: %sT00:00:00Z' % text_of(thing['day']),
                      file=out)
            print('source: %s\n' % registry, file=out)


def delegation_of(case, space):
    """The record of all of SPACE, or those of one holder, as one."""
    if case['use'] == 'transfers':
        return None
    of = []
    for address in space:
        last = None
        for d in case['delegations']:
            if d['first'] <= address < d['first'] + d['count']:
                last = d
        of.append(last)
    if None in of:
        return None
    for left, right in zip(of, of[1:]):
        if left is right:
            continue
        if not (right['free'] or right['id']) or any(
                right[k] != of[0][k] for k in ('rir', 'status', 'id')):
            return None
    days = [d['day'] for d in of if d['day'] is not None]
    return dict(of[0], day=max(days) if days else None)


def parts_of(moved):
    """The addresses MOVED in runs without a gap."""
    runs = []
    for address in sorted(moved):
        if runs and runs[-1][-1] == address - 1:
            runs[-1].append(address)
        else:
            runs.append([address])
    return runs


def moves_of(case, space):
    """The newest transfers of SPACE that matter, by their kind."""
    moves = {}
    if case['use'] == 'delegated':
        return moves
    by_day = sorted(enumerate(case['transfers']),
                    key=lambda pair: (pair[1]['day'], pair[0]), reverse=True)
    for _, t in by_day:
        moved = {a for first, last in t['ranges']
                 for a in range(first, last + 1)}
        at_home = t['type'] == 'MERGER_ACQUISITION' or (
            t['source'] and t['source'].lower() == t['recipient'].lower())
        for run in parts_of(moved):
            if not set(run) & set(space):
                continue
            if set(space) <= set(run):
                moves.setdefault('newest', t)
                moves.setdefault('merger' if at_home else 'whole', t)
            elif not at_home:
                moves.setdefault('part', t)
        if 'whole' in moves:
            break
    return moves


def judge(case, thing):
    held = delegation_of(case, thing['space'])
    if held and held['free']:
        return {'available': 'unallocated'}.get(held['status'], 'reserved')
    moves = moves_of(case, thing['space'])
    rir = held['rir'] if held else moves.get('newest', {}).get('to')
    if rir and thing['registry'] in RIRS and rir != thing['registry']:
        return 'moved-rir'
    same = held and held['id'] and case['holders'].get(
        thing['origin']) == (held['rir'], held['id'])
    since = held['day'] if held else None
    dated = since is not None or 'newest' in moves
    if since is not None and 'merger' in moves and \
            abs(since - moves['merger']['day']) <= MERGER_DAYS:
        since = None
    if thing['day'] is None:
        if dated or 'part' in moves:
            return 'ok' if same else 'unknown'
    elif any(day is not None and thing['day'] < day for day in
             (since, moves.get('whole', {}).get('day'))):
        return 'ok' if same else 'stale'
    elif thing['day'] < moves.get('part', {}).get('day', 0):
        return 'supernet'
    return 'ok' if dated or case['use'] == 'transfers' else 'unknown'


def answers(program, case):
    command = [program, '-q', '-f', 'tsv', '--only', ','.join(CLASSES), 'db']
    for option in ('delegated', 'transfers'):
        if case['use'] in (option, 'both'):
            command += ['--' + option, option]
    out = subprocess.run(command, stdout=subprocess.PIPE, check=True,
                         universal_newlines=True).stdout
    rows = [line.split('\t') for line in out.splitlines()[1:]]
    return {tuple(row[:3]): row[4] for row in rows}


def main():
    rnd = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 16)
    seen = dict.fromkeys(CLASSES, 0)
    bad = 0
    for number in range(1, CASES + 1):
        case = make_case(rnd)
        write(case)
        want = {key: judge(case, thing)
                for key, thing in case['objects'].items()}
        got = answers(sys.argv[1], case)
        for name in want.values():
            seen[name] += 1
        bad += got != want
        print('%sok %d - random registrations, %s' % (
            '' if got == want else 'not ', number, case['use']))
        for key in want:
            if got.get(key) != want[key]:
                print('# %s: %s, not %s' % (key, got.get(key), want[key]))
    enough = min(seen.values()) > 30
    print('%sok %d - each class is met in numbers' % (
        '' if enough else 'not ', CASES + 1))
    print('1..%d' % (CASES + 1))
    return bad > 0 or not enough


sys.exit(main())
