# SPDX-License-Identifier: ISC
irr-diff "$T/old.db" "$T/new.db"
