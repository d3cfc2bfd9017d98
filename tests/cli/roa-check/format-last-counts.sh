# SPDX-License-Identifier: ISC
# The last -f counts, and --tag has no format.
roa-check -r "$T/vrps.json" -f routinator -f csv 192.0.2.0/24 AS64496
roa-check -r "$T/vrps.json" --tag -f json; echo $?
