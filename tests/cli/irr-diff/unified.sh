# SPDX-License-Identifier: ISC
cd "$T" || exit
irr-diff -u old.db new.db
