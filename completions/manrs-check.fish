# SPDX-License-Identifier: ISC
# fish completion of manrs-check(1)

complete -c manrs-check -l program -x -a 'netops ixp cdn vendor' \
    -d 'Netops, ixp, cdn or vendor'
complete -c manrs-check -l month -x -d 'Which month'
complete -c manrs-check -l ruleset -x -a '2018 2023 2024' \
    -d 'Rules of 2018, 2023 or 2024'
complete -c manrs-check -l data -x -a '(__fish_complete_directories)' \
    -d 'Folder of inputs, for kinds that no option names'
complete -c manrs-check -l rib -r -F -d 'BGP tables: MRT, or lines'
complete -c manrs-check -l updates -r -F -d 'BGP updates: MRT'
complete -c manrs-check -l vrps -r -F -d 'VRP exports, maybe with ASPAs'
complete -c manrs-check -l aspa -r -F -d 'VRP exports, for ASPAs only'
complete -c manrs-check -l irr -r -F -d 'Dumps of routing registries'
complete -c manrs-check -l whois -r -F -d 'Contacts: whois dumps of RIRs, RDAP'
complete -c manrs-check -l peeringdb -r -F \
    -d 'PeeringDB: net, poc, netixlan, or a dump'
complete -c manrs-check -l delegated -r -F \
    -d 'Delegated-extended files of the RIRs'
complete -c manrs-check -l bogons -r -F -d 'Lists of full bogons'
complete -c manrs-check -l cidr-report -r -F -d 'Bogons of the CIDR Report'
complete -c manrs-check -l grip -r -F -d 'Events of GRIP'
complete -c manrs-check -l bgpstream -r -F -d 'Events of BGPStream'
complete -c manrs-check -l spoofer -r -F -d 'Sessions of CAIDA Spoofer'
complete -c manrs-check -l rsc -r -F -d 'Signed checklists, one a file'
complete -c manrs-check -l as-rel -r -F -d 'Customers, providers and peers'
complete -c manrs-check -l as-org -r -F -d 'Names of organisations'
complete -c manrs-check -l participants -r -F \
    -d 'Participants of MANRS, who are left out of Action 1'
complete -c manrs-check -l feedback -r -F \
    -d 'Incidents that are disputed: ID REASON'
complete -c manrs-check -l previous -r -F \
    -d 'An earlier report in JSON, for the trend'
complete -c manrs-check -l asn-file -r -F \
    -d 'Organisations, one a line: AS,AS NAME'
complete -c manrs-check -l irr-order -x \
    -d 'Registries that as-sets are taken from first'
complete -c manrs-check -l what-if -x -a 'roa= route= withdraw=' \
    -d 'Roa=, route= or withdraw=AS,PREFIX'
complete -c manrs-check -l customers -d 'Print what to tell each customer'
complete -c manrs-check -l region -x -a 'AFRINIC APNIC ARIN LACNIC RIPE' \
    -d 'Rank all ASNs of a registry or an economy'
complete -c manrs-check -l report-dir -x -a '(__fish_complete_directories)' \
    -d 'Write a report for each organisation, and an index'
complete -c manrs-check -s o -l output -r -F -d 'Write the report to FILE'
complete -c manrs-check -l fixes -r -F \
    -d 'Write all remedies, ready to be pasted, to FILE'
complete -c manrs-check -s f -l format -x \
    -a 'text markdown html json jsonl observatory-json tsv' \
    -d 'Text, markdown, html, json, jsonl, observatory-json, tsv'
complete -c manrs-check -l accomplice-weight -x \
    -d 'Weight of what was only accepted, percent'
complete -c manrs-check -l ready -x -d 'Least score that is ready'
complete -c manrs-check -l aspiring -x -d 'Least score that is aspiring'
complete -c manrs-check -l conformant -x -d 'Least share of Action 4'
complete -c manrs-check -l grip-suspicion -x \
    -d 'Least suspicion of a GRIP event that counts'
complete -c manrs-check -l invalid-community -x \
    -d 'Of RPKI-invalid routes at a route server'
complete -c manrs-check -l contact-months -x \
    -d 'Age at which contacts are a warning'
complete -c manrs-check -l min-peers -x -d 'Peers that must see a route'
complete -c manrs-check -l now -x -d 'Count ages from TIME'
complete -c manrs-check -s j -l threads -x -d 'Work in N threads'
complete -c manrs-check -l cache -x -a '(__fish_complete_directories)' \
    -d 'Keep copies of URLs, fetch only what changed'
complete -c manrs-check -l max-size -x -d 'Largest input after decompression'
complete -c manrs-check -l timeout -x -d 'Give up on a URL after so long'
complete -c manrs-check -l strict \
    -d 'An Action that could not be evaluated is not conformant'
complete -c manrs-check -s q -l quiet -d 'Print no progress'
complete -c manrs-check -s v -l verbose \
    -d 'Print all evidence, and every warning'
complete -c manrs-check -s h -l help -d 'Print the options'
complete -c manrs-check -s V -l version -d 'Print the version'
