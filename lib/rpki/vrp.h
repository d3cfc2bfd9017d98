/* SPDX-License-Identifier: ISC */
/*
 * Validated ROA Payloads (RFC 6811 section 2) and sets of them: fill with
 * rsec_vrps_add(), freeze, then ask.  A frozen set is sorted by prefix, then
 * maxLength, then ASN, then trust anchor, holds nothing twice, and may be
 * asked by any number of threads.
 */
#ifndef RSEC_RPKI_VRP_H
#define RSEC_RPKI_VRP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/api.h"
#include "base/err.h"
#include "net/prefix.h"

#define RSEC_TA_MAX	 65535 /* trust anchor names in one set */
#define RSEC_TA_NAME_MAX 255   /* bytes of one name */

struct rsec_trie;

struct rsec_vrp {
	struct rsec_prefix prefix;
	uint32_t asn;	 /* 0: AS0, matches no route (RFC 6483 section 4) */
	uint8_t max_len; /* prefix.len..32 or 128 */
	uint16_t ta;	 /* index for rsec_vrps_ta_name() */
};

struct rsec_vrps; /* a set; opaque */

RSEC_BEGIN_API

/* NULL without memory. */
struct rsec_vrps *rsec_vrps_new(void);
void rsec_vrps_free(struct rsec_vrps *vrps);

/*
 * The index of the trust anchor NAME[0..n), which is new to the set or not.
 * Returns 0, or -1 with ERR: too many, too long, no memory.
 */
int rsec_vrps_ta(struct rsec_vrps *vrps, const char *name, size_t n,
    uint16_t *ta, struct rsec_err *err);

/*
 * Add a VRP.  Returns 0, or -1 with ERR and the set as it was: a maxLength
 * outside prefix.len..32 or 128 (RFC 9582 section 4.3.2.2), or no memory.
 */
int rsec_vrps_add(
    struct rsec_vrps *vrps, const struct rsec_vrp *vrp, struct rsec_err *err);

/*
 * From here on, before the first VRP is added, the set also keeps a time for
 * each, seconds UTC: of the same VRP the earliest, and 0 where none was told.
 */
void rsec_vrps_keep_times(struct rsec_vrps *vrps);
int rsec_vrps_add_at(struct rsec_vrps *vrps, const struct rsec_vrp *vrp,
    uint32_t time, struct rsec_err *err);

/* After the freeze: the time of each; NULL where the set keeps none. */
const uint32_t *rsec_vrps_times(const struct rsec_vrps *vrps);

/*
 * Give the trust anchors, before the freeze, other names: what RENAME returns,
 * borrowed until its next call.  Those that get the same name become one.
 */
int rsec_vrps_rename(struct rsec_vrps *vrps,
    const char *(*rename)(void *ctx, const char *name), void *ctx,
    struct rsec_err *err);

/* Before the freeze, add all of FROM, which is not frozen either, to VRPS. */
int rsec_vrps_merge(
    struct rsec_vrps *vrps, const struct rsec_vrps *from, struct rsec_err *err);

/*
 * Take out, before the freeze, each VRP for which DROP is true.  Returns how
 * many went.
 */
uint64_t rsec_vrps_remove_if(struct rsec_vrps *vrps,
    bool (*drop)(void *ctx, const struct rsec_vrp *vrp), void *ctx);

/*
 * Sort, drop duplicates, build the trie.  Needed before any question.  Trust
 * anchors get new numbers, in the order of their names; names that no VRP has
 * are dropped.  After a failure the set can only be freed.
 */
int rsec_vrps_freeze(struct rsec_vrps *vrps, struct rsec_err *err);

/* After the freeze: how many, the I-th, and the trie whose values they are. */
uint32_t rsec_vrps_count(const struct rsec_vrps *vrps);
void rsec_vrps_get(
    const struct rsec_vrps *vrps, uint32_t i, struct rsec_vrp *vrp);
const struct rsec_trie *rsec_vrps_trie(const struct rsec_vrps *vrps);

/* Borrowed, NUL-terminated; "" for a VRP whose input names none. */
const char *rsec_vrps_ta_name(const struct rsec_vrps *vrps, uint16_t ta);

/* Bytes that a frozen set holds. */
size_t rsec_vrps_memory(const struct rsec_vrps *vrps);

/*
 * The walk over the VRPs that cover PREFIX, the most specific prefix first:
 *
 *	struct rsec_vrp_walk walk = rsec_vrps_covering(vrps, &prefix);
 *	while (rsec_vrp_walk_next(&walk, &vrp)) ...
 *
 * and over those inside it, in order, those of PREFIX itself left out; or over
 * the whole set, in order.
 */
struct rsec_vrp_walk {
	const struct rsec_vrps *vrps;
	struct rsec_prefix prefix; /* of the entry at hand */
	uint32_t entry;		   /* next entry of the trie */
	uint32_t end;		   /* one past the last; walking inside only */
	uint32_t value, values;	   /* next VRP of the entry, and one past */
	bool inside;
};

struct rsec_vrp_walk rsec_vrps_covering(
    const struct rsec_vrps *vrps, const struct rsec_prefix *prefix);
struct rsec_vrp_walk rsec_vrps_inside(
    const struct rsec_vrps *vrps, const struct rsec_prefix *prefix);
struct rsec_vrp_walk rsec_vrps_all(const struct rsec_vrps *vrps);
bool rsec_vrp_walk_next(struct rsec_vrp_walk *walk, struct rsec_vrp *vrp);

RSEC_END_API

#endif
