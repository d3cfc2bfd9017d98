# SPDX-License-Identifier: ISC
# The status of each format, and of --strict, which only makes 3 to 1: all
# Actions conform, one does not, trouble, one could not be evaluated.
. "$T/month.inc"
cp -R fixed open
rm open/peeringdb/* open/whois/* open/irr/*
status() {
    manrs-check --now $NOW --data "$@" AS64500 >out 2>err
    printf ' %d' $?
}
for format in text markdown html json jsonl observatory-json; do
    printf '%-16s' $format
    for folder in fixed month missing open; do
        status $folder -f $format
        status $folder -f $format --strict
    done
    echo
done
printf '%-16s' --customers
for folder in fixed month missing open; do
    status $folder --customers
    status $folder --customers --strict
done
echo
# Of several reports the worst counts.
echo 'AS64501' >asns
for option in --report-dir=reports '-f jsonl' '-f json'; do
    manrs-check --now $NOW --data open $option --asn-file asns >out
    printf '%-24s %d\n' "$option" $?
    manrs-check --now $NOW --data open $option --asn-file asns --strict >out
    printf '%-24s %d\n' "$option --strict" $?
    manrs-check --now $NOW --data month $option --asn-file participants >out
    printf '%-24s %d\n' "$option" $?
done
