# SPDX-License-Identifier: ISC
for tool in cat gzip bzip2 xz zstd; do
    $tool <"$T/vrps.json" 2>/dev/null | head -c 180 >vrps
    roa-check -r vrps 192.0.2.0/24 AS64496
    echo $?
done
