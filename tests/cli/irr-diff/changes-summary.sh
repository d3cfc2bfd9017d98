# SPDX-License-Identifier: ISC
irr-diff --summary "$T/old.db" "$T/new.db"
irr-diff --summary -f tsv "$T/old.db" "$T/new.db"
