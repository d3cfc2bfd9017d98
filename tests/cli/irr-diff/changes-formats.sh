# SPDX-License-Identifier: ISC
for format in tsv csv json jsonl; do
    irr-diff -f $format "$T/old.db" "$T/new.db"; echo $?
done
