# SPDX-License-Identifier: ISC
for args in '' '-t x a.roa' '--validate' '--diff a' '-f xml a' '--at noon a' \
    '--profile 2012 a' '--ignore NO-RULE a' '--match x a' '-f vrps a' \
    '--rules a' '--rules --diff a b' '-n -d . a' '-r missing' '-j x a' . \
    '--validate -d . --brief' '--validate -d . --match AS1' \
    '--diff -f json a b' '-n --verify-files . a'; do
    # shellcheck disable=SC2086  # words
    roa-print $args
    echo $?
done
