# SPDX-License-Identifier: ISC
# Two files that speak of one prefix are refused, and it is told which two.
for asn in 64496 64500; do
    cat >$asn.json <<EOF
{ "slurmVersion": 1,
  "validationOutputFilters": { "prefixFilters": [], "bgpsecFilters": [] },
  "locallyAddedAssertions": { "bgpsecAssertions": [], "prefixAssertions": [
    { "asn": $asn, "prefix": "192.0.2.0/24" } ] } }
EOF
done
roa-check -r "$T/vrps.json" --slurm 64500.json 192.0.2.0/24 AS64500
roa-check -r "$T/vrps.json" --slurm 64496.json --slurm 64500.json 192.0.2.0/24
