#!/bin/sh
# SPDX-License-Identifier: ISC
# The functions that public headers declare, one a line, sorted: what stands
# between RSEC_BEGIN_API and RSEC_END_API.
set -eu
# shellcheck disable=SC2046  # a list of files
awk 'FNR == 1 { on = 0 }
    /^RSEC_BEGIN_API/ { on = 1 }
    /^RSEC_END_API/ { on = 0 }
    on' $(sh mk/public.sh) |
    tr '\n' ' ' | sed 's:\*/:\n:g' | sed 's:/\*.*::' |
    grep -oE '\<rsec_[a-z0-9_]+\(' | tr -d '(' | sort -u
