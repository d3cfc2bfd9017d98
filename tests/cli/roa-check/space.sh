# SPDX-License-Identifier: ISC
roa-check -r "$T/vrps.json" --space 203.0.112.0/22 2001:db8::/30 0.0.0.0/0 |
    head -40
