# SPDX-License-Identifier: ISC
# A checklist against files: one has another hash, one is not there.
. "$T/ca.inc"
"$(dirname "$(command -v roa-print)")/../tests/bench/genrepo" --defects bad
cp bad/cache/rpki.example.net/repo/example/good-rsc.sig list.sig
mkdir files && echo >files/example.crl
roa-print $at --verify-files files list.sig | sed -n '/^Findings/,$p'
roa-print $at -q --brief --verify-files files list.sig
