# SPDX-License-Identifier: ISC
# Signed checklists: what is told of them, and that nothing is without one.
. "$T/month.inc"
plus() { # plus ARGUMENTS...: PLUS-RSC and its evidence
    manrs-check --now $NOW "$@" AS64500 >report
    sed -n '/PLUS-RSC/,/^$/p' report
}
plus --data month -v
# Before any is valid, and after all have expired.
NOW=2026-08-31 plus --data month -v
NOW=2027-10-02 plus --data month -v
# Of another network alone; of none; of one that is wrong.
plus --data month -v --rsc month/rsc/other.sig
cp -r month less
rm -r less/rsc
plus --data less -v
{ cat month/rsc/network.sig; echo; } >wrong.sig
plus --data month -v --rsc wrong.sig
plus --data month --rsc wrong.sig --rsc month/rsc/network.sig -v
# The remedy is a command that works.
manrs-check --data month --now $NOW -f json AS64500 >report
"$genrepo" --roas 1 --cas 1 .
python3 - <<'END' | sed 's/CACHE/cache/; s/TAL/example.tal/' | sh 2>&1
import json
whole = json.load(open("report"))
for one in whole["inputs"]:
    if one["kind"] == "rsc":
        print("echo", one["path"], one["time"], one["time_of"], one["records"])
for check in whole["checks"]:
    if check["id"] == "PLUS-RSC":
        for row in check["evidence"]:
            command = row["remedy"].split(": ", 1)[1]
            print(command, "--at 2026-11-02 --brief")
END
echo "status $?"
