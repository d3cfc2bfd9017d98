# SPDX-License-Identifier: ISC
# A bad input leaves what was there, and nothing else behind.
echo old >out.map
echo '{"roas": [' >bad.json
roa-check -r bad.json --compile out.map; echo $?
ls; cat out.map
