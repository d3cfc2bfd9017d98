#compdef roa-check
# SPDX-License-Identifier: ISC

local formats='text tsv csv json jsonl routinator'
local states='valid invalid not-found covered partly-covered not-covered'

_arguments -s -S \
    '*'{-r+,--vrps=}'[read VRPs from a file or URL]:VRPs:_files' \
    '*--slurm=[apply local exceptions]:SLURM file:_files' \
    {-f+,--format=}"[format of the answers]:format:($formats)" \
    "*--only=[print answers of these]:states:_values -s , state $states" \
    '--tag[repeat each input line, its state in front]' \
    '--summary[print only counts]' \
    '--suggest[print the ROA that would make a route valid]' \
    {-m,--more-specific}'[list the VRPs inside a prefix as well]' \
    '--space[print the share that is covered, and the holes]' \
    '--compile=[write the VRPs in compiled form]:output file:_files' \
    '--cache=[keep copies of URLs here]:directory:_directories' \
    '--data=[read the VRPs of this folder]:directory:_directories' \
    '--max-size=[largest input after decompression]:size' \
    '--mrt-reader=[what reads MRT]:reader:(native bgpdump)' \
    '--timeout=[give up on a URL after so long]:seconds' \
    '--strict[stop at the first malformed line]' \
    {-q,--quiet}'[print no counts and no progress]' \
    {-v,--verbose}'[tell what was read]' \
    '(- *)'{-h,--help}'[print the options]' \
    '(- *)'{-V,--version}'[print the version]' \
    '*:prefix or origin:'
