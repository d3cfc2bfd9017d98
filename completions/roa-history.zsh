#compdef roa-history
# SPDX-License-Identifier: ISC

local verbs='info verify serve'
local formats='text tsv csv json jsonl'
local tals='afrinic apnic arin lacnic ripe'

_arguments -s -S \
    {-d+,--store=}'[the file that holds the history]:store:_files' \
    "*--tal=[only these trust anchors]:names:_values -s , name $tals" \
    {-f+,--format=}"[format of the answers]:format:($formats)" \
    '--listen=[serve HTTP here]:address\:port:' \
    '--cgi[answer one request of a web server]' \
    {-q,--quiet}'[print no counts and no progress]' \
    '(- *)'{-h,--help}'[print the options]' \
    '(- *)'{-V,--version}'[print the version]' \
    "1:verb:($verbs)" \
    '*:operand:_files'
