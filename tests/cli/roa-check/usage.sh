# SPDX-License-Identifier: ISC
roa-check --nonsense; echo $?
roa-check -r x --only nonsense 192.0.2.0/24; echo $?
roa-check -r x --tag --summary; echo $?
roa-check -r x -f yaml; echo $?
roa-check -r x 192.0.2.0/33; echo $?
roa-check -r "$T/vrps.json" 192.0.2.0/24 AS64496 nonsense; echo $?
roa-check -r -; echo $?
roa-check -r x --tag 192.0.2.0/24; echo $?
roa-check -r missing.json 192.0.2.0/24; echo $?
roa-check -r "$T/vrps.json" --compile out --summary; echo $?
roa-check -r "$T/vrps.json" --compile out -f csv; echo $?
roa-check -V
