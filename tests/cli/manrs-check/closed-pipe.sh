# SPDX-License-Identifier: ISC
# The reader goes away: no message, and the status is that of the answer.
. "$T/month.inc"
seq 1 3000 | sed 's/^/AS/' >many
{ manrs-check --data month --now $NOW -f jsonl --asn-file many; echo $? >status
} | head -c 1
echo
cat status
# Nobody ever reads: the pipe is closed before anything is written.
for format in text markdown html json jsonl observatory-json; do
    mkfifo pipe
    { manrs-check --data month --now $NOW -f $format AS64500
        echo "$format $?" >status; } >pipe &
    : <pipe
    wait
    rm pipe
    cat status
done
