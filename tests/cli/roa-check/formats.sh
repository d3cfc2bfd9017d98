# SPDX-License-Identifier: ISC
# Every VRP format that the demo's generator writes reads as the same set.
python3 "$T/../../demo/generate.py" .
for file in vrps.* roas.csv; do
    roa-check -r "$file" -f tsv <routes.txt | cut -f 1-4 | cksum
done | sort -u | wc -l
roa-check -r vrps.bird --summary <routes.txt | tail -n 3
