# SPDX-License-Identifier: ISC
. "$T/month.inc"
check -f markdown AS64500
