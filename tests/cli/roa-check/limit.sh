# SPDX-License-Identifier: ISC
gzip <"$T/vrps.json" >vrps.gz
roa-check -r vrps.gz --max-size 100 192.0.2.0/24
