# SPDX-License-Identifier: ISC
roa-check -r "$T/vrps.json" -f routinator 192.0.2.0/25 AS64496
