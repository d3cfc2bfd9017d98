#!/bin/sh
# SPDX-License-Identifier: ISC
# Find out which optional libraries there are; writes make variables.
# Libraries that only some invocations need (libcurl, libbz2, liblzma, libzstd,
# RTRlib) are loaded at run time and are not among them: see lib/io/lazy.h.
set -eu

links() {
    printf '#include <%s>\nint main(void) { return 0; }\n' "$1" |
        $CC -x c - "-l$2" -o "$B/probe" 2>/dev/null
}

printf 'LDLIBS = -Wl,--as-needed -lxxhash -lpthread -ldl -lcrypto'
if links isa-l/igzip_lib.h isal; then printf ' -lisal'; fi
if links zlib.h z; then printf ' -lz'; fi
if links seccomp.h seccomp; then printf ' -lseccomp'; fi
printf '\n'

# for those programs that name them in NAME.libs
printf 'LIBRTR ='
if links rtrlib/pfx/pfx.h rtr; then printf ' -lrtr'; fi
printf '\n'
rm -f "$B/probe"
