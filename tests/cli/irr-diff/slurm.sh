# SPDX-License-Identifier: ISC
cat >slurm.json <<'END'
{ "slurmVersion": 1,
  "validationOutputFilters": { "prefixFilters": [
      { "asn": 64496 } ], "bgpsecFilters": [] },
  "locallyAddedAssertions": { "prefixAssertions": [
      { "asn": 64499, "prefix": "192.0.2.0/24" } ], "bgpsecAssertions": [] } }
END
irr-diff --against rir -r "$T/vrps.csv" --slurm slurm.json -q -f tsv \
    "$T/third.db" "$T/rir.db" | cut -f 1-3,6
