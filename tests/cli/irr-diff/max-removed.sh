# SPDX-License-Identifier: ISC
# One of five is gone: nothing reaches a pipeline unless that is allowed.
irr-diff --max-removed 19.9% "$T/old.db" "$T/new.db"; echo $?
irr-diff --max-removed 19% -f nrtm3 "$T/old.db" "$T/new.db"; echo $?
irr-diff --max-removed 20% -q "$T/old.db" "$T/new.db" | wc -l
