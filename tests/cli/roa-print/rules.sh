# SPDX-License-Identifier: ISC
roa-print --rules | sed -n '1p;/^ROA-MAXLEN/p'
roa-print --explain roa-maxlen-range
roa-print --rules | awk 'NR > 1 { print $1 }' | while read -r rule; do
    roa-print --explain "$rule" >/dev/null || echo "$rule"
done
