# SPDX-License-Identifier: ISC
# A filter in a pipe: the lines as they were, the state in front.
printf '%s\n' 'TABLE_DUMP2|1|B|192.0.2.1|64499|192.0.2.0/25|64499 64496|IGP' \
    'TABLE_DUMP2|1|B|192.0.2.1|64499|192.0.2.0/24|64499 64496|IGP' \
    '198.51.100.0	24	64500_64511' |
    roa-check -r "$T/vrps.json" --only invalid --tag
