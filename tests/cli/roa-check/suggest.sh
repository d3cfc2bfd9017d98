# SPDX-License-Identifier: ISC
# What is suggested makes every route valid but those that no ROA can.
roa-check -r "$T/vrps.json" --suggest <"$T/routes.txt"
roa-check -r "$T/vrps.json" --suggest -f csv <"$T/routes.txt" >new.csv
roa-check -r "$T/vrps.json" -r new.csv --summary <"$T/routes.txt"
echo "192.0.2.0/25 AS0" | roa-check -r "$T/vrps.json" --suggest
