# SPDX-License-Identifier: ISC
for tool in cat gzip bzip2 xz zstd; do
    $tool <"$T/vrps.json" 2>/dev/null >vrps
    roa-check -r vrps 192.0.2.0/24 AS64496 -f tsv | tail -1
    roa-check -r - 192.0.2.0/24 AS64496 <vrps >/dev/null || echo $?
done
