# SPDX-License-Identifier: ISC
roa-check -r "$T/vrps.json" -m 203.0.112.0/22 2001:db8::/32
