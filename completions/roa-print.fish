# SPDX-License-Identifier: ISC
# fish completion of roa-print(1)

set -l rules "(roa-print --rules 2>/dev/null | awk 'NR > 1 { print \$1 }')"

complete -c roa-print -s r -l recurse -d 'Print what is in folders'
complete -c roa-print -l files-from -r -F -d 'More operands, one a line'
complete -c roa-print -s d -l cache -x -d 'Judge by the files in a cache' \
    -a '(__fish_complete_directories)'
complete -c roa-print -s t -l tal -r -F -d 'Trust this anchor'
complete -c roa-print -l at -x -d 'Judge as at a time'
complete -c roa-print -l profile -x -d 'Rules that are fatal' \
    -a 'current 2013'
complete -c roa-print -l ignore -x -d 'Take a rule for a note' -a "$rules"
complete -c roa-print -s n -l no-verify -d 'Verify no signature'
complete -c roa-print -s f -l format -x -d 'Format of what is printed' \
    -a 'text json jsonl csv tsv print_roa print_rpki_manifest rpki-client vrps'
complete -c roa-print -l brief -d 'One line an object'
complete -c roa-print -l uris -d 'The URIs in each object'
complete -c roa-print -l match -x -d 'Print only what speaks of it'
complete -c roa-print -l diff -d 'Compare two manifests or ROAs'
complete -c roa-print -l tal-out -d 'Print a key as a TAL'
complete -c roa-print -l verify-files -x -d 'Check files by an RSC' \
    -a '(__fish_complete_directories)'
complete -c roa-print -l validate -d 'Validate all of the cache'
complete -c roa-print -l rejected -d 'Print what is refused and why'
complete -c roa-print -l explain -x -d 'Print a rule' -a "$rules"
complete -c roa-print -l rules -d 'Print all rules'
complete -c roa-print -s j -l threads -x -d 'Work in so many threads'
complete -c roa-print -l max-size -x -d 'Largest object'
complete -c roa-print -l max-objects -x -d 'Most objects of one run'
complete -c roa-print -l max-depth -x -d 'Deepest folder'
complete -c roa-print -s q -l quiet -d 'No counts, no progress'
complete -c roa-print -s v -l verbose -d 'Tell what was read'
complete -c roa-print -s h -l help -d 'Print the options'
complete -c roa-print -s V -l version -d 'Print the version'
