# SPDX-License-Identifier: ISC
# An AS_SET has no origin: never valid (RFC 6811 section 2).
echo 'TABLE_DUMP2|1|B|192.0.2.1|64499|192.0.2.0/24|64499 {64496}|IGP' |
    roa-check -r "$T/vrps.json"
