# SPDX-License-Identifier: ISC
cd "$T" || exit
irr-diff --impact -b pfx2as third.db rir.db
irr-diff --impact -b pfx2as -r vrps.csv third.db rir.db -f tsv
irr-diff --impact -b pfx2as --drop ALTDB third.db rir.db -f csv
irr-diff --impact -b pfx2as --freeze 2024-12-31 third.db rir.db -f tsv
sed 's/RADB/RIPE-NONAUTH/' third.db >"$OLDPWD/nonauth.db"
irr-diff --impact -b pfx2as -r vrps.csv --rule ripe-731 \
    "$OLDPWD/nonauth.db" rir.db -f tsv
