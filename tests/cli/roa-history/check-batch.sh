# SPDX-License-Identifier: ISC
# Questions on standard input, with what may be wrong in a line.
. "$T/past.inc"
cat >questions <<'END'
prefix,origin,date
192.0.2.0/24,AS64500,2026-01-01
192.0.2.0/24 64496 2026-01-08

# a comment
100.64.0.0/10|none|2026-01-08T10:00:00Z
192.0.2.1/24 64496 2026-01-08
192.0.2.0/24 ASX 2026-01-08
192.0.2.0/24 AS64496 yesterday
192.0.2.0/24 AS64496
192.0.2.0/24 AS64496 2026-01-05 more
END
roa-history check <questions
echo $?
roa-history check -f csv --at 2026-01-05 <questions 2>/dev/null
echo $?
echo 192.0.2.0/24 AS64500 | roa-history check --at 2026-01-01
echo $?
echo 192.0.2.0/24 AS64500 | roa-history check --at 2026-01-08
echo $?
echo nonsense | roa-history check --strict
echo $?
