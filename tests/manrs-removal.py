#!/usr/bin/env python3
# SPDX-License-Identifier: ISC
"""Take inputs away from the demo's month, shuffle them: what may change?

Tables without paths, too, of a part of the routes: no check of paths may pass.

usage: manrs-removal.py MANRS-CHECK GENREPO CHECK.DEF DIRECTORY

DIRECTORY is an empty one to work in.  Speaks TAP.
"""

import glob
import json
import os
import random
import re
import shutil
import subprocess
import sys

# What the scores stand on, by the manual page.
SCORES = {
    "filtering": {"GRIP", "CIDR_REPORT", "BGP", "BOGONS", "DELEGATED"},
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
# Checks of what stands in paths.
PATHS = re.compile("A1-CUST-|A1-PATH-|A1-INC-M(3C|4)|PLUS-(OTC|ROV)$")
# Checks of what is announced no more.
STALE = re.compile("A4-(STALE-ROA|STALE-ROUTE|MAXLEN)$")
MONTH = ["--month", "2026-10", "--now", "2026-11-02", "-f", "json"]

demo = os.path.join(os.path.dirname(os.path.abspath(__file__)), "demo")
sys.path.insert(0, demo)
import generate_month  # noqa: E402  beside the files that it writes

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
    told = [line for line in done.stderr.splitlines()
            if b": incomplete: " not in line]
    if done.returncode == 2 or told:
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


def pairs_of(world):
    """(prefix, origin) of all routes of the month."""
    routes = generate_month.routes_of(world == "fixed")
    return [(prefix, path[-1]) for prefix, path, _ in routes]


def write_table(name, rows):
    """As riswhois has them: origin, prefix, peers."""
    with open(name, "w", encoding="ascii") as file:
        file.writelines(f"{asn}\t{prefix}\t9\n" for prefix, asn in rows)
    return ("rib", name)


def only(world, *folders):
    return [file for file in files_of(world) if file[0] in folders]


def states(whole, pattern):
    return {check["id"]: check["state"] for check in whole["checks"]
            if pattern.match(check["id"])}


def verdict(whole, number):
    return whole["actions"][number - 1]["verdict"]


def without_paths(world):
    """A table without paths, alone and with updates that have some."""
    rest = [f for f in files_of(world) if f[0] not in ("rib", "updates")]
    table = write_table("table.txt", pairs_of(world))
    for name, part in ("no paths", []), ("few paths", only(world, "updates")):
        less = report([table] + part + rest)
        why = [f"{check} passes" for check, state in
               states(less, PATHS).items() if state == "pass"]
        if verdict(less, 1) == "conformant":
            why.append("Action 1 is conformant")
        if less["scores"]["filtering"]["value"] is not None:
            why.append("filtering has a score")
        ok(not why, f"{world}: a table with {name}", why)


def gone(whole, family):
    """What is said to be stale, of a family."""
    colon = family == 6
    return [row["prefix"] for check in whole["checks"]
            if STALE.match(check["id"])
            for row in check["evidence"] if (":" in row["prefix"]) == colon]


def part_of_tables(world):
    """Updates alone, tables alone, and a table of one family."""
    full = report(files_of(world))
    rest = [f for f in files_of(world) if f[0] not in ("rib", "updates")]
    less = report(rest + only(world, "updates"))
    why = [f"{check}: {state}" for check, state in states(less, STALE).items()
           if state != "no-data"]
    if "conformant" in (verdict(less, 1), verdict(less, 4)):
        why.append("an Action on routes is conformant")
    ok(not why, f"{world}: updates without a table", why)
    less = report(rest + only(world, "rib"))
    ok(states(less, STALE) == states(full, STALE),
       f"{world}: tables without updates")
    for family in 4, 6:
        rows = [(p, o) for p, o in pairs_of(world) if (":" in p) ==
                (family == 6)]
        less = report(rest + [write_table("table.txt", rows)])
        other = 10 - family
        why = [f"{prefix} is stale" for prefix in gone(less, other)]
        why += [f"{check} passes" for check, state in
                states(less, STALE).items() if state == "pass"]
        if gone(less, family) != gone(full, family):
            why.append(f"stale of IPv{family}: {gone(less, family)}")
        if "conformant" in (verdict(less, 1), verdict(less, 4)):
            why.append("an Action on routes is conformant")
        lacks = f"no table of BGP has IPv{other} routes"
        why += [f"the score of {name} does not name the family"
                for name, score in less["scores"].items()
                if score["value"] is not None and
                name not in ("anti-spoofing", "coordination") and
                not score["arithmetic"].endswith(lacks)]
        if less["routes"]["lacks"] != lacks:
            why.append("does not name the family")
        ok(not why, f"{world}: a table of IPv{family} alone", why)


def dumped(world):
    """What bgpdump -m prints says the same, but for Only to Customer."""
    name = f"{world}: lines of bgpdump -m"
    if shutil.which("bgpdump") is None:
        ok(True, f"{name} # SKIP no bgpdump")
        return
    inputs = []
    for kind, path in files_of(world):
        if kind in ("rib", "updates"):
            text = f"{os.path.basename(path)}.text"
            with open(text, "wb") as file:
                subprocess.run(["bgpdump", "-m", path], check=True,
                               stdout=file, stderr=subprocess.DEVNULL)
            path = text
        inputs.append((kind, path))
    before, after = checks(report(files_of(world))), checks(report(inputs))
    why = [f"{check}: {before[check]} became {after[check]}"
           for check in before if before[check] != after[check] and
           check not in ("A1-PATH-OTC", "PLUS-OTC")]
    why += [f"{check} passes" for check in ("A1-PATH-OTC",)
            if after[check]["state"] == "pass"]
    ok(not why, name, why)


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
    subprocess.run([sys.executable, f"{demo}/generate_month.py", work,
                    genrepo], check=True)
    os.chdir(work)
    needs = needs_of_checks()
    for world in "month", "fixed":
        removal(world, needs)
        without_paths(world)
        part_of_tables(world)
        dumped(world)
        order(world)
    print(f"1..{count}")
    sys.exit(ok.failed)


main()
