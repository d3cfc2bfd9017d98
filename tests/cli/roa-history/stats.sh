# SPDX-License-Identifier: ISC
. "$T/past.inc"
cat >delegated <<'END'
2|nro|20260101|3|19830101|20260101|+0000
arin|US|ipv4|198.51.100.0|256|20000101|allocated
ripencc|NL|ipv4|192.0.0.0|1024|20000101|allocated
ripencc|DE|ipv6|2001:db8::|32|20000101|allocated
END
cat >routes <<'END'
192.0.2.0/24 AS64496
192.0.2.0/24 AS64500
198.51.100.0/24 AS64499
100.64.0.0/10 AS64511
END
roa-history stats --step day
roa-history stats --step 5 --by ta -f csv
roa-history stats --step 100 --by rir --delegated delegated -f csv
roa-history stats --step 100 --by economy --delegated delegated -f jsonl
roa-history stats --step 7 --bgp routes
roa-history stats --step day --from 2026-01-06 --to 2026-01-08 --gaps carry
roa-history stats --step day --from 2026-01-06 --to 2026-01-08 --tal ripe
