# SPDX-License-Identifier: ISC
[ -c /dev/full ] || { echo "SKIP no /dev/full"; exit 77; }
roa-check -r "$T/vrps.json" 192.0.2.0/24 AS64496 >/dev/full
