# SPDX-License-Identifier: ISC
# fish completion of irr-diff(1)

set -l rirs rir AFRINIC APNIC ARIN LACNIC RIPE
set -l classes route route6 as-set route-set aut-num mntner person role \
    organisation irt inetnum inet6num as-block domain all
set -l only added removed changed origin auth=none auth=same \
    auth=covered-same auth=related auth=different rpki=valid rpki=invalid-as \
    rpki=invalid-length rpki=not-found bgp=exact bgp=other-origin \
    bgp=more-specific-only bgp=absent inconsistent irregular suspicious \
    stale moved-rir supernet unallocated reserved strict=orphaned \
    permissive=orphaned strict=rescued

complete -c irr-diff -l class -x -d 'Compare these classes' \
    -a "(__fish_append , $classes)"
complete -c irr-diff -l all-attributes -d 'Count noise, too'
complete -c irr-diff -l no-pair -d 'Another origin is a removal and an addition'
complete -c irr-diff -l apply -r -F -d 'Change OLD by an NRTM journal'
complete -c irr-diff -l max-removed -x -d 'Refuse if more of OLD is gone'
complete -c irr-diff -s u -l unified -d 'Print the lines that changed'
complete -c irr-diff -l serial -r -d 'First serial of nrtm3, or its file'
complete -c irr-diff -l session -x -d 'Session of nrtm4'
complete -c irr-diff -l status -d 'Print nothing'
complete -c irr-diff -l against -x -d 'Hold objects against these' \
    -a "(__fish_append , $rirs)"
complete -c irr-diff -l auth-also -x -d 'Take these for authoritative, too'
complete -c irr-diff -s r -l vrps -r -F -d 'Read VRPs from a file or URL'
complete -c irr-diff -l slurm -r -F -d 'Apply local exceptions'
complete -c irr-diff -s b -l bgp -r -F -d 'What BGP announces'
complete -c irr-diff -l as-org -r -F -d 'Which ASes are one organisation'
complete -c irr-diff -l as-rel -r -F -d 'Customers, providers and peers'
complete -c irr-diff -l irregular -d 'What contradicts RIRs and part of BGP'
complete -c irr-diff -l matrix -d 'How often registries contradict each other'
complete -c irr-diff -l impact -d 'What BGP would lose'
complete -c irr-diff -l drop -x -d 'Registries that go'
complete -c irr-diff -l freeze -x -d 'Objects made after this date go'
complete -c irr-diff -l rule -x -d 'Objects by this rule go' -a ripe-731
complete -c irr-diff -l list -d 'The routes by origin'
complete -c irr-diff -l transfers -r -F -d 'Transfers of address space'
complete -c irr-diff -l delegated -r -F -d 'Registrations of address space'
complete -c irr-diff -l summary -d 'Print only counts'
complete -c irr-diff -l unit -x -d 'What is counted' -a 'objects pairs'
complete -c irr-diff -l today -x -d 'Count ages from this date'
complete -c irr-diff -l prefix -x -d 'Only objects of this prefix'
complete -c irr-diff -s m -l more-specific -d 'Those inside it, too'
complete -c irr-diff -l origin -x -d 'Only objects of this origin'
complete -c irr-diff -l mnt -x -d 'Only objects of this maintainer'
complete -c irr-diff -l source -x -d 'Only objects of this registry'
complete -c irr-diff -s 4 -l ipv4 -d 'Only IPv4'
complete -c irr-diff -s 6 -l ipv6 -d 'Only IPv6'
complete -c irr-diff -l only -x -d 'Only changes, or objects, of these' \
    -a "(__fish_append , $only)"
complete -c irr-diff -s f -l format -x -d 'Format of the answers' \
    -a 'text tsv csv json jsonl rpsl nrtm3 nrtm4'
complete -c irr-diff -s e -l exit-code -d 'Exit with 1 for a finding'
complete -c irr-diff -s j -l threads -x -d 'Work in so many threads'
complete -c irr-diff -l cache -x -d 'Keep copies of URLs here' \
    -a '(__fish_complete_directories)'
complete -c irr-diff -l data -x -d 'Take what is not named from here' \
    -a '(__fish_complete_directories)'
complete -c irr-diff -l max-size -x -d 'Largest input when decompressed'
complete -c irr-diff -l mrt-reader -x -a 'native bgpdump' -d 'What reads MRT'
complete -c irr-diff -l timeout -x -d 'Seconds until a URL is given up'
complete -c irr-diff -l strict -d 'Stop at the first malformed object'
complete -c irr-diff -l lenient -d 'Repair what can be repaired'
complete -c irr-diff -s q -l quiet -d 'Print no counts and no progress'
complete -c irr-diff -s v -l verbose -d 'Tell what was read'
complete -c irr-diff -s h -l help -d 'Print the options'
complete -c irr-diff -s V -l version -d 'Print the version'
