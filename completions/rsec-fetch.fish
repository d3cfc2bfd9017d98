# SPDX-License-Identifier: ISC
# fish completion of rsec-fetch(1)

function __rsec_fetch_names
    set -l words (commandline -opc)
    set -l conf
    set -l i (contains -i -- -c $words; or contains -i -- --conf $words)
    and set conf -c $words[(math $i + 1)]
    rsec-fetch $conf -d / --list -f tsv 2>/dev/null |
        tail -n +2 | cut -f 1,2 | tr '\t' '\n' | sort -u
end

complete -c rsec-fetch -f -a '(__rsec_fetch_names)'
complete -c rsec-fetch -s a -l all -d 'Fetch optional sources as well'
complete -c rsec-fetch -s c -l conf -r -F -d 'Read the sources from this file'
complete -c rsec-fetch -s d -l data -x -d 'The folder to keep up to date' \
    -a '(__fish_complete_directories)'
complete -c rsec-fetch -s n -l dry-run -d 'Print what would be asked for'
complete -c rsec-fetch -s F -l force -d 'Ask for fresh files, too'
complete -c rsec-fetch -s f -l format -x -d 'Format of the rows' \
    -a 'text tsv csv json jsonl'
complete -c rsec-fetch -s j -l connections -x -d 'Fetch so many at once'
complete -c rsec-fetch -l list -d 'Print what the folder has'
complete -c rsec-fetch -l month -x -d 'What was published in YYYY-MM'
complete -c rsec-fetch -l rate -x -d 'Most bytes a second'
complete -c rsec-fetch -l stall -x -d 'Seconds until a transfer is broken off'
complete -c rsec-fetch -l tries -x -d 'Ask so often'
complete -c rsec-fetch -s q -l quiet -d 'Print no rows, counts or progress'
complete -c rsec-fetch -s v -l verbose -d 'Print fresh files, and URLs'
complete -c rsec-fetch -s h -l help -d 'Print the options'
complete -c rsec-fetch -s V -l version -d 'Print the version'
