# SPDX-License-Identifier: ISC
echo '{"slurmVersion": 1, "prefixFilters": []}' >bad.json
roa-check -r "$T/vrps.json" --slurm bad.json 192.0.2.0/24 AS64496
