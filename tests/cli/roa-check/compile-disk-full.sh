# SPDX-License-Identifier: ISC
# A write that fails is told, and leaves nothing behind.
trap '' XFSZ
ulimit -f 8
roa-check -r "$T/vrps.json" --compile out.map; echo $?
ls
