# SPDX-License-Identifier: ISC
# The answer comes before the next question is there: a co-process works.
mkfifo in out
roa-check -q -r "$T/vrps.json" --tag <in >out &
exec 3>in 4<out
for route in "192.0.2.0/24 AS64496" "192.0.2.0/25 AS64496"; do
    echo "$route" >&3
    read -r answer <&4
    echo "$answer"
done
