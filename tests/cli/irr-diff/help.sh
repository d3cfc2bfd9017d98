# SPDX-License-Identifier: ISC
irr-diff --help
# It fits a terminal.
irr-diff --help | awk 'length > 80'
