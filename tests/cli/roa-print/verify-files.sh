# SPDX-License-Identifier: ISC
# A checklist against files: one has another hash, one is not there.
. "$T/ca.inc"
"$(dirname "$(command -v roa-print)")/../tests/bench/genrepo" --defects bad
cp bad/cache/rpki.example.net/repo/example/good-rsc.sig list.sig
mkdir files && echo >files/example.crl
roa-print $at --verify-files files list.sig | sed -n '/^Findings/,$p'
roa-print $at -q --brief --verify-files files list.sig
ln -s example.crl files/example.roa
roa-print $at -f jsonl --verify-files files list.sig |
    jq -c '[.findings[].rule]'
# There is nothing to check the files by: that was asked for all the same.
roa-print $at --brief --verify-files files $repo/ca00/000000.roa
echo $?
