# SPDX-License-Identifier: ISC
roa-check -r "$T/vrps.json" -f csv <"$T/routes.txt"
