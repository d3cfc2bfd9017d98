# SPDX-License-Identifier: ISC
roa-print --help
