# SPDX-License-Identifier: ISC
# fish completion of roa-check(1)

set -l states valid invalid not-found covered partly-covered not-covered

complete -c roa-check -f
complete -c roa-check -s r -l vrps -r -F -d 'Read VRPs from a file or URL'
complete -c roa-check -l slurm -r -F -d 'Apply local exceptions'
complete -c roa-check -s f -l format -x -d 'Format of the answers' \
    -a 'text tsv csv json jsonl routinator'
complete -c roa-check -l only -x -d 'Print answers of these states' \
    -a "(__fish_append , $states)"
complete -c roa-check -l tag -d 'Repeat each line, its state in front'
complete -c roa-check -l summary -d 'Print only counts'
complete -c roa-check -l suggest -d 'Print the ROA that would help'
complete -c roa-check -s m -l more-specific -d 'List VRPs inside a prefix'
complete -c roa-check -l space -d 'Print the share that is covered'
complete -c roa-check -l compile -r -F -d 'Write VRPs in compiled form'
complete -c roa-check -l cache -x -d 'Keep copies of URLs here' \
    -a '(__fish_complete_directories)'
complete -c roa-check -l data -x -d 'Read the VRPs of this folder' \
    -a '(__fish_complete_directories)'
complete -c roa-check -l max-size -x -d 'Largest input when decompressed'
complete -c roa-check -l mrt-reader -x -a 'native bgpdump' -d 'What reads MRT'
complete -c roa-check -l timeout -x -d 'Seconds until a URL is given up'
complete -c roa-check -l strict -d 'Stop at the first malformed line'
complete -c roa-check -s q -l quiet -d 'Print no counts and no progress'
complete -c roa-check -s v -l verbose -d 'Tell what was read'
complete -c roa-check -s h -l help -d 'Print the options'
complete -c roa-check -s V -l version -d 'Print the version'
