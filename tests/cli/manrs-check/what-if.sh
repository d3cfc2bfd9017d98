# SPDX-License-Identifier: ISC
. "$T/month.inc"
roa=roa=AS64500,198.51.100.0/24
check --what-if $roa --what-if roa=64500,2001:db8:700::/48,48 AS64500 |
    grep -B 1 -A 8 what-if
check --what-if route=AS64500,10.66.0.0/24 AS64500 | grep -A 5 what-if
check --what-if withdraw=AS64500,198.51.100.0/24 \
    --what-if withdraw=AS64500,2001:db8:700::/48 AS64500 | grep -A 8 what-if
check --what-if roa=AS0,10.66.0.0/24 AS64500 | grep -A 5 what-if
# Nothing is written to the inputs, and what is not there cannot be withdrawn.
check --what-if withdraw=AS64500,192.0.2.0/24 AS64500 | grep -A 5 what-if
# Each format tells that it is not what is.
for format in markdown html; do
    manrs-check --data month --now $NOW -f $format \
        --what-if roa=AS64500,2001:db8:700::/48 AS64500 |
        grep -o 'All of this report is with --what-if'
done
check -f observatory-json --what-if roa=AS64500,2001:db8:700::/48 AS64500
