# SPDX-License-Identifier: ISC
cp "$T/vrps.json" .
gzip <"$T/vrps.json" >vrps.gz
roa-check -r vrps.gz --max-size 100 192.0.2.0/24
roa-check -r vrps.json --max-size 100 192.0.2.0/24
