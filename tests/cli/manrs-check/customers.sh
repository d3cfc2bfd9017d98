# SPDX-License-Identifier: ISC
. "$T/month.inc"
check --customers AS64500
check --customers AS64501
check --customers --report-dir letters AS64500
head -n 1 letters/AS64500*
