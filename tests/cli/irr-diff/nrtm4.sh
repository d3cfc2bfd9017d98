# SPDX-License-Identifier: ISC
irr-diff -f nrtm4 --serial 2 --session 5db3f7c8-1f1e-4d4b-9d0c-3a4c4d1b9c11 \
    "$T/old.db" "$T/new.db" | tr '\036' '^'
