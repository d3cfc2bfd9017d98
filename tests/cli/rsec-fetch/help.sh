# SPDX-License-Identifier: ISC
rsec-fetch --help
