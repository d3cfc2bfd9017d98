#!/bin/sh
# SPDX-License-Identifier: ISC
# The public headers, one a line: those that export something, and api.h,
# which says how.  What librsec.so hides has no place below include/rsec.
set -eu
grep -l -e '^RSEC_BEGIN_API' -e '^#define RSEC_BEGIN_API' lib/*/*.h
