# SPDX-License-Identifier: ISC
# The output is renamed over OUT, which is no way to treat a device.
mkfifo pipe
for out in pipe . -; do
    roa-check -r "$T/vrps.json" --compile $out; echo $?
done
ls -F
