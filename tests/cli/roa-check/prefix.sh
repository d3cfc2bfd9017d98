# SPDX-License-Identifier: ISC
# Coverage of prefixes alone: covered, by what is inside, partly, not.
roa-check -r "$T/vrps.json" 192.0.2.0/24 203.0.112.0/22 203.0.112.0/23 \
    100.64.0.0/10 2001:db8:1::/48 2001:db8::/31
