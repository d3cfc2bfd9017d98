# SPDX-License-Identifier: ISC
roa-check -r "$T/vrps.json" --only invalid,not-found -f tsv <"$T/routes.txt" |
    cut -f 1-4
