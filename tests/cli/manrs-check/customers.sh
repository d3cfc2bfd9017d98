# SPDX-License-Identifier: ISC
. "$T/month.inc"
check --customers AS64500
check --customers AS64501
