# SPDX-License-Identifier: ISC
# A disputed incident does not count, and says so.
. "$T/month.inc"
id=$(grep -o 'moas-[0-9_-]*' month/grip/*.json | head -n 1)
echo "$id the customer moved to us that day" >disputed
check --feedback disputed AS64500 | grep -E "^Filtering|A1-INC-M2|status"
check -v --feedback disputed AS64500 | sed -n '/^Incidents/,/^$/p'
echo "moas-1-1_2 unknown" >disputed
check --feedback disputed AS64500 2>told >/dev/null
cat told
