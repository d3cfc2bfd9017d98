# SPDX-License-Identifier: ISC
# --strict: what stands before a malformed line is answered, then trouble.
printf '%s\n' '192.0.2.0/24 AS64496' 'no route' '192.0.2.0/24 AS64496' >routes
roa-check -r "$T/vrps.json" --strict -f tsv <routes; echo $?
printf 'route 192.0.2.0/24 max 24 as 64496;\nroute x max 24 as 64496;\n' >vrps
roa-check -r vrps --strict 192.0.2.0/24 AS64496; echo $?
