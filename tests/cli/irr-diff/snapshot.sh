# SPDX-License-Identifier: ISC
# A snapshot of NRTM version 4 is a dump, and a delta applies to it.
session=5db3f7c8-1f1e-4d4b-9d0c-3a4c4d1b9c11
head='"nrtm_version":4,"type":"snapshot","source":"RADB"'
{
    printf '\036{%s,"session_id":"%s","version":1}\n' "$head" $session
    awk 'BEGIN { RS = "" }
        /^route/ {
            gsub(/\n/, "\\n")
            printf "\036{\"object\":\"%s\\n\"}\n", $0
        }' "$T/old.db"
} >snapshot
irr-diff "$T/old.db" snapshot
irr-diff -q snapshot "$T/new.db" | head -n 3
irr-diff -f nrtm4 --serial 2 --session $session snapshot "$T/new.db" >delta4
irr-diff --apply delta4 snapshot "$T/new.db"
irr-diff --summary snapshot delta4; echo $?
# It is one in reports as well, which have no use for a journal.
irr-diff --against rir -f tsv snapshot "$T/rir.db" | cut -f 1-5
irr-diff --against rir delta4 "$T/rir.db" || echo $?
