# SPDX-License-Identifier: ISC
roa-check 192.0.2.0/24; echo $?
RSEC_VRPS=$T/vrps.json roa-check 192.0.2.0/24
