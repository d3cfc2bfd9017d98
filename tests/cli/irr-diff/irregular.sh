# SPDX-License-Identifier: ISC
cd "$T" || exit
set -- --irregular -b pfx2as -r vrps.csv --today 2026-11-23 third.db rir.db
irr-diff "$@"
irr-diff "$@" --summary
irr-diff "$@" --only inconsistent -f tsv
irr-diff "$@" --only finding=suspicious -f jsonl
