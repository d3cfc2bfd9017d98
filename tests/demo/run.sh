#!/bin/sh
# SPDX-License-Identifier: ISC
# make demo: make up an Internet, ask each tool about it, show the answers.
#
# tests/demo/TOOL.demo has a tool's part: lines that begin with "#" explain,
# every other line is a command.  One that ends with 2 or more fails the demo.
set -eu
cd "$(dirname "$0")/../.."
B=$(cd "${B:-build}" && pwd)
export B
here=$PWD/tests/demo
sh "$here/make.sh" "$B/demo"
PATH=$B/bin:$PATH
LC_ALL=C
export PATH LC_ALL
unset RSEC_VRPS
cd "$B/demo"

echo "The data is in ${B##*/}/demo; the tools are in ${B##*/}/bin."
status=0
for tool in roa-check roa-print roa-history irr-diff rsec-fetch manrs-check; do
    demo=$here/$tool.demo
    while IFS= read -r line; do
        case $line in
        '# SPDX'*) ;;
        '#'*) printf '\n%s\n' "$line" ;;
        '') ;;
        *)
            printf '$ %s\n' "$line"
            code=0
            sh -c "$line" 2>&1 </dev/null || code=$?
            [ $code -lt 2 ] || {
                echo "demo of $tool: exit status $code" >&2
                status=1
            }
            ;;
        esac
    done <"$demo"
done
exit $status
