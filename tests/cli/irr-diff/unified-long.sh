# SPDX-License-Identifier: ISC
# Objects of thousands of lines: what is the same at both ends stays so.
object() { # object FROM TO
    echo 'as-set: AS-BIG'
    awk -v from="$1" -v to="$2" 'BEGIN {
        for (i = 1; i <= 9000; i++)
            print "members: AS" (i >= 3 && i <= 8998 ? from + i : i)
    }'
    echo 'mnt-by: MAINT-A'
    echo 'source: RADB'
}
object 100000 >old
object 200000 >new
irr-diff --class as-set -u old new >hunk; echo $?
grep -c '^-members' hunk
grep -c '^+members' hunk
sed -n '3,7p' hunk
tail -n 4 hunk
