# SPDX-License-Identifier: ISC
# A validator that has nothing yet exports an empty set: that is worth a word.
echo '{"roas": []}' >vrps.json
roa-check -r vrps.json 192.0.2.0/24 AS64496; echo $?
roa-check -q -r vrps.json 192.0.2.0/24 AS64496; echo $?
roa-check -q -r vrps.json -r "$T/vrps.json" 192.0.2.0/24 AS64496; echo $?
