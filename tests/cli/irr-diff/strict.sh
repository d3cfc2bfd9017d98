# SPDX-License-Identifier: ISC
printf 'route: 192.0.2.1/24\norigin: AS64496\nsource: RADB\n\n' >bad.db
cat "$T/new.db" >>bad.db
irr-diff --strict "$T/old.db" bad.db; echo $?
irr-diff --strict --against rir bad.db "$T/rir.db"; echo $?
# An object that breaks its template.
printf 'route: 192.0.2.0/24\norigin: AS64496\nsource: RADB\n\n' >bad.db
irr-diff --strict "$T/old.db" bad.db; echo $?
