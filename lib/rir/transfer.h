/* SPDX-License-Identifier: ISC */
/*
 * Address space that changed hands: the transfer logs of the RIRs in the NRO's
 * JSON format, versions 3 and 4 (transfers_latest.json).  LACNIC's dates
 * ("2019-03-01 12:00:00.000-0300") and arrays of nets are read as well; ranges
 * need not be prefixes.
 */
#ifndef RSEC_RIR_TRANSFER_H
#define RSEC_RIR_TRANSFER_H

#include "rir/delegated.h"

enum rsec_transfer_type {
	RSEC_TRANSFER_RESOURCE,	 /* bought, or leased out for good */
	RSEC_TRANSFER_MERGER,	 /* the holder was merged or acquired */
	RSEC_TRANSFER_INTER_RIR, /* likewise, and its RIR is another one now */
	RSEC_TRANSFER_OTHER,
};

struct rsec_transfer {
	enum rsec_transfer_type type;
	int32_t date;				/* days since 1970 */
	enum rsec_rir from, to;			/* NONE where not said */
	const char *source_org, *recipient_org; /* borrowed; "" */
	struct rsec_prefix first, last; /* addresses, both of them included */
};

struct rsec_transfers; /* opaque */

RSEC_BEGIN_API

/*
 * Filled, frozen, then asked: by any number of threads.  New returns NULL
 * without memory.
 */
struct rsec_transfers *rsec_transfers_new(void);
void rsec_transfers_free(struct rsec_transfers *transfers);

/*
 * Read one log into TRANSFERS; any number may follow each other.  A transfer
 * that is wrong is reported and left out; those of AS numbers alone are passed
 * over.  Returns 0, or -1 with ERR where the file is no log of transfers, or
 * is cut.
 */
int rsec_transfers_read(struct rsec_transfers *transfers,
    struct rsec_source source, const struct rsec_diag *diag,
    struct rsec_err *err);
int rsec_transfers_freeze(
    struct rsec_transfers *transfers, struct rsec_err *err);
size_t rsec_transfers_count(const struct rsec_transfers *transfers);

/*
 * The transfers that touch PREFIX, the newest first: one call of FOUND for
 * each range of theirs that does, which returns 0 to go on; WHOLE: all of
 * PREFIX is in it.  Returns 0 or what FOUND returned.
 */
int rsec_transfers_of(const struct rsec_transfers *transfers,
    const struct rsec_prefix *prefix,
    int (*found)(void *ctx, const struct rsec_transfer *transfer, bool whole),
    void *ctx);

RSEC_END_API

#endif
