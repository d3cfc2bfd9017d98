# SPDX-License-Identifier: ISC
roa-check -r "$T/vrps.json" --space -f json 203.0.112.0/22 | jq -c '.[]'
