# SPDX-License-Identifier: ISC
# A fetch that a signal ends leaves nothing beside the copies.
[ -d /proc/$$/fd ] || { echo "SKIP no /proc"; exit 77; }
mkdir copies
mkfifo hold
python3 "$T/../../lib/httpd.py" <hold >port &
exec 3>hold
until [ -s port ]; do sleep 0.05; done
roa-check -r "http://127.0.0.1:$(cat port)/stall" --cache copies 192.0.2.0/24 &
fetch=$!
until find /proc/$fetch/fd -lname '*/copies/*' | grep -q .; do sleep 0.05; done
kill $fetch
wait $fetch 2>/dev/null; echo $?
ls -A copies
