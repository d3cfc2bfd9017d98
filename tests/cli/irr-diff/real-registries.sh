# SPDX-License-Identifier: ISC
# Twelve registries of 2024-01-01 against the RIRs' among them and BGP: each
# number is that of an independent program, in any order of files and with any
# number of threads.
data=$VECTORS/irr/caida-irregularities
[ -e "$data/expected-v4.tsv" ] || { echo "SKIP no real registries"; exit 77; }
bgp=$data/routeviews-rv2-20240101-1200.pfx2as.gz

pick() { # pick THREADS FILE...: the columns of expected-v4.tsv
    threads=$1
    shift
    irr-diff -q -j "$threads" -4 --unit pairs --against AFRINIC,ARIN,LACNIC \
        -b "$bgp" --summary -f tsv "$@" | awk -F '\t' -v OFS='\t' '
        NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
        { print tolower($c["source"]), $c["pairs"], $c["bgp_exact"],
            $c["bgp_other_origin"],
            $c["bgp_more_specific_only"] + $c["bgp_absent"],
            $c["exact_none"], $c["exact_same"], $c["exact_different"],
            $c["auth_none"], $c["auth_same"] + $c["auth_covered_same"],
            $c["auth_related"] + $c["auth_different"] }' | sort
}

tail -n +2 "$data/expected-v4.tsv" | sort >expected
pick 1 "$data"/*.db.gz | diff expected - && echo same
# shellcheck disable=SC2046  # names without blanks
pick 3 $(ls -r "$data"/*.db.gz) | diff expected - && echo same
