# SPDX-License-Identifier: ISC
roa-check -r "$T/vrps.json" <"$T/routes.txt"
