# SPDX-License-Identifier: ISC
# Where nothing could be answered the status is 2, not that of all is well; an
# input that asks nothing has nothing wrong with it.
echo 'no route' | roa-check -r "$T/vrps.json"; echo $?
echo 'no route' | roa-check -r "$T/vrps.json" --summary; echo $?
perl -e 'print pack "N n n N N", 0, 13, 6, 4, 0' |
    roa-check -r "$T/vrps.json"; echo $?
printf '# none\n' | roa-check -r "$T/vrps.json"; echo $?
printf 'no route\n192.0.2.0/24 AS64496\n' |
    roa-check -q -r "$T/vrps.json"; echo $?
