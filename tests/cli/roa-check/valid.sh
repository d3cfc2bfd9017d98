# SPDX-License-Identifier: ISC
roa-check -r "$T/vrps.json" 192.0.2.0/24 AS64496
