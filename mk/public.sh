#!/bin/sh
# SPDX-License-Identifier: ISC
# The public headers, one a line: those that export something, api.h, which
# says how, and the tables (*.def) that headers are made from.  What librsec.so
# hides has no place below include/rsec.
set -eu
grep -l -e '^RSEC_BEGIN_API' -e '^#define RSEC_BEGIN_API' lib/*/*.h
find lib -name '*.def' | sort
