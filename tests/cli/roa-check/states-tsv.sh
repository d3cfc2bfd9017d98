# SPDX-License-Identifier: ISC
roa-check -r "$T/vrps.json" -f tsv <"$T/routes.txt"
