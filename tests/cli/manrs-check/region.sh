# SPDX-License-Identifier: ISC
. "$T/month.inc"
check --region NL
check --region DE -f tsv
check --region RIPE | sed -n 1,2p
check --region ripencc | sed -n 1,2p
check --region RIPE -f html -o ripe.html
python3 "$T/wellformed.py" ripe.html
check --region XX
check --region ARIN
check --region nl -f html | grep -o '<h1>.*</h1>'
