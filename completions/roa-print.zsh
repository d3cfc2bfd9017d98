#compdef roa-print
# SPDX-License-Identifier: ISC

local formats='text json jsonl csv tsv print_roa print_rpki_manifest
    rpki-client vrps'
local -a rules
rules=(${(f)"$(roa-print --rules 2>/dev/null | awk 'NR > 1 { print $1 }')"})

_arguments -s -S \
    {-r,--recurse}'[print what is in folders, and below them]' \
    '--files-from=[more operands, one a line]:list:_files' \
    {-d+,--cache=}'[judge by the files in a cache]:cache:_directories' \
    '*'{-t+,--tal=}'[trust this anchor]:TAL:_files -g "*.tal"' \
    '--at=[judge as at a time]:time' \
    '--profile=[rules that are fatal]:profile:(current 2013)' \
    '*--ignore=[take a rule for a note]:rule:($rules)' \
    {-n,--no-verify}'[decode only, verify no signature]' \
    {-f+,--format=}"[format of what is printed]:format:($formats)" \
    '--brief[one line an object]' \
    '--uris[the URIs in each object]' \
    '--match=[print only what speaks of it]:AS number or prefix' \
    '--diff[compare two manifests or ROAs]' \
    '--tal-out[print a key as a TAL]' \
    '--verify-files=[check files by an RSC]:folder:_directories' \
    '--validate[validate all of the cache]' \
    '--rejected[print what is refused and why]' \
    '--explain=[print what a rule is about]:rule:($rules)' \
    '--rules[print all rules]' \
    {-j+,--threads=}'[work in so many threads]:number' \
    '--max-size=[largest object]:size' \
    '--max-objects=[most objects of one run]:number' \
    '--max-depth=[deepest folder]:number' \
    {-q,--quiet}'[no counts and no progress]' \
    {-v,--verbose}'[tell what was read]' \
    '(- *)'{-h,--help}'[print the options]' \
    '(- *)'{-V,--version}'[print the version]' \
    '*:object:_files'
