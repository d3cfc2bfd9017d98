# SPDX-License-Identifier: ISC
cd "$T" || exit
irr-diff --against rir --today 2026-11-23 third.db rir.db
