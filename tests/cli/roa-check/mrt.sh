# SPDX-License-Identifier: ISC
# MRT on standard input: each origin of a prefix of a table once, announcements
# as they come, withdrawals not; what is malformed or of another kind is told.
perl "$T/../../lib/mrt.pl" >table.mrt
roa-check -r "$T/vrps.json" <table.mrt; echo $?
for tool in gzip bzip2 xz; do
    { $tool -c table.mrt; $tool -c table.mrt; } >two
    roa-check -q -r "$T/vrps.json" -f tsv <two 2>/dev/null | wc -l
done
