# SPDX-License-Identifier: ISC
# Of the origins of a prefix, 256 are asked about once; beyond, where only a
# hostile table goes, each time, for the time not to grow with the square.
perl "$T/../../lib/mrt.pl" --origins 256 |
    roa-check -r "$T/vrps.json" -f tsv | tail -n +2 | wc -l
perl "$T/../../lib/mrt.pl" --origins 300 |
    roa-check -r "$T/vrps.json" -f tsv | tail -n +2 | wc -l
