# SPDX-License-Identifier: ISC
try() { irr-diff "$@"; echo $?; }
cp "$T/third.db" .
try --transfers third.db third.db
head -c 700 "$T/transfers.json" >short.json
try --transfers short.json third.db
{ printf '{"transfers": [\n1,\n'; sed '1,/"transfers": /d' "$T/transfers.json"
} >types.json
try --transfers types.json --summary third.db
printf '{"transfers": [[1],\n"x"]}\n' >types.json
try --transfers types.json third.db
printf 'ripencc|ZZ|ipv4|192.0.2.0|x|20210601|assigned|h\n' >bad
try --delegated bad third.db
cat "$T/delegated" bad >one
try --delegated one --summary third.db
try --delegated one --strict third.db
try --summary --only stale --delegated one third.db
