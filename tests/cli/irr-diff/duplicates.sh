# SPDX-License-Identifier: ISC
# Several objects of a key: the newest counts; and that nothing changed if both
# dumps share one.
object() {
    printf 'route: 192.0.2.0/24\norigin: AS64496\ndescr: %s\n' "$1"
    printf 'changed: noc@example.net %s\nsource: RADB\n\n' "$2"
}
{ object one 20200101; object two 20210101; } >old
{ object three 20220101; object two 20210101; } >new
irr-diff old new
{ object three 20220101; object four 20250101; } >new
irr-diff old new
