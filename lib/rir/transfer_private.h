/* SPDX-License-Identifier: ISC */
/* What the reader of transfer logs and their set share; not installed. */
#ifndef RSEC_RIR_TRANSFER_PRIVATE_H
#define RSEC_RIR_TRANSFER_PRIVATE_H

#include "rir/span_private.h"
#include "rir/transfer.h"

/*
 * Ranges of both families that one transfer moved: rsec_span each, flattened,
 * so that none touches another.
 */
struct rsec_transfer_ranges {
	struct rsec_buf of[2]; /* RSEC_SPAN_IPV4, RSEC_SPAN_IPV6 */
};

/*
 * transfer.c: add a transfer with its RANGES, whose record is set there.
 * first and last of TRANSFER are not read, its texts are copied.  Returns 0,
 * or -1 with ERR.
 */
int rsec_transfers_add(struct rsec_transfers *transfers,
    const struct rsec_transfer *transfer,
    const struct rsec_transfer_ranges *ranges, struct rsec_err *err);

#endif
