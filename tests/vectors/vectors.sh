# SPDX-License-Identifier: ISC
# shellcheck shell=sh
# What the tests over real objects share: read with ". tests/vectors/vectors.sh"
# at the top of the tree.  Each is a script that speaks TAP; what it found is in
# comments, for people.
B=$(cd "${B:-build}" && pwd)
RSEC_VECTORS=${RSEC_VECTORS:-../shared/vectors}
export LC_ALL=C TZ=UTC
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

need() { # need FILE...: skip all where one is not there
    for file; do
        if [ ! -e "$file" ]; then
            echo "1..0 # SKIP ${file##*/} is not there"
            exit 0
        fi
    done
}

bbn_tal() { # bbn_tal CERTIFICATE: a locator of the anchor of the BBN suite
    printf 'rsync://rpki.bbn.com/conformance/root.cer\n\n'
    openssl x509 -inform DER -in "$1" -noout -pubkey | grep -v -e -----
}
