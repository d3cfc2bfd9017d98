# SPDX-License-Identifier: ISC
# What says more about an option that is not given is refused, and so is a
# registry that no dump has.
cd "$T" || exit
run() {
    irr-diff "$@" 2>&1
    echo "$?"
}
run --serial 5 old.db new.db
run --session 00000000-0000-4000-8000-000000000000 old.db new.db
run -m old.db new.db
run --unit pairs --against rir rir.db third.db
run --source NOSUCH --against rir rir.db third.db
run --source NOSUCH old.db new.db
run --impact --list --summary -b pfx2as third.db
