# SPDX-License-Identifier: ISC
# A table that is cut answers what it can, with status 2; --strict stops at
# what is malformed; --tag has no line to repeat.
perl "$T/../../lib/mrt.pl" >table.mrt
head -c 300 table.mrt >cut.mrt
roa-check -r "$T/vrps.json" -f tsv <cut.mrt; echo $?
roa-check -r "$T/vrps.json" -f tsv --strict <table.mrt; echo $?
roa-check -r "$T/vrps.json" --tag <table.mrt; echo $?
