# SPDX-License-Identifier: ISC
roa-check -r "$T/vrps.json" --slurm "$T/slurm.json" \
    198.51.100.0/24 AS64500 198.51.100.0/24 AS64511
