# SPDX-License-Identifier: ISC
# The reader goes away: no message, and the status is that of the answers.
i=0
while [ $i -lt 20000 ]; do echo "192.0.2.0/24 AS64496"; i=$((i + 1)); done >in
{ roa-check -r "$T/vrps.json" -q <in; echo $? >status; } | head -1
cat status
