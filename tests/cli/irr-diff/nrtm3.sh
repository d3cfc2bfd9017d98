# SPDX-License-Identifier: ISC
irr-diff -f nrtm3 --serial 100 "$T/old.db" "$T/new.db"
