# SPDX-License-Identifier: ISC
. "$T/month.inc"
check --fixes fixes.txt -o report.txt AS64500
cat fixes.txt
# Each object keeps to the template of its class.
irr-diff --strict --class all fixes.txt fixes.txt
check --fixes missing/fixes.txt AS64500 2>told >/dev/null
cat told
