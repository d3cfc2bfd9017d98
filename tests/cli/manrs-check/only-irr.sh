# SPDX-License-Identifier: ISC
# No contact in one of three sources is no answer: the other two are named.
. "$T/month.inc"
for file in month/irr/*; do cat "$file"; echo; done >irr.db
manrs-check --irr irr.db --now $NOW AS64511 | grep -A1 Coordination
manrs-check --irr irr.db --now $NOW -f jsonl AS64511 | grep -o \
    '"id":"A3-CONTACT"[^[]*"missing":[^]]*],"summary":"[^"]*"'
