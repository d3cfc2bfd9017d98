# SPDX-License-Identifier: ISC
# A URL is fetched whole, whatever it holds.
. "$T/ca.inc"
tar -cf a.tar $repo/ca00/000000.roa
python3 -u -m http.server 0 --bind 127.0.0.1 >port 2>/dev/null &
server=$!
trap 'kill $server' EXIT
until [ -s port ]; do sleep 0.05; done
url=http://127.0.0.1:$(sed 's/.* port \([0-9]*\) .*/\1/' port)
roa-print $at -q --brief "$url/$repo/ca00/000000.roa" "$url/a.tar" |
    sed 's/127.0.0.1:[0-9]*/HOST/'
roa-print $at -q --brief "$url/missing" 2>&1 | sed 's/127.0.0.1:[0-9]*/HOST/'
