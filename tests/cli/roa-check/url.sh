# SPDX-License-Identifier: ISC
# A URL is fetched whole; with --cache, again only when it has changed.
cp "$T/vrps.json" .
python3 -u -m http.server 0 --bind 127.0.0.1 >port 2>log &
server=$!
trap 'kill $server' EXIT
until [ -s port ]; do sleep 0.05; done
url=http://127.0.0.1:$(sed 's/.* port \([0-9]*\) .*/\1/' port)/vrps.json
roa-check -r "$url" 192.0.2.0/24 AS64496
roa-check -r "$url" --cache copies 192.0.2.0/24 AS64496
roa-check -r "$url" --cache copies 192.0.2.0/24 AS64496
sed -n 's/.*"GET \([^ ]*\) .*" \([0-9]*\) -$/\1 \2/p' log
roa-check -q -r "$url-missing" 192.0.2.0/24 2>&1 | sed 's/127.*json/URL/'
# Messages, and the name of a copy, are without the user and password.
echo '{"roas":[7]}' >bad.json
secret=http://user:secret@${url#*//}
roa-check -v -r "${secret%/*}/bad.json" --cache copies 192.0.2.0/24 2>&1 |
    sed 's/127.*bad/URL/; /progress/d'
find copies -name '*secret*'
