# SPDX-License-Identifier: ISC
# A live cache: stayrtr on loopback serves what the file has.
command -v stayrtr >/dev/null || { echo "SKIP no stayrtr"; exit 77; }
port=$(python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])') # free, as the kernel says
stayrtr -bind "127.0.0.1:$port" -cache "$T/vrps.json" -checktime=false \
    -metrics.addr "" >log 2>&1 &
server=$!
trap 'kill $server' EXIT
roa-check -r "$T/vrps.json" -f tsv <"$T/routes.txt" | cut -f 1-4 >file
i=0
until roa-check -r "rtr://127.0.0.1:$port" --timeout 10 -f tsv \
    <"$T/routes.txt" 2>err | cut -f 1-4 >cache && cmp -s file cache; do
    i=$((i + 1))
    [ $i -lt 50 ] || { cat log err; exit 1; }
    sleep 0.1
done
roa-check -r "rtr://127.0.0.1:$port" 192.0.2.0/24 AS64496
