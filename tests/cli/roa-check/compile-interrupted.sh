# SPDX-License-Identifier: ISC
# A signal while VRPs are read leaves what was there, and nothing else.
mkfifo vrps
echo old >out.map
roa-check -r vrps --compile out.map &
pid=$!
exec 3>vrps
cat "$T/vrps.json" >&3
until ls out.map.* >/dev/null 2>&1; do sleep 0.02; done
kill $pid
wait $pid 2>/dev/null; echo $?
ls; cat out.map
