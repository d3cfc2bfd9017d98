# SPDX-License-Identifier: ISC
# A network that fails two Actions, and the same with the fix list applied.
. "$T/month.inc"
check AS64500
manrs-check --data fixed --now $NOW 64500; echo "status $?"
RSEC_DATA=fixed manrs-check --now $NOW as64500 | head -n 1
