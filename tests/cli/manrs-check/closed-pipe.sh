# SPDX-License-Identifier: ISC
# The reader goes away: no message, and the status is that of the answer.
. "$T/month.inc"
seq 1 3000 | sed 's/^/AS/' >many
{ manrs-check --data month --now $NOW -f jsonl --asn-file many; echo $? >status
} | head -c 1
echo
cat status
