# SPDX-License-Identifier: ISC
roa-check -r "$T/vrps.json" --summary <"$T/routes.txt"
roa-check -r "$T/vrps.json" --summary 192.0.2.0/24
: | roa-check -r "$T/vrps.json" --summary
