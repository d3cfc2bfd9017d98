# SPDX-License-Identifier: ISC
# What no option names comes from the folder of public inputs.
mkdir -p folder/irr folder/vrps folder/rib folder/as-rel folder/as-org \
    folder/delegated folder/transfers
cp "$T/third.db" "$T/rir.db" folder/irr
cp "$T/vrps.csv" folder/vrps
cp "$T/pfx2as" folder/rib
cp "$T/as-rel" folder/as-rel
cp "$T/as-org" folder/as-org
cp "$T/delegated" folder/delegated
cp "$T/transfers.json" folder/transfers
printf 'as-set: AS-EXAMPLE\nmembers: AS64496\nsource: RIPE\n' \
    >folder/irr/ripe.db.as-set
echo cut >folder/irr/more.db.part

same() { # same ARGUMENTS -- ARGUMENTS: they say the same
    report=$1
    shift
    irr-diff -q "$report" --data folder -f tsv >got 2>err
    echo "$report: exit $?"
    irr-diff -q "$report" "$@" -f tsv >want 2>err
    [ -s want ] && cmp got want && echo the same
}
cp "$T"/third.db "$T"/rir.db "$T"/vrps.csv "$T"/pfx2as "$T"/as-rel \
    "$T"/as-org "$T"/delegated "$T"/transfers.json .
same --impact -b pfx2as -r vrps.csv --as-org as-org --as-rel as-rel \
    --delegated delegated rir.db third.db
same --irregular -b pfx2as -r vrps.csv --as-org as-org --as-rel as-rel \
    rir.db third.db
same --matrix rir.db third.db
same --against=rir -b pfx2as -r vrps.csv --as-org as-org --as-rel as-rel \
    rir.db third.db
echo '== a dump that is named'
irr-diff -q --matrix --data folder third.db
echo '== not understood' >&2
irr-diff --data folder third.db rir.db; echo $?
irr-diff --matrix --data none; echo $?
irr-diff --matrix --data folder/irr; echo $?
