# SPDX-License-Identifier: ISC
. "$T/month.inc"
try() { manrs-check --data month "$@"; echo "$? $*"; }
{
try
try nonsense
try AS4294967296
try --asn-file missing
try -f yaml AS64500
try -f tsv AS64500
try --month 2026-13 AS64500
try --month october AS64500
try --now yesterday AS64500
try --program telco AS64500
try --ruleset 2020 AS64500
try --ready 50 AS64500
try --ready 101 AS64500
try --accomplice-weight x AS64500
try --conformant -1 AS64500
try --grip-suspicion 101 AS64500
try --min-peers 70000 AS64500
try -j 65 AS64500
try --region Atlantis
try --region NL AS64500
try --region NL -f json
try --region NL --customers
try --region NL --what-if roa=AS64500,192.0.2.0/24
try --report-dir a -o b AS64500
try --asn-file participants
try --customers -f json AS64500
try --customers --asn-file participants -f markdown
try --irr-order , AS64500
try --what-if AS64500,192.0.2.0/24 AS64500
try --what-if roa=192.0.2.0/24 AS64500
try --what-if roa=AS64500,192.0.2.1/24 AS64500
try --what-if roa=AS64500,192.0.2.0/24,23 AS64500
try --what-if roa=AS64500,192.0.2.0/24,33 AS64500
try --what-if roa=192.0.2.0/24,192.0.2.0/24 AS64500
try --what-if route=AS64500,192.0.2.0/24,25 AS64500
try --what-if withdraw=AS64500 AS64500
try --what-if route=AS0,192.0.2.0/24 AS64500
try --grip - --spoofer - AS64500
try --nonsense
mkdir empty
manrs-check AS64500; echo $?
manrs-check --data month --now $NOW --irr-order RADB,NOSUCH -f jsonl AS64500 |
    wc -l
manrs-check --data empty AS64500; echo $?
manrs-check --data month --rib missing AS64500; echo $?
manrs-check --data month --rib . AS64500; echo $?
} 2>&1
