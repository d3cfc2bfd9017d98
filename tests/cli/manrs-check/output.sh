# SPDX-License-Identifier: ISC
# Where a report goes: "-" is standard output, and only files are replaced.
printf '203.0.113.0/24 64500\n' >rib
check() {
    manrs-check --rib rib --month 2026-10 --now 2026-11-02 "$@" AS64500
    echo "exit $?"
}
check -o - | sed -n 1p
ls
mkfifo pipe
check -o pipe
[ -p pipe ] && echo 'still a pipe'
ln -s report link
check -o link
[ -L link ] && [ ! -e report ] && echo 'still a link'
rm link
check -o same --fixes same
check --fixes -
check -o report --fixes fixes
ls
