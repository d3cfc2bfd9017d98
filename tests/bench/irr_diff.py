#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""The comparison of two dumps as a user would write it, for irr_diff_bench.sh.

usage: irr_diff.py OLD NEW
"""

import re
import sys

PREFIX = re.compile(rb"^route6?:\s*(\S+)", re.M)
ORIGIN = re.compile(rb"^origin:\s*(\S+)", re.M | re.I)


def read(path):
    objects = {}
    with open(path, "rb") as file:
        for paragraph in file.read().split(b"\n\n"):
            prefix = PREFIX.search(paragraph)
            origin = ORIGIN.search(paragraph)
            if prefix and origin:
                key = (prefix.group(1), origin.group(1).upper())
                objects[key] = paragraph
    return objects


def main():
    old, new = read(sys.argv[1]), read(sys.argv[2])
    removed = old.keys() - new.keys()
    added = new.keys() - old.keys()
    changed = [key for key in old.keys() & new.keys() if old[key] != new[key]]
    print(len(removed), "removed", len(added), "added", len(changed), "changed")


main()
