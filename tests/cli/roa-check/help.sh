# SPDX-License-Identifier: ISC
roa-check --help
