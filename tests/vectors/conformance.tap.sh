#!/bin/sh
# SPDX-License-Identifier: ISC
# The BBN conformance suite: 357 objects, each named good or bad by the RFCs of
# 2013, judged by "roa-print --profile 2013" below the suite's own trust
# anchor.  bbn.tsv says which rules express what is wrong with a bad file; one
# of them is to be among the findings.  "make conformance" runs this alone.
#
# One good file is from a real repository that is not there.  It stands alone,
# at a time when it was valid, and is spared the one rule by which the suite
# calls badCMSSigInfoWrongSigAlg bad: it was signed in 2016, when RFC 7935 had
# made rsaEncryption right.
set -eu
cd "$(dirname "$0")/../.."
. tests/vectors/vectors.sh
suite=$RSEC_VECTORS/rpki/rpki-commons/conformance
differ='CMS-BINARY-SIGNING-TIME CMS-SIGNING-TIME-ABSENT CRL-UNLISTED GBR-VERSION
    MANIFEST-FILE-MISSING MANIFEST-HASH MANIFEST-INVALID MANIFEST-NAME-TYPE
    MANIFEST-UNLISTED ROA-EE-AS'
need "$suite/root.cer" "$B/bin/roa-print"

# The cache that the URIs in the suite speak of, and a locator of its anchor.
cache=$work/cache/rpki.bbn.com/conformance
mkdir -p "$cache"
cp -R "$suite/root" "$suite/root.cer" "$cache"
find "$suite" -maxdepth 1 -name '*Root*' -exec cp {} "$cache" \;
bbn_tal "$suite/root.cer" >"$work/bbn.tal"

# judge PROFILE: file, verdict, errors and all rules of the named files.
judge() {
    find "$cache" -type f -name '*RealGbr*' >"$work/alone"
    find "$cache" -type f \( -name 'good*' -o -name 'bad*' \) \
        ! -name '*RealGbr*' | sort >"$work/below"
    {
        "$B/bin/roa-print" --profile "$1" --at 2026-11-23T00:00:00Z -f jsonl \
            -d "$work/cache" -t "$work/bbn.tal" \
            --files-from "$work/below" || :
        "$B/bin/roa-print" --profile "$1" --at 2016-09-01T00:00:00Z -f jsonl \
            --ignore CMS-SIGNATURE-RSA --files-from "$work/alone" || :
    } | jq -r '[(.file | split("/") | last), .verdict.overall,
        ([.findings[] | select(.severity == "error").rule] | unique |
            join(" ")),
        ([.findings[].rule] | unique | join(" "))] | @tsv'
}

judge 2013 >"$work/2013"
judge current >"$work/current"

# "not-checked" is the best that a CRL is where nothing tells who issued it, or
# an object that stands alone.
awk -F '\t' -v differ="$differ" -v current="$work/current" '
    FILENAME ~ /bbn.tsv$/ {
        if ($0 !~ /^#/)
            intended[$1] = $2
        next
    }
    FILENAME == current {
        n = split($3, rules, " ")
        for (i = 1; i <= n; i++)
            errors[$1, rules[i]] = 1
        next
    }
    {
        name = $1
        sub(/\.[a-z]*$/, "", name)
        n = split($3, rules, " ")
        for (i = 1; i <= n; i++)
            old[$1, rules[i]] = 1
    }
    /^good/ {
        good++
        if ($2 != "fail")
            passed++
        else
            print "# good, but " $2 ": " $1 ": " $3
    }
    /^bad/ {
        bad++
        if ($2 == "fail")
            failed++
        else
            print "# bad, but " $2 ": " $1 ": " $4
        n = split(intended[name], rules, ",")
        found = 0
        for (i = 1; i <= n; i++)
            found += index(" " $4 " ", " " rules[i] " ") > 0
        if (found)
            named++
        else
            print "# " $1 " breaks " intended[name] ", but found is: " $4
    }
    function differing(a, b, words, names, key, part, name) {
        for (key in a)
            if (!(key in b)) {
                split(key, part, SUBSEP)
                names[part[2]]++
            }
        for (name in names)
            printf "# %s: %s, %d files\n", words, name, names[name]
    }
    function test(ok, words) {
        print (ok ? "ok " : "not ok ") ++tests " - " words
    }
    END {
        print "# good files that pass: " passed + 0 " of " good
        print "# bad files that fail: " failed + 0 " of " bad
        printf "# intended defect found: %d of %d, %.1f %%\n", named, bad,
            100 * named / bad
        differing(errors, old, "an error only today", names)
        split(differ, wanted, " ")
        for (i in wanted)
            expected[wanted[i]] = 1
        same = 1
        for (name in names)
            same = same && name in expected
        for (name in expected)
            same = same && name in names
        differing(old, errors, "an error only in 2013", former)
        test(good == 73 && passed == good, "all good files pass")
        test(bad == 284 && failed == bad, "all bad files fail")
        test(named == bad, "the intended defect of all of them is found")
        test(same, "only the rules that were expected are errors today alone")
        print "1.." tests
    }' tests/vectors/bbn.tsv "$work/current" "$work/2013"
