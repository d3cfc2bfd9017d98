# SPDX-License-Identifier: ISC
# What is all of another month is no input; the month is that of the newest
# table that tells one, whatever stands before it.
python3 "$T/../../demo/generate_month.py" .
check() {
    manrs-check --data month --now 2026-12-02 "$@" AS64500 >out
    echo "exit $?"
    grep "rule set\|no data$" out
}
check --month 2026-09
printf '192.0.2.0/24 64500\n' >month/rib/a.text
check
# Of a table of two months the routes of the other are left out, which is told.
rm month/rib/a.text
python3 - month/rib/*.bz2 <<'EOF'
import bz2, struct, sys

path = sys.argv[1]
data = bytearray(bz2.open(path).read())
at = number = 0
while at < len(data):
    length = struct.unpack_from(">I", data, at + 8)[0]
    if number in (3, 5):
        struct.pack_into(">I", data, at, 1790812799)  # the last of September
    number += 1
    at += 12 + length
bz2.open(path, "w").write(data)
EOF
check
# Of two months the newer; the table of the other counts for nothing.
printf 'TABLE_DUMP2|1793491200|B|192.0.2.10|64510|203.0.113.0/24|%s|\n' \
    '64510 64500' >month/rib/november.text
check
check --month 2026-10
# Where nothing is read there is no month to speak of.
printf 'x\n' >nothing
manrs-check --rib nothing --month 2026-10 --now 2026-12-02 AS64500
echo "exit $?"
manrs-check --rib /dev/null --month 2026-10 --now 2026-12-02 AS64500
echo "exit $?"
