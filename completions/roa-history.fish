# SPDX-License-Identifier: ISC
# fish completion of roa-history(1)

set -l verbs info verify serve
set -l formats text tsv csv json jsonl
set -l tals afrinic apnic arin lacnic ripe

complete -c roa-history -n __fish_is_first_arg -f -a "$verbs"
complete -c roa-history -s d -l store -r -F -d 'The file with the history'
complete -c roa-history -l tal -x -d 'Only these trust anchors' \
    -a "(__fish_append , $tals)"
complete -c roa-history -s f -l format -x -d 'Format of the answers' \
    -a "$formats"
complete -c roa-history -l listen -x -d 'Serve HTTP at this address'
complete -c roa-history -l cgi -d 'Answer one request of a web server'
complete -c roa-history -s q -l quiet -d 'Print no counts and no progress'
complete -c roa-history -s h -l help -d 'Print the options'
complete -c roa-history -s V -l version -d 'Print the version'
