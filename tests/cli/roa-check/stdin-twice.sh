# SPDX-License-Identifier: ISC
# Standard input is read once: by the routes, by -r, or by --slurm.
roa-check -r - <"$T/vrps.json"; echo $?
roa-check -r "$T/vrps.json" --slurm - <"$T/slurm.json"; echo $?
roa-check -r - -r - 192.0.2.0/24 <"$T/vrps.json"; echo $?
roa-check -r - --slurm - 192.0.2.0/24 <"$T/vrps.json"; echo $?
roa-check -r - 192.0.2.0/24 AS64496 <"$T/vrps.json"; echo $?
