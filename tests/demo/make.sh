#!/bin/sh
# SPDX-License-Identifier: ISC
# make.sh DIRECTORY: make up what "make demo", the manual pages and README
# speak of.
#
#   vrps.json, routes.txt ...  an Internet: see generate.py
#   ripe.db, radb.db ...       its routing registries, who holds what, who is
#                              whose customer: see generate_irr.py
#   archive, rpki.store        a month of the past: see generate_past.py
#   month, fixed, participants
#                              a month of a network that fails two Actions of
#                              MANRS, and again with the fix list applied: see
#                              generate_month.py
#   cache, example.tal         a repository, as a relying party keeps it, and
#                              its trust anchor
#   customer.roa               a ROA of it
#   fetch.conf                 the sources of rsec-fetch, as installed
#   bad/cache, bad/ta.tal      one with a CA for each thing that can go wrong
#   bad.roa                    a ROA of that
#
# Objects are valid from 2026-10-01 to 2027-10-01.  The same bytes each time.
set -eu
here=$(dirname "$0")
genrepo=${B:-build}/tests/bench/genrepo
repository=cache/rpki.example.net/repo

mkdir -p "$1"
python3 "$here/generate.py" "$1"
python3 "$here/generate_irr.py" "$1"
rm -rf "$1/cache" "$1/bad" "$1/archive" "$1/rpki.store"
rm -rf "$1/month" "$1/fixed" "$1/reports"
python3 "$here/generate_month.py" "$1" "$genrepo"
python3 "$here/generate_past.py" "$1"
"${B:-build}/bin/roa-history" ingest -q -d "$1/rpki.store" "$1/archive"
"$genrepo" --roas 12 --cas 2 "$1"
cp "$here/../../share/fetch.conf" "$1/"
cp "$1/$repository/ca00/000000.roa" "$1/customer.roa"
"$genrepo" --defects "$1/bad"
cp "$1/bad/$repository/not-contained/not-contained.roa" "$1/bad.roa"
