/* SPDX-License-Identifier: ISC */
/*
 * What the parts of the MRT reader share: mrt.c reads records, mrt_table.c
 * those of tables, mrt_message.c those of updates.
 *
 * A record is read in two steps: begin() looks at its head, what it holds is
 * then handed out entry by entry from the cursors here.
 */
#ifndef RSEC_BGP_MRT_PRIVATE_H
#define RSEC_BGP_MRT_PRIVATE_H

#include "base/buf.h"
#include "base/num.h"
#include "bgp/mrt.h"

/* A run of bytes that is read from its front. */
struct rsec_mrt_cursor {
	const uint8_t *at, *end;
};

/* A list of prefixes in an update (RFC 4271 section 4.3, RFC 7911). */
struct rsec_mrt_nlri {
	struct rsec_mrt_cursor cursor;
	enum rsec_mrt_kind kind;
	uint8_t family;
};

#define RSEC_MRT_LISTS 4 /* withdrawn, MP_UNREACH, MP_REACH, NLRI */

struct rsec_mrt {
	struct rsec_source source;
	const struct rsec_diag *diag;
	struct rsec_mrt_stats stats;

	const uint8_t *at, *end; /* the run that is being read */
	uint64_t offset;	 /* in the input, of AT */
	struct rsec_buf joined;	 /* a record that spans runs */

	/* The record at hand. */
	uint64_t record; /* its offset */
	struct rsec_mrt_cursor body;
	/* What its entries have in common; of an update, the attributes too. */
	struct rsec_mrt_route route;
	struct rsec_mrt_peer peer; /* of one that names its own */
	bool add_path;
	uint16_t type, subtype;
	uint16_t entries; /* of a RIB record, not yet handed out */
	struct rsec_mrt_nlri list[RSEC_MRT_LISTS]; /* of an update */
	unsigned lists, next_list;

	/* TABLE_DUMP_V2: the last PEER_INDEX_TABLE. */
	struct rsec_mrt_peer *peers;
	size_t peer_count;
	bool has_peers;
};

/* From the front of CURSOR; false where less is left. */
static inline bool
rsec_mrt_take(struct rsec_mrt_cursor *cursor, size_t n, const uint8_t **data)
{
	if ((size_t)(cursor->end - cursor->at) < n)
		return false;
	*data = cursor->at;
	cursor->at += n;
	return true;
}

static inline bool
rsec_mrt_take8(struct rsec_mrt_cursor *cursor, uint8_t *v)
{
	const uint8_t *p;

	if (!rsec_mrt_take(cursor, 1, &p))
		return false;
	*v = *p;
	return true;
}

static inline bool
rsec_mrt_take16(struct rsec_mrt_cursor *cursor, uint16_t *v)
{
	const uint8_t *p;

	if (!rsec_mrt_take(cursor, 2, &p))
		return false;
	*v = rsec_get_be16(p);
	return true;
}

static inline bool
rsec_mrt_take32(struct rsec_mrt_cursor *cursor, uint32_t *v)
{
	const uint8_t *p;

	if (!rsec_mrt_take(cursor, 4, &p))
		return false;
	*v = rsec_get_be32(p);
	return true;
}

/* An address of FAMILY as a prefix of one address. */
bool rsec_mrt_take_address(
    struct rsec_mrt_cursor *cursor, uint8_t family, struct rsec_prefix *out);

/* A length and as many octets as it needs; 0, or -1 with ERR. */
int rsec_mrt_take_prefix(struct rsec_mrt_cursor *cursor, uint8_t family,
    struct rsec_prefix *out, struct rsec_err *err);

/* Count the record at hand, which is not read, in TOTAL and by its type. */
void rsec_mrt_pass_over(struct rsec_mrt *mrt, uint64_t *total);

/* "the record ends inside WHAT"; -1. */
int rsec_mrt_short(struct rsec_err *err, const char *what);

/*
 * Look at the head of the record: 0, or -1 with ERR when it is malformed.  A
 * table's PEER_INDEX_TABLE is read here.
 */
int rsec_mrt_table_begin(struct rsec_mrt *mrt, struct rsec_err *err);
int rsec_mrt_v1_begin(
    struct rsec_mrt *mrt, uint8_t family, struct rsec_err *err);
int rsec_mrt_message_begin(struct rsec_mrt *mrt, struct rsec_err *err);

/*
 * Fill ROUTE with the next entry of the record, of which there is one: 0, or
 * -1 with ERR, and what is left of the record, if anything, may be asked for
 * again.
 */
int rsec_mrt_table_next(
    struct rsec_mrt *mrt, struct rsec_mrt_route *route, struct rsec_err *err);
int rsec_mrt_message_next(
    struct rsec_mrt *mrt, struct rsec_mrt_route *route, struct rsec_err *err);

#endif
