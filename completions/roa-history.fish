# SPDX-License-Identifier: ISC
# fish completion of roa-history(1)

set -l verbs ingest fetch sources show check covered asn changes stats delay \
    plot export info verify serve
set -l formats text tsv csv json jsonl sql
set -l tals afrinic apnic arin lacnic ripe

complete -c roa-history -n __fish_is_first_arg -f -a "$verbs"
complete -c roa-history -s d -l store -r -F -d 'The file with the history'
complete -c roa-history -l tal -x -d 'Only these trust anchors' \
    -a "(__fish_append , $tals)"
complete -c roa-history -s f -l format -x -d 'Format of the answers' \
    -a "$formats"
complete -c roa-history -l listen -x -d 'Serve HTTP at this address'
complete -c roa-history -l cgi -d 'Answer one request of a web server'
complete -c roa-history -l from -x -d 'Only from this day on'
complete -c roa-history -l to -x -d 'Only up to this day'
complete -c roa-history -l base -x -d 'Where the archive is'
complete -c roa-history -l kind -x -d 'Which of its files' -a 'roas output'
complete -c roa-history -l keep -x -d 'Keep what is fetched here' \
    -a '(__fish_complete_directories)'
complete -c roa-history -l connections -x -d 'Fetch so many files at once'
complete -c roa-history -l rate -x -d 'Bytes a second at most'
complete -c roa-history -s n -l dry-run -d 'Print what would be fetched'
complete -c roa-history -l at -x -d 'On this day, or at this time'
complete -c roa-history -l gaps -x -d 'What a day without observation is' \
    -a 'unknown carry withdrawn'
complete -c roa-history -l exact -d 'VRPs for the prefix itself'
complete -c roa-history -l covering -d 'VRPs that cover the prefix'
complete -c roa-history -l covered -d 'VRPs inside the prefix'
complete -c roa-history -l asn -x -d 'Only VRPs of this AS'
complete -c roa-history -l summary -d 'Only counts, by trust anchor'
complete -c roa-history -l by -x -d 'Numbers of whom' \
    -a 'all ta rir economy'
complete -c roa-history -l step -x -d 'Between two points' \
    -a 'day week month year'
complete -c roa-history -l delegated -r -F -d 'Who holds what'
complete -c roa-history -l bgp -r -F -d 'A table of routes'
complete -c roa-history -l date -x -d 'When undated inputs were made'
complete -c roa-history -l replace -d 'Inputs count whatever the store has'
complete -c roa-history -s j -l threads -x -d 'Work in so many threads'
complete -c roa-history -l cache -x -d 'Keep copies of URLs here' \
    -a '(__fish_complete_directories)'
complete -c roa-history -l max-size -x -d 'Largest input when decompressed'
complete -c roa-history -l timeout -x -d 'Seconds until a URL is given up'
complete -c roa-history -l strict -d 'Refuse inputs with malformed records'
complete -c roa-history -s q -l quiet -d 'Print no counts and no progress'
complete -c roa-history -s v -l verbose -d 'Tell what was passed over'
complete -c roa-history -s h -l help -d 'Print the options'
complete -c roa-history -s V -l version -d 'Print the version'
