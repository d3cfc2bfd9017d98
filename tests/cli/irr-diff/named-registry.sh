# SPDX-License-Identifier: ISC
# A registry that is named must have a route object: else a slip of the pen, or
# a download that failed, would look like an answer.
cd "$T" || exit
try() { irr-diff "$@"; echo $?; }
try --against APNIC third.db rir.db
try --against rir --auth-also JPIRR third.db rir.db
try --impact -b pfx2as --drop LEVEL3 third.db rir.db
try --against rir LEVEL3=third.db rir.db
