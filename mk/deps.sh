#!/bin/sh
# SPDX-License-Identifier: ISC
# Install the packages that the list FILE names and this machine lacks.
set -eu
list=$1

wanted=$(sed 's/#.*//' "$list" | awk 'NF { print $1 }')
if ! command -v dpkg-query >/dev/null; then
    echo "make deps: not a Debian system; what is needed:" >&2
    sed 's/^/    /' "$list" >&2
    exit 0
fi

missing=
for package in $wanted; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) ||
        status=
    [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    sudo=
elif command -v sudo >/dev/null; then
    sudo=sudo
else
    echo "make deps: neither root nor sudo; install these first:" >&2
    echo "    apt-get install$missing" >&2
    exit 1
fi
echo "make deps: installing$missing"
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
# shellcheck disable=SC2086  # a list of words
$sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
