# SPDX-License-Identifier: ISC
# So must none that has nothing of what is asked about.
: >empty
echo '# EOF' >comment
echo '<html>404 Not Found</html>' >html
printf 'as-set: AS-X\nsource: RADB\n' >sets
for file in empty comment html sets; do
    irr-diff "$T/old.db" $file; echo $?
    irr-diff --against rir "$T/rir.db" $file; echo $?
done
irr-diff --prefix 192.0.2.0/24 "$T/old.db" html; echo $?
