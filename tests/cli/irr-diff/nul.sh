# SPDX-License-Identifier: ISC
# A NUL is no blank: a value that ends with one is malformed, not cut.
route() { printf 'route: 192.0.2.0/24\norigin: AS64496\nsource: RADB\n\n'; }
route >old
{
    route
    printf 'route: 198.51.100.0/24\0\norigin: AS64496\nsource: RADB\n\n'
    printf 'route: 203.0.113.0/24\norigin: AS64496\0\nsource: RADB\n\n'
    printf 'route6: 2001:db8::/32\norigin: AS64496\nsource: RADB\0\n\n'
    printf 'route6: 2001:db8:1::/48\norigin: AS64496\nsource: RADB\n'
} >new
irr-diff -f tsv old new
irr-diff --against rir -f tsv new "$T/rir.db" | cut -f 1-5
