/* SPDX-License-Identifier: ISC */
/* What the parts of a diff share: diff*.c and filter.c. */
#ifndef RSEC_IRR_DIFF_PRIVATE_H
#define RSEC_IRR_DIFF_PRIVATE_H

#include <pthread.h>

#include "base/arena.h"
#include "irr/diff.h"
#include "irr/meaning.h"

#define RSEC_DIFF_SHARDS 64 /* a power of two */

/* The text of an object that only one side has so far. */
struct rsec_diff_kept {
	const char *text; /* in the source, or in copy */
	uint64_t line, offset;
	uint32_t len;
	char copy[];
};

/*
 * A meaning; the sides that have it are bits 1 << enum rsec_irr_side in what
 * is free of key, none in a slot that is free.  Once both have it nothing is
 * kept.
 */
struct rsec_diff_entry {
	struct rsec_rpsl_signature signature;
	uint64_t key; /* a hash; RSEC_DIFF_SIDES of it are not */
	struct rsec_diff_kept *kept;
};

#define RSEC_DIFF_SIDES ((uint64_t)3)

struct rsec_diff_shard {
	pthread_mutex_t lock;
	_Atomic(struct rsec_diff_entry *) slot; /* see expect */
	_Atomic size_t slots;
	size_t used;
};

/* diff_set.c: the meanings of both sides; any number of threads may add. */
struct rsec_diff_set {
	struct rsec_diff_shard shard[RSEC_DIFF_SHARDS];
};

/* An object that is about to be added; what COPY holds lives as long. */
struct rsec_diff_pending {
	struct rsec_rpsl_signature signature;
	uint64_t key; /* a hash */
	const char *text;
	size_t len;
	uint64_t line, offset;
	bool stable; /* the text stays where it is */
	bool is_route;
	struct rsec_buf copy; /* of a text that does not */
};

int rsec_diff_set_init(struct rsec_diff_set *set);
void rsec_diff_set_fini(struct rsec_diff_set *set);

/*
 * SIDE has this object.  Returns 1, 0 where it is a duplicate, or -1 without
 * memory.
 */
int rsec_diff_set_add(struct rsec_diff_set *set, enum rsec_irr_side side,
    const struct rsec_diff_pending *pending);

/* It will be added soon: have its slot at hand. */
void rsec_diff_set_expect(
    struct rsec_diff_set *set, const struct rsec_diff_pending *pending);

/* filter.c: whether the filter lets an object of that class pass. */
bool rsec_irr_filter_class(
    const struct rsec_irr_filter *filter, enum rsec_rpsl_class class_id);

/* And an object: ROUTE of a route or route6, else NULL. */
bool rsec_irr_filter_object(const struct rsec_irr_filter *filter,
    const struct rsec_rpsl_object *object, const struct rsec_irr_route *route,
    struct rsec_rpsl_piece source);

/* Of one of the two threads. */
struct rsec_diff_side {
	struct rsec_irr_diff_stats stats;
	const struct rsec_nrtm *journal;
	bool reading;	 /* it has begun and not ended */
	uint64_t offset; /* how far it has got */
};

struct rsec_irr_diff {
	struct rsec_irr_diff_options options;
	struct rsec_diff_set set;
	struct rsec_diff_side side[2];
	pthread_mutex_t lock; /* of reading and offset of both, and failed */
	pthread_cond_t moved; /* one of them changed */
	bool failed;
	uint64_t unchanged;
	struct rsec_irr_change *change;
	size_t changes;
	struct rsec_arena arena; /* of the changes */
};

/* What says which object it is. */
struct rsec_diff_identity {
	struct rsec_irr_route route; /* of route and route6 */
	struct rsec_rpsl_piece source;
	struct rsec_buf key; /* of the others, as rsec_rpsl_key() */
	bool is_route, repaired;
};

/*
 * diff_identity.c: read it.  Returns 0 or -1 with ERR: the object is
 * malformed, there is no memory, or the diag of LENIENCY asked to stop.
 */
int rsec_diff_identify(struct rsec_diff_identity *identity,
    const struct rsec_rpsl_object *object,
    const struct rsec_irr_leniency *leniency, struct rsec_err *err);

/*
 * Append the key, as rsec_rpsl_key() of the object that was repaired, and a
 * NUL.  Returns 0 or -1 without memory.
 */
int rsec_diff_identity_key(
    const struct rsec_diff_identity *identity, struct rsec_buf *out);

/* A hash of class, key and source. */
uint64_t rsec_diff_identity_hash(
    const struct rsec_diff_identity *identity, enum rsec_rpsl_class class_id);

#endif
