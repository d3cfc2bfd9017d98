#compdef rsec-fetch
# SPDX-License-Identifier: ISC

local formats='text tsv csv json jsonl'
local i=${words[(I)(-c|--conf)]}
local -a conf names
((i > 0 && i + 1 < CURRENT)) && conf=(-c ${(Q)words[i + 1]})
names=(${(f)"$(rsec-fetch $conf -d / --list -f tsv 2>/dev/null |
    tail -n +2 | cut -f 1,2 | tr '\t' '\n' | sort -u)"})

_arguments -s -S \
    {-a,--all}'[fetch optional sources as well]' \
    {-c+,--conf=}'[read the sources from this file]:file:_files' \
    {-d+,--data=}'[the folder to keep up to date]:directory:_directories' \
    {-n,--dry-run}'[print what would be asked for]' \
    {-F,--force}'[ask for fresh files, too]' \
    {-f+,--format=}"[format of the rows]:format:($formats)" \
    {-j+,--connections=}'[fetch so many at once]:number' \
    '--list[print what the folder has]' \
    '--month=[what was published in this month]:month, as 2026-10' \
    '--rate=[receive at most so many bytes a second]:size' \
    '--stall=[break off what stands still for so long]:seconds' \
    '--tries=[ask so often]:number' \
    {-q,--quiet}'[print no rows, counts or progress]' \
    {-v,--verbose}'[print rows of fresh files, and URLs]' \
    '(- *)'{-h,--help}'[print the options]' \
    '(- *)'{-V,--version}'[print the version]' \
    "*:source or group:($names)"
