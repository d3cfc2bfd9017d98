# SPDX-License-Identifier: ISC
. "$T/month.inc"
try() { # try LINE...: as the lines of the file
    printf '%s\n' "$@" >list
    check -f jsonl --asn-file list 2>&1 | cut -c 1-70
}
try 'AS64501, AS64500 ,64502	Example Networks' '# comment' '64503 # none'
try 'AS64500, Example Networks'
try 'AS64500,,AS64501'
try ', AS64500'
try 'AS64500 One' 'AS64501 Other' 'AS64502,AS64500 Both'
try 'AS0 Nobody'
try 'AS4294967295'
manrs-check --data month AS64500 AS23456 2>&1
echo $?
