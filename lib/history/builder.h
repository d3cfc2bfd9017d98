/* SPDX-License-Identifier: ISC */
/*
 * How a store comes to be: load the old one, add observations in any order,
 * write the new one.  The bytes that are written depend on what was added,
 * never on the order.
 *
 * Of two inputs for one trust anchor and time the later made counts: by the
 * time that they say they were generated, or else the newest Not Before in
 * them; then the one with more VRPs; then by digest.  The other is in the
 * ledger as superseded.  ASPAs and router keys are taken from the best of those
 * that tell of any.  An input that the ledger has already (by time and digest)
 * changes nothing.  To replace puts these rules aside, and so depends on the
 * order.
 *
 * An observation is suspect, and then counts as not observed, where the number
 * of VRPs of its trust anchor falls by more than 5 % and 200 against the median
 * of the seven trusted observations before, where as many vanished against the
 * last of them, and where nine tenths of what vanished are back in one of the
 * next three.  One that has no VRP left is so whatever the number was.  This is
 * judged anew whenever a store is written.
 */
#ifndef RSEC_HISTORY_BUILDER_H
#define RSEC_HISTORY_BUILDER_H

#include "history/store.h"
#include "rpki/vrp.h"

/* What an input says beside its VRPs; in any order. */
struct rsec_snapshot_aspa {
	uint32_t customer;
	const uint32_t *providers;
	uint32_t count;
};

struct rsec_snapshot_router_key {
	uint32_t asn;
	uint8_t ski[20];
	const uint8_t *key; /* SubjectPublicKeyInfo */
	uint32_t len;
};

struct rsec_snapshot_extra {
	const struct rsec_snapshot_aspa *aspas;
	size_t aspa_count;
	const struct rsec_snapshot_router_key *keys;
	size_t key_count;
};

/* What one input says of one trust anchor. */
struct rsec_snapshot {
	const char *ta;
	uint32_t time; /* seconds UTC */
	uint32_t made; /* generated, or the newest Not Before; 0: not known */
	uint32_t records, skipped;
	uint8_t digest[16];
	const struct rsec_vrps *vrps; /* frozen; those of ta are taken */
	/* Not Before of the I-th VRP of the set; NULL: the input has none. */
	const uint32_t *not_before;
	/* Its ASPAs and router keys; NULL: the input does not tell of any. */
	const struct rsec_snapshot_extra *extra;
};

struct rsec_builder; /* opaque */

RSEC_BEGIN_API

/*
 * Over the store OLD, which is read whole here and not needed again; NULL:
 * begin anew.  After a failure of the calls below a builder can only be freed,
 * but for a WRITE that failed.
 */
struct rsec_builder *rsec_builder_new(
    struct rsec_history *old, struct rsec_err *err);
void rsec_builder_free(struct rsec_builder *builder);

/* Add an observation; what SNAPSHOT points to is the caller's again after. */
int rsec_builder_add(struct rsec_builder *builder,
    const struct rsec_snapshot *snapshot, bool replace, struct rsec_err *err);

/* There was an input for TA at TIME, but it was refused. */
int rsec_builder_add_corrupt(struct rsec_builder *builder, const char *ta,
    uint32_t time, struct rsec_err *err);

/* The new store, in consecutive runs; WRITE returns 0 or -1. */
int rsec_builder_write(struct rsec_builder *builder,
    int (*write)(void *ctx, const void *data, size_t len), void *ctx,
    struct rsec_err *err);

RSEC_END_API

#endif
