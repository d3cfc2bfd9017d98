# SPDX-License-Identifier: ISC
printf '%s\n' '192.0.2.0/24 AS64496' 'no route' '192.0.2.1/24 AS64496' |
    roa-check -r "$T/vrps.json" -f tsv
echo 'no route' | roa-check -r "$T/vrps.json" --strict
