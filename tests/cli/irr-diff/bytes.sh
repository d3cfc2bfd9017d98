# SPDX-License-Identifier: ISC
# Bytes that are no UTF-8 are kept, and escaped where they are shown.
printf 'route: 192.0.2.0/24\ndescr: caf\351 \033[31m\norigin: AS64496\n' >old
printf 'source: RADB\n' >>old
sed 's/caf/c"f/' old >new
irr-diff -q old new
irr-diff -q -f jsonl old new
irr-diff -f nrtm3 old new | od -c | grep -c 351
