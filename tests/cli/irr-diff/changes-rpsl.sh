# SPDX-License-Identifier: ISC
irr-diff -f rpsl "$T/old.db" "$T/new.db"
# What is printed is read again: here the objects that are new or changed.
irr-diff -f rpsl --only added,changed "$T/old.db" "$T/new.db" |
    irr-diff -q - "$T/new.db"
