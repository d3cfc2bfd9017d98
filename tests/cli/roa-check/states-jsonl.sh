# SPDX-License-Identifier: ISC
roa-check -r "$T/vrps.json" -f jsonl <"$T/routes.txt"
