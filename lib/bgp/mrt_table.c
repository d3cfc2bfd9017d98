/* SPDX-License-Identifier: ISC */
/*
 * Records of tables: TABLE_DUMP_V2 (RFC 6396 section 4.3, RFC 8050 section 4)
 * and its predecessor TABLE_DUMP (RFC 6396 section 4.2).
 *
 * An entry whose peer is not in the index, or whose attributes make no sense,
 * is passed over by its length, and the others of the record are read on.
 */
#include <stdlib.h>

#include "base/num.h"
#include "bgp/mrt_private.h"

/* RFC 6396 section 4.3, RFC 8050 section 4. */
enum {
	PEER_INDEX_TABLE = 1,
	RIB_IPV4_UNICAST = 2,
	RIB_IPV6_UNICAST = 4,
	RIB_IPV4_UNICAST_ADDPATH = 8,
	RIB_IPV6_UNICAST_ADDPATH = 10,
	LAST_SUBTYPE = 12, /* multicast and generic are the others */
};

#define PEER_IS_IPV6 0x01
#define PEER_IS_AS4  0x02

static int
read_peer(struct rsec_mrt_cursor *body, struct rsec_mrt_peer *peer)
{
	const uint8_t *id;
	uint16_t as2 = 0;
	uint8_t type;

	if (!rsec_mrt_take8(body, &type) || !rsec_mrt_take(body, 4, &id) ||
	    !rsec_mrt_take_address(body,
		type & PEER_IS_IPV6 ? RSEC_IPV6 : RSEC_IPV4, &peer->address))
		return -1;
	if (type & PEER_IS_AS4)
		return rsec_mrt_take32(body, &peer->asn) ? 0 : -1;
	if (!rsec_mrt_take16(body, &as2))
		return -1;
	peer->asn = as2;
	return 0;
}

/*
 * PEER_INDEX_TABLE: the peers that the entries of all following records name
 * by number.  A later one replaces it.
 */
static int
read_peers(struct rsec_mrt *mrt, struct rsec_err *err)
{
	struct rsec_mrt_cursor *body = &mrt->body;
	struct rsec_mrt_peer *peers;
	uint16_t name_len, count, i;
	const uint8_t *skipped;

	mrt->has_peers = false;
	mrt->peer_count = 0;
	if (!rsec_mrt_take(body, 4, &skipped) ||
	    !rsec_mrt_take16(body, &name_len) ||
	    !rsec_mrt_take(body, name_len, &skipped) ||
	    !rsec_mrt_take16(body, &count))
		return rsec_mrt_short(err, "the peer index table");
	if ((peers = realloc(
		 mrt->peers, (count + (size_t)1) * sizeof(*peers))) == NULL)
		return rsec_err_nomem(err);
	mrt->peers = peers;
	for (i = 0; i < count; i++)
		if (read_peer(body, &peers[i]) != 0)
			return rsec_err_set(err, RSEC_ERR_TRUNCATED,
			    "the peer index table ends inside peer %u of %u "
			    "(RFC 6396 section 4.3.1)",
			    i, count);
	mrt->peer_count = count;
	mrt->has_peers = true;
	return 0;
}

static int
begin_rib(
    struct rsec_mrt *mrt, uint8_t family, bool add_path, struct rsec_err *err)
{
	struct rsec_mrt_cursor *body = &mrt->body;
	uint32_t sequence;

	if (!mrt->has_peers)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "a table without a peer index before it "
		    "(RFC 6396 section 4.3)");
	if (!rsec_mrt_take32(body, &sequence))
		return rsec_mrt_short(err, "the sequence number");
	if (rsec_mrt_take_prefix(body, family, &mrt->route.prefix, err) != 0)
		return -1;
	if (!rsec_mrt_take16(body, &mrt->entries))
		return rsec_mrt_short(err, "the entry count");
	mrt->add_path = mrt->route.has_path_id = add_path;
	mrt->route.kind = RSEC_MRT_RIB;
	return 0;
}

int
rsec_mrt_table_begin(struct rsec_mrt *mrt, struct rsec_err *err)
{
	switch (mrt->subtype) {
	case PEER_INDEX_TABLE:
		return read_peers(mrt, err);
	case RIB_IPV4_UNICAST:
		return begin_rib(mrt, RSEC_IPV4, false, err);
	case RIB_IPV6_UNICAST:
		return begin_rib(mrt, RSEC_IPV6, false, err);
	case RIB_IPV4_UNICAST_ADDPATH:
		return begin_rib(mrt, RSEC_IPV4, true, err);
	case RIB_IPV6_UNICAST_ADDPATH:
		return begin_rib(mrt, RSEC_IPV6, true, err);
	default:
		rsec_mrt_pass_over(
		    mrt, mrt->subtype != 0 && mrt->subtype <= LAST_SUBTYPE
			     ? &mrt->stats.generic
			     : &mrt->stats.other);
		return 0;
	}
}

int
rsec_mrt_v1_begin(struct rsec_mrt *mrt, uint8_t family, struct rsec_err *err)
{
	uint8_t bits = rsec_family_bits(family);
	struct rsec_mrt_cursor *body = &mrt->body;
	const uint8_t *view, *addr, *status;
	uint16_t as2;
	uint8_t len;

	if (!rsec_mrt_take(body, 4, &view) ||
	    !rsec_mrt_take(body, bits / 8, &addr) ||
	    !rsec_mrt_take8(body, &len) || !rsec_mrt_take(body, 1, &status) ||
	    !rsec_mrt_take32(body, &mrt->route.originated) ||
	    !rsec_mrt_take_address(body, family, &mrt->peer.address) ||
	    !rsec_mrt_take16(body, &as2))
		return rsec_mrt_short(err, "the head of the entry");
	if (!rsec_prefix_from_bytes(&mrt->route.prefix, family, addr, len))
		return rsec_err_set(err, RSEC_ERR_RANGE,
		    "a prefix of %u bits, where IPv%u has %u", len, family,
		    bits);
	mrt->peer.asn = as2;
	mrt->route.peer = &mrt->peer;
	mrt->route.kind = RSEC_MRT_RIB;
	mrt->entries = 1;
	return 0;
}

/*
 * Field by field: a load that is wider than the stores before it waits for
 * them, which took a sixth of the time of a table.
 */
static void
copy_common(const struct rsec_mrt_route *from, struct rsec_mrt_route *to)
{
	to->kind = from->kind;
	to->prefix = from->prefix;
	to->time = from->time;
	to->microseconds = from->microseconds;
	to->originated = from->originated;
	to->peer = from->peer;
	to->has_path_id = from->has_path_id;
	to->path_id = from->path_id;
}

/* The head of an entry, and its peer's number; false where it is cut. */
static inline bool
take_head(struct rsec_mrt *mrt, struct rsec_mrt_route *route, uint16_t *peer)
{
	const uint8_t *head;

	if (!rsec_mrt_take(&mrt->body, mrt->add_path ? 10 : 6, &head))
		return false;
	*peer = rsec_get_be16(head);
	route->originated = rsec_get_be32(head + 2);
	if (mrt->add_path)
		route->path_id = rsec_get_be32(head + 6);
	return true;
}

/* The length-prefixed attributes at the front of the body. */
static inline int
read_attributes(struct rsec_mrt *mrt, uint8_t asn_size,
    struct rsec_mrt_route *route, struct rsec_err *err)
{
	const uint8_t *data;
	uint16_t len;

	if (!rsec_mrt_take16(&mrt->body, &len) ||
	    !rsec_mrt_take(&mrt->body, len, &data)) {
		mrt->entries = 0; /* where the next begins is not known */
		return rsec_mrt_short(err, "an entry");
	}
	return rsec_bgp_attributes_parse(
	    data, len, asn_size, &route->attributes, err);
}

static int
next_v2(
    struct rsec_mrt *mrt, struct rsec_mrt_route *route, struct rsec_err *err)
{
	uint16_t peer;

	if (!take_head(mrt, route, &peer)) {
		mrt->entries = 0;
		return rsec_mrt_short(err, "an entry");
	}
	if (read_attributes(mrt, 4, route, err) != 0)
		return -1;
	if (peer >= mrt->peer_count)
		return rsec_err_set(err, RSEC_ERR_RANGE,
		    "peer %u, where the index has %zu "
		    "(RFC 6396 section 4.3.4)",
		    peer, mrt->peer_count);
	route->peer = &mrt->peers[peer];
	return 0;
}

int
rsec_mrt_table_next(
    struct rsec_mrt *mrt, struct rsec_mrt_route *route, struct rsec_err *err)
{
	mrt->entries--;
	copy_common(&mrt->route, route);
	if (mrt->route.peer == &mrt->peer)
		return read_attributes(mrt, 2, route, err);
	return next_v2(mrt, route, err);
}
