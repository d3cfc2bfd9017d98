# SPDX-License-Identifier: ISC
. "$T/month.inc"
check -f observatory-json AS64500
manrs-check --data month --now $NOW -f observatory-json AS64501
