# SPDX-License-Identifier: ISC
# Two routes, two reasons, the VRP that says so.
roa-check -r "$T/vrps.json" 192.0.2.0/25 AS64496 198.51.100.0/24 AS64511
