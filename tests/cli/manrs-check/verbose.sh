# SPDX-License-Identifier: ISC
. "$T/month.inc"
check -v AS64500
