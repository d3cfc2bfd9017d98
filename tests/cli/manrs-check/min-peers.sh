# SPDX-License-Identifier: ISC
# 10.66.0.0/24 was announced for minutes to one peer of two.
. "$T/month.inc"
for n in 1 2 3; do
    check --min-peers $n AS64500 | grep -E '^Routing|A4-EITHER|A4-RPKI-COVER'
done
