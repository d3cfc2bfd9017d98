# SPDX-License-Identifier: ISC
roa-check -r "$T/vrps.json" --compile out.map
head -c 300 out.map >short.map
roa-check -r short.map 192.0.2.0/24; echo $?
printf X | dd of=out.map bs=1 seek=700 conv=notrunc 2>/dev/null
roa-check -r out.map 192.0.2.0/24
