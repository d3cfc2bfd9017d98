# SPDX-License-Identifier: ISC
# OLD and what was written is NEW, as --apply and as the second operand.
session=5db3f7c8-1f1e-4d4b-9d0c-3a4c4d1b9c11
for class in route,route6 all; do
    for format in nrtm3 nrtm4; do
        irr-diff --class $class -f $format --serial 7 --session $session \
            "$T/old.db" "$T/new.db" >journal; echo $?
        irr-diff --class $class --apply journal "$T/old.db" "$T/new.db"; echo $?
        irr-diff --class $class -q --summary "$T/old.db" journal
        irr-diff --class $class -f $format --serial 7 --session $session \
            "$T/old.db" journal | cmp - journal; echo $?
    done
done
