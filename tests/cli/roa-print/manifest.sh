# SPDX-License-Identifier: ISC
# The entries of a manifest against the files beside it.
. "$T/ca.inc"
cd $repo/ca00 || exit
roa-print $at -f jsonl ca00.mft | jq -c '.content.files[].state'
rm 000000.roa
echo >>000001.roa
cp router.cer other.cer
mkdir folder.roa
roa-print $at ca00.mft | sed -n '/^Files/,/^EE/p;/^Findings/,$p'
ln -s other.cer link.gbr && mv link.gbr contact.gbr
roa-print $at -f jsonl ca00.mft | jq -c '.content.files[].state'
mkdir alone
cp ca00.mft alone
roa-print $at alone/ca00.mft >/dev/null
echo $?
