# SPDX-License-Identifier: ISC
# The compiled form answers alike, alone and merged with others.
roa-check -r "$T/vrps.json" --compile out.map && ls
roa-check -r "$T/vrps.json" -f tsv <"$T/routes.txt" >parsed
roa-check -r out.map -f tsv <"$T/routes.txt" | cmp - parsed
roa-check -r out.map -r "$T/vrps.json" -f tsv <"$T/routes.txt" | cmp - parsed
roa-check -r "$T/vrps.json" -r out.map --compile again.map
cmp out.map again.map
roa-check -v -r out.map 192.0.2.0/24 AS64496 2>&1 | grep read
