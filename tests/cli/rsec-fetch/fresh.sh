# SPDX-License-Identifier: ISC
# Fresh files are not asked for, and nothing is said of them without -v.
. "$T/conf.inc"
mkdir -p data/vrps
echo one >data/vrps/one.json
rsec-fetch -c conf -d data one
rsec-fetch -c conf -d data -q one
rsec-fetch -c conf -d data -v one | sed 's/[0-9]* s /N s /'
