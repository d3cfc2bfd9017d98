# SPDX-License-Identifier: ISC
cd "$T" || exit
irr-diff --impact --list -b pfx2as third.db rir.db
irr-diff --impact --list -b pfx2as -r vrps.csv \
    --only strict=kept,strict=rescued third.db rir.db
irr-diff --impact --list -b pfx2as --only strict=unjustified -6 third.db rir.db
irr-diff --impact --list -b pfx2as --origin AS64511 -f jsonl third.db rir.db
irr-diff --impact --list -b pfx2as --prefix 192.0.2.0/24 -f tsv third.db rir.db
