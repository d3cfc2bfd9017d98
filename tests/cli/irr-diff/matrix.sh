# SPDX-License-Identifier: ISC
cd "$T" || exit
irr-diff --matrix third.db rir.db
irr-diff --matrix -6 third.db rir.db -q
irr-diff --matrix -f tsv third.db rir.db
