#!/bin/sh
# SPDX-License-Identifier: ISC
# Our verdicts beside those of rpki-client 9.8 -f, over 575 files: the BBN suite
# below its own trust anchor, the others alone, all on the day on which
# rpki-client was run.  rpki-client.tsv lists every file on which they differ,
# and why ours is right; this is to be exactly so.
#
# Of what rpki-client prints, "OK" is ok and "Failed" is fail.  Without a cache
# it says "unable to get local issuer certificate", which is not-checked here.
# "N/A" is a refusal where it came with a message; without one, and for types
# that it does not judge at all (CRL, TAL, GBR, CCR), there is no verdict to
# compare with.
set -eu
cd "$(dirname "$0")/../.."
. tests/vectors/vectors.sh
vectors=$RSEC_VECTORS/rpki
suite=rpki-commons/conformance
need "$vectors/rpki-client-9.8.tsv" "$B/bin/roa-print"

cache=$work/cache/rpki.bbn.com
mkdir -p "$cache"
cp -R "$vectors/$suite" "$cache"
bbn_tal "$vectors/$suite/root.cer" >"$work/bbn.tal"
sed 1d "$vectors/rpki-client-9.8.tsv" >"$work/theirs"

judge() { # judge OPTIONS, with the files on standard input
    "$B/bin/roa-print" --at 2026-11-23T00:00:00Z -f jsonl \
        --files-from - "$@" || :
}

cut -f 1 "$work/theirs" | sed -n "s|^rpki-commons/|$cache/|
    /conformance/p" >"$work/below"
cut -f 1 "$work/theirs" | sed "\\|^$suite/|d; s|^|$vectors/|" >"$work/alone"
{
    judge -d "$work/cache" -t "$work/bbn.tal" <"$work/below"
    judge <"$work/alone"
} | jq -r '[.file, .verdict.overall,
    ([.findings[] | select(.severity == "error").rule] | unique |
        join(" "))] | @tsv' |
    sed "s|^$vectors/||; s|^$cache/|rpki-commons/|" >"$work/ours"

awk -F '\t' -v suite="^$suite/" '
    NR == FNR {
        ours[$1] = $2
        rules[$1] = $3
        next
    }
    $3 == "OK" { theirs = "ok" }
    /\tFailed/ { theirs = "fail" }
    /unable to get local issuer/ && $1 !~ suite { theirs = "not-checked" }
    $3 ~ /^N\/A/ || $3 == "" { theirs = $4 > 0 || $3 == "" ? "fail" : "none" }
    $1 ~ /\.(crl|tal|ccr)$/ || $3 ~ /unsupported/ { theirs = "none" }
    theirs == "none" { count["none"]++; next }
    { count[theirs == ours[$1] ? "same" : "other"]++ }
    theirs != ours[$1] {
        print $1 "\t" theirs "\t" ours[$1] "\t" rules[$1]
    }
    END {
        printf "# %d the same, %d differ, of %d rpki-client has no verdict\n",
            count["same"], count["other"], count["none"]
    }' "$work/ours" "$work/theirs" >"$work/all"
grep '^#' "$work/all"
grep -v '^#' "$work/all" | sort >"$work/found"
grep -v '^#' tests/vectors/rpki-client.tsv | cut -f 1-4 | sort >"$work/listed"
echo 1..1
if diff -u --label rpki-client.tsv --label found "$work/listed" \
    "$work/found" >"$work/diff"; then
    echo 'ok 1 - the verdicts differ where rpki-client.tsv says so'
else
    echo 'not ok 1 - the verdicts differ where rpki-client.tsv says so'
    sed 's/^/# /' "$work/diff"
fi
