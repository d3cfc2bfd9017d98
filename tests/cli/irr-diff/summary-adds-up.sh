# SPDX-License-Identifier: ISC
# The counts of each kind add up to the objects, the shares to 100.
cd "$T" || exit
irr-diff --against rir -r vrps.csv -b pfx2as --summary -f tsv third.db rir.db \
    new.db | awk -F '\t' '
    NR == 1 {
        for (i = 6; i <= NF; i++) {
            split($i, part, "_")
            kind[i] = part[1] ($i ~ /_percent$/ ? "%" : "")
        }
        next
    }
    {
        delete sum
        for (i = 6; i <= NF; i++)
            sum[kind[i]] += $i
        for (k in sum)
            if (k ~ /%/ ? sprintf("%.2f", sum[k]) != "100.00" : sum[k] != $2)
                print $1, k, sum[k], "of", $2
        rows++
    }
    END { print rows " registries add up" }'
