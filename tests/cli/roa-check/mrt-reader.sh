# SPDX-License-Identifier: ISC
# bgpdump as the reader of MRT: the same questions, once for each peer; what is
# no MRT is read as ever; a table that is cut is told, whatever its status.
command -v bgpdump >/dev/null || { echo "SKIP no bgpdump"; exit 77; }
perl "$T/../../lib/mrt.pl" --good >table.mrt
roa-check -q -r "$T/vrps.json" -f tsv <table.mrt | sort -u >native
gzip -c table.mrt |
    roa-check -q -r "$T/vrps.json" -f tsv --mrt-reader bgpdump | sort -u |
    cmp - native
echo '::/0 AS64496' | roa-check -q -r "$T/vrps.json" --mrt-reader bgpdump
head -c 230 table.mrt | roa-check -q -r "$T/vrps.json" -f tsv \
    --mrt-reader bgpdump --only valid; echo $?
roa-check -r "$T/vrps.json" --mrt-reader other; echo $?
PATH=$(dirname "$(command -v roa-check)"):/nonexistent
roa-check -r "$T/vrps.json" --mrt-reader bgpdump <native; echo $?
