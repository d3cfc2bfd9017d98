#compdef irr-diff
# SPDX-License-Identifier: ISC

local formats='text tsv csv json jsonl rpsl nrtm3 nrtm4'
local rirs='rir AFRINIC APNIC ARIN LACNIC RIPE'
local classes='route route6 as-set route-set aut-num mntner person role
    organisation irt inetnum inet6num as-block domain all'
local only='added removed changed origin auth=none auth=same
    auth=covered-same auth=related auth=different rpki=valid rpki=invalid-as
    rpki=invalid-length rpki=not-found bgp=exact bgp=other-origin
    bgp=more-specific-only bgp=absent inconsistent irregular suspicious
    stale moved-rir supernet unallocated reserved strict=orphaned
    permissive=orphaned strict=rescued'

_arguments -s -S \
    "*--class=[compare these classes]:class:_values -s , class $classes" \
    '--all-attributes[count noise, too]' \
    '--no-pair[another origin is a removal and an addition]' \
    '--apply=[change OLD by an NRTM journal]:journal:_files' \
    '--max-removed=[refuse if more of OLD is gone]:share' \
    {-u,--unified}'[print the lines that changed]' \
    '--serial=[first serial of nrtm3, or its file]:serial:_files' \
    '--session=[session of nrtm4]:UUID' \
    '--status[print nothing]' \
    "*--against=[hold objects against these]:registry:_values -s , a $rirs" \
    '*--auth-also=[take these for authoritative, too]:registry' \
    '*'{-r+,--vrps=}'[read VRPs from a file or URL]:VRPs:_files' \
    '*--slurm=[apply local exceptions]:SLURM file:_files' \
    '*'{-b+,--bgp=}'[what BGP announces]:routes:_files' \
    '*--as-org=[which ASes are one organisation]:file:_files' \
    '*--as-rel=[customers, providers and peers]:file:_files' \
    '--irregular[what contradicts the RIRs and part of BGP]' \
    '--matrix[how often registries contradict each other]' \
    '--impact[what BGP would lose]' \
    '*--drop=[registries that go]:registry' \
    '--freeze=[objects made after this date go]:date' \
    '--rule=[objects by this rule go]:rule:(ripe-731)' \
    '--list[the routes by origin]' \
    '*--transfers=[transfers of address space]:file:_files' \
    '*--delegated=[registrations of address space]:file:_files' \
    '--summary[print only counts]' \
    '--unit=[what is counted]:unit:(objects pairs)' \
    '--today=[count ages from this date]:date' \
    '--prefix=[only objects of this prefix]:prefix' \
    {-m,--more-specific}'[those inside it, too]' \
    '--origin=[only objects of this origin]:AS' \
    '--mnt=[only objects of this maintainer]:maintainer' \
    '--source=[only objects of this registry]:registry' \
    {-4,--ipv4}'[only IPv4]' \
    {-6,--ipv6}'[only IPv6]' \
    "*--only=[only changes, or objects, of these]:value:_values -s , v $only" \
    {-f+,--format=}"[format of the answers]:format:($formats)" \
    {-e,--exit-code}'[exit with 1 for a finding]' \
    {-j+,--threads=}'[work in so many threads]:number' \
    '--cache=[keep copies of URLs here]:directory:_directories' \
    '--data=[take what is not named from here]:directory:_directories' \
    '--max-size=[largest input after decompression]:size' \
    '--mrt-reader=[what reads MRT]:reader:(native bgpdump)' \
    '--timeout=[give up on a URL after so long]:seconds' \
    '--strict[stop at the first malformed object]' \
    '--lenient[repair what can be repaired]' \
    {-q,--quiet}'[print no counts and no progress]' \
    {-v,--verbose}'[tell what was read]' \
    '(- *)'{-h,--help}'[print the options]' \
    '(- *)'{-V,--version}'[print the version]' \
    '*:dump:_files'
