# SPDX-License-Identifier: ISC
# A closed standard input is no empty table, a closed output no success.
roa-check -r "$T/vrps.json" <&-; echo $?
roa-check -r - 192.0.2.0/24 <&-; echo $?
{ roa-check -r "$T/vrps.json" 192.0.2.0/24 AS64496 >&-; echo $? >&2; } >&2
roa-check -r "$T/vrps.json" 192.0.2.0/24 AS64496 2>&-; echo $?
