#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Whether a picture, a PNG of 8 bits a channel, has pixels of a colour.

usage: pixels.py FILE RRGGBB [COUNT]

Exit status 0 if COUNT pixels (100) or more have exactly that colour, else 1.
"""

import struct
import sys
import zlib


def chunks(data):
    at = 8
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        yield name, data[at + 8 : at + 8 + length]
        at += 12 + length


def filtered(how, a, b, c):
    """What PNG adds to a byte: left, above, their mean, or Paeth's."""
    if how == 4:
        p = a + b - c
        near = ((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))
        return min(near)[2]
    return (0, a, b, (a + b) // 2)[how]


def rows(data):
    """The bytes of each row, and how many a pixel has."""
    width, height, _, kind = struct.unpack(">IIBB", data[16:26])
    size = {2: 3, 6: 4}[kind]
    packed = b"".join(part for name, part in chunks(data) if name == b"IDAT")
    raw, step = zlib.decompress(packed), width * size
    row = bytearray(step)
    for y in range(height):
        at = y * (step + 1)
        how, line = raw[at], bytearray(raw[at + 1 : at + 1 + step])
        for x in range(step) if how else ():
            a = line[x - size] if x >= size else 0
            c = row[x - size] if x >= size else 0
            line[x] = line[x] + filtered(how, a, row[x], c) & 255
        row = line
        yield row, size


def main():
    data = open(sys.argv[1], "rb").read()
    colour = bytes.fromhex(sys.argv[2])
    wanted = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    found = 0
    for row, size in rows(data):
        found += sum(
            row[x : x + 3] == colour for x in range(0, len(row), size)
        )
    sys.exit(found < wanted)


if __name__ == "__main__":
    main()
