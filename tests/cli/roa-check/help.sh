# SPDX-License-Identifier: ISC
roa-check --help
# It fits a terminal.
roa-check --help | awk 'length > 80'
