# SPDX-License-Identifier: ISC
# The message is about what was meant.
for operands in "192.0.2.0/24 AS4294967296" "AS64496" \
    "192.0.2.0/24 AS64496 AS64497" "192.0.2.0/24 192.0.2.1/24" "192.0.2.0/24 x"
do
    # shellcheck disable=SC2086  # they are several
    roa-check -r "$T/vrps.json" $operands; echo $?
done
