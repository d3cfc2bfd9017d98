#!/bin/sh
# SPDX-License-Identifier: ISC
# rsec-fetch against servers on loopback that cut, stall, lie and redirect, and
# against being killed: see tests/lib/fetched.py.
set -u
cd "$(dirname "$0")/.." || exit 2
B=$(cd "${B:-build}" && pwd) || exit 2
export B LC_ALL=C TZ=UTC
unset RSEC_DATA http_proxy https_proxy ftp_proxy HTTP_PROXY HTTPS_PROXY \
    ALL_PROXY all_proxy
command -v python3 >/dev/null || {
    echo '1..0 # SKIP no python3'
    exit
}
exec python3 tests/lib/fetched.py
