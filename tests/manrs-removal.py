#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Take inputs away from the demo's month, shuffle them: what may change?

usage: manrs-removal.py MANRS-CHECK GENREPO CHECK.DEF DIRECTORY

DIRECTORY is an empty one to work in.  Speaks TAP.
"""

import glob
import json
import os
import random
import re
import subprocess
import sys

# What the scores stand on, by the manual page.
SCORES = {
    "filtering": {"GRIP", "CIDR_REPORT", "BGP", "DELEGATED"},
    "anti-spoofing": {"SPOOFER"},
    "coordination": set(),
    "routing-information-irr": {"BGP", "IRR"},
    "routing-information-rpki": {"BGP", "VRPS"},
}
# Which inputs a folder holds.
FOLDERS = {
    "rib updates": {"BGP"},
    "vrps": {"VRPS", "ASPAS"},
    "irr": {"IRR"},
    "whois": {"WHOIS"},
    "peeringdb": {"PEERINGDB"},
    "delegated": {"DELEGATED"},
    "bogons": {"BOGONS"},
    "cidr-report": {"CIDR_REPORT"},
    "grip": {"GRIP"},
    "bgpstream": {"BGPSTREAM"},
    "spoofer": {"SPOOFER"},
    "rsc": {"RSC"},
    "as-rel": {"AS_REL"},
    "as-org": {"AS_ORG"},
    "previous": {"PREVIOUS"},
}
MONTH = ["--month", "2026-10", "--now", "2026-11-02", "-f", "json"]

tool, genrepo, definitions, work = map(os.path.abspath, sys.argv[1:])
count = 0


def needs_of_checks():
    """Id -> (names of the inputs it needs, whether one is enough)."""
    with open(definitions, encoding="ascii") as file:
        rows = re.findall(r'^CHECK\(\w+, "([^"]+)", \d, \w+, ([A-Z_|]+),',
                          file.read(), re.M)
    split = {name: set(needs.split("|")) for name, needs in rows}
    return {k: (v - {"ANY"}, "ANY" in v) for k, v in split.items()}


def ok(good, name, why=()):
    global count
    count += 1
    print(f"{'ok' if good else 'not ok'} {count} - {name}")
    for line in why:
        print(f"# {line}")
    ok.failed |= not good


ok.failed = False


def files_of(world):
    """[(kind, path)] as the folder gives them."""
    found = []
    for path in sorted(glob.glob(f"{world}/*/*")):
        found.append((path.split("/")[-2], path))
    return found


def report(inputs, *options):
    command = [tool, *MONTH, *options]
    for kind, path in inputs:
        command += [f"--{kind}", path]
    done = subprocess.run(command + ["AS64500"], capture_output=True,
                          cwd=work, check=False)
    if done.returncode == 2 or done.stderr:
        raise SystemExit(f"Bail out! {done.stderr.decode()}")
    return json.loads(done.stdout)


def checks(whole):
    """By id, without remedies: any input may make those more helpful."""
    for check in whole["checks"]:
        for row in check["evidence"]:
            row.pop("remedy", None)
    return {check["id"]: check for check in whole["checks"]}


def judge_check(name, before, after, needs, gone):
    """What is wrong with how the check took it."""
    need, any_is_enough = needs[name]
    if not need & gone:
        return "" if before == after else "changed, and does not use it"
    if any_is_enough and need - gone:
        if after["state"] not in (before["state"], "no-data"):
            return f"{before['state']} became {after['state']}"
        return ""
    if after["state"] != "no-data":
        return f"{after['state']} on nothing"
    if not after["missing"]:
        return "no data, and nothing is missing"
    return ""


def judge_score(name, before, after, gone):
    if not SCORES[name] & gone:
        value = ("value", "severity", "raw", "missing")
        same = all(before[key] == after[key] for key in value)
        # The one score of which one source is enough.
        return "" if same or name == "coordination" else "changed"
    if after["value"] is not None:
        return f"{after['value']} on nothing"
    return "" if after["missing"] else "does not say what is missing"


def removal(world, needs):
    full = report(files_of(world))
    for folders, gone in FOLDERS.items():
        left = [f for f in files_of(world) if f[0] not in folders.split()]
        less = report(left)
        why = []
        before, after = checks(full), checks(less)
        for name in before:
            wrong = judge_check(name, before[name], after[name], needs, gone)
            if wrong:
                why.append(f"{name}: {wrong}")
        for name in SCORES:
            wrong = judge_score(name, full["scores"][name],
                                less["scores"][name], gone)
            if wrong:
                why.append(f"{name}: {wrong}")
        ok(not why, f"{world}: without {folders}", why)


def without_inputs(whole):
    return json.dumps({k: v for k, v in whole.items() if k != "inputs"})


def order(world):
    inputs = files_of(world)
    want = without_inputs(report(inputs, "-j", "1"))
    lots = random.Random(6)
    for turn in range(6):
        mixed = inputs[::-1] if turn == 0 else lots.sample(inputs, len(inputs))
        got = without_inputs(report(mixed, "-j", str((1, 2, 3, 7)[turn % 4])))
        ok(got == want, f"{world}: order {turn} of the files")
    for threads in "2", "3", "7":
        whole = report(inputs, "-j", threads)
        ok(without_inputs(whole) == want, f"{world}: {threads} threads")


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    subprocess.run([sys.executable, f"{here}/demo/generate_month.py", work,
                    genrepo], check=True)
    os.chdir(work)
    needs = needs_of_checks()
    for world in "month", "fixed":
        removal(world, needs)
        order(world)
    print(f"1..{count}")
    sys.exit(ok.failed)


main()
