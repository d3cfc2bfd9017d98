# SPDX-License-Identifier: ISC
roa-check -r "$T/vrps.json" -f json <"$T/routes.txt"
