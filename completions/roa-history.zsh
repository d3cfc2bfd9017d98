#compdef roa-history
# SPDX-License-Identifier: ISC

local verbs='ingest fetch sources show check covered asn changes stats delay'
verbs+=' plot export info verify serve'
local formats='text tsv csv json jsonl sql'
local tals='afrinic apnic arin lacnic ripe'

_arguments -s -S \
    {-d+,--store=}'[the file that holds the history]:store:_files' \
    "*--tal=[only these trust anchors]:names:_values -s , name $tals" \
    {-f+,--format=}"[format of the answers]:format:($formats)" \
    '--listen=[serve HTTP here]:address\:port:' \
    '--cgi[answer one request of a web server]' \
    '--from=[only from this day on]:date:' \
    '--to=[only up to this day]:date:' \
    '--base=[where the archive is]:URL:_urls' \
    '--kind=[which of its files]:kind:(roas output)' \
    '--keep=[keep the files that are fetched here]:directory:_directories' \
    '--connections=[fetch so many files at once]:number:' \
    '--rate=[fetch at most so many bytes a second]:size:' \
    {-n,--dry-run}'[print what would be fetched]' \
    '--at=[on this day, or at this time]:date:' \
    '--gaps=[what a day without observation is]:way:(unknown carry withdrawn)' \
    '--exact[VRPs for the prefix itself]' \
    '--covering[VRPs that cover the prefix]' \
    '--covered[VRPs inside the prefix]' \
    '--asn=[only VRPs of this AS]:AS number:' \
    '--summary[only counts, by trust anchor]' \
    '--by=[numbers of whom]:whom:(all ta rir economy)' \
    '--step=[between two points]:step:(day week month year)' \
    '*--delegated=[who holds what]:file:_files' \
    '*--bgp=[a table of routes]:file:_files' \
    '--date=[when inputs that do not say it were made]:date:' \
    '--replace[inputs count whatever the store has]' \
    {-j+,--threads=}'[work in so many threads]:number:' \
    '--cache=[keep copies of URLs here]:directory:_directories' \
    '--max-size=[largest input after decompression]:size:' \
    '--timeout=[give up on a URL after so long]:seconds:' \
    '--strict[refuse an input with a malformed record]' \
    {-q,--quiet}'[print no counts and no progress]' \
    {-v,--verbose}'[tell what was passed over]' \
    '(- *)'{-h,--help}'[print the options]' \
    '(- *)'{-V,--version}'[print the version]' \
    "1:verb:($verbs)" \
    '*:operand:_files'
