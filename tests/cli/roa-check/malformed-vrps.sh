# SPDX-License-Identifier: ISC
cat >vrps.csv <<END
ASN,IP Prefix,Max Length,Trust Anchor
AS64496,192.0.2.0/24,24,ripe
AS64496,192.0.2.0/24,23,ripe
ASX,192.0.2.0/24,24,ripe
AS64496,192.0.2.1/24,24,ripe
END
roa-check -r vrps.csv 192.0.2.0/24 AS64496; echo $?
roa-check --strict -r vrps.csv 192.0.2.0/24 AS64496
