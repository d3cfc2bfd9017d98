/* SPDX-License-Identifier: ISC */
/*
 * When an input was made, as the text itself says in its first lines:
 *
 *	delegated	2|ripencc|1793404800|150000|19830705|20261031|+0100
 *			the day of its last records, or the serial's
 *	bogons		# last updated 1793404800 (...)
 *	as-rel		# source:topology|BGP|20261001|ripe|rrc00
 *			the last of the days that paths are of
 */
#ifndef RSEC_MANRS_STAMP_H
#define RSEC_MANRS_STAMP_H

#include "manrs/data.h"

#define RSEC_MANRS_STAMP_MAX 16384 /* bytes that are worth a look */

RSEC_BEGIN_API

/*
 * The time that HEAD, the first bytes of INPUT, tells, in seconds UTC; a line
 * that is cut is not read.  False where it tells none, or INPUT is not one of
 * the above.
 */
bool rsec_manrs_stamp(
    enum rsec_manrs_input input, const char *head, size_t len, int64_t *out);

RSEC_END_API

#endif
