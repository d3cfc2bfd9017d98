#compdef manrs-check
# SPDX-License-Identifier: ISC

local formats='text markdown html json jsonl observatory-json tsv'
local rirs='AFRINIC APNIC ARIN LACNIC RIPE'

_arguments -s -S \
    '--program=[netops, ixp, cdn or vendor]:program:(netops ixp cdn vendor)' \
    '--month=[which month]:yyyy-mm' \
    '--ruleset=[rules of 2018, 2023 or 2024]:ruleset:(2018 2023 2024)' \
    '--data=[folder of inputs]:directory:_directories' \
    '*--rib=[BGP tables, MRT, or lines]:file:_files' \
    '*--updates=[BGP updates, MRT]:file:_files' \
    '*--vrps=[VRP exports, maybe with ASPAs]:file:_files' \
    '*--aspa=[VRP exports, for ASPAs only]:file:_files' \
    '*--irr=[dumps of routing registries]:file:_files' \
    '*--whois=[contacts, whois dumps of RIRs, RDAP]:file:_files' \
    '*--peeringdb=[peeringDB, net, poc, netixlan, or a dump]:file:_files' \
    '*--delegated=[delegated-extended files of the RIRs]:file:_files' \
    '*--bogons=[lists of full bogons]:file:_files' \
    '*--cidr-report=[bogons of the CIDR Report]:file:_files' \
    '*--grip=[events of GRIP]:file:_files' \
    '*--bgpstream=[events of BGPStream]:file:_files' \
    '*--spoofer=[sessions of CAIDA Spoofer]:file:_files' \
    '*--rsc=[signed checklists, one a file]:file:_files' \
    '*--as-rel=[customers, providers and peers]:file:_files' \
    '*--as-org=[names of organisations]:file:_files' \
    '*--participants=[participants of MANRS, left out]:file:_files' \
    '*--feedback=[incidents that are disputed, ID REASON]:file:_files' \
    '*--previous=[an earlier report in JSON, for the trend]:file:_files' \
    '--asn-file=[organisations, one a line, AS,AS NAME]:file:_files' \
    '--irr-order=[registries that as-sets are taken from first]:source' \
    '*--what-if=[roa=, route= or withdraw=AS,PREFIX]:change' \
    '--customers[print what to tell each customer]' \
    "--region=[rank all ASNs of a registry or an economy]:region:($rirs)" \
    '--report-dir=[a report for each organisation]:directory:_directories' \
    {-o+,--output=}'[write the report to FILE]:file:_files' \
    '--fixes=[write all remedies, ready to be pasted, to FILE]:file:_files' \
    {-f+,--format=}"[format of the report]:format:($formats)" \
    '--accomplice-weight=[weight of what was only accepted, percent]:n' \
    '--ready=[least score that is ready]:percent' \
    '--aspiring=[least score that is aspiring]:percent' \
    '--conformant=[least share of Action 4]:percent' \
    '--grip-suspicion=[least suspicion of a GRIP event that counts]:n' \
    '*--invalid-community=[of RPKI-invalid routes]:community' \
    '--contact-months=[age at which contacts are a warning]:n' \
    '--min-peers=[peers that must see a route]:n' \
    '--now=[count ages from TIME]:time' \
    {-j+,--threads=}'[work in N threads]:n' \
    '--cache=[keep copies of URLs here]:directory:_directories' \
    '--max-size=[largest input after decompression]:size' \
    '--timeout=[give up on a URL after so long]:seconds' \
    '--strict[an Action that could not be evaluated is not conformant]' \
    {-q,--quiet}'[print no progress]' \
    {-v,--verbose}'[print all evidence, and every warning]' \
    '(- *)'{-h,--help}'[print the options]' \
    '(- *)'{-V,--version}'[print the version]' \
    '*:AS number'
