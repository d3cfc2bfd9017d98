/* SPDX-License-Identifier: ISC */
/*
 * Records of BGP messages (RFC 6396 section 4.4, RFC 8050 section 3): the
 * prefixes that an UPDATE takes back and announces (RFC 4271 section 4.3, RFC
 * 4760, RFC 7911), in the order in which they stand: withdrawn, MP_UNREACH,
 * MP_REACH, NLRI.  Only unicast of IPv4 and IPv6 is read.
 *
 * All lists are gone through before the first route is handed out: of a
 * message with one that cannot be parsed nothing is used (RFC 7606 section
 * 5.3).  Path identifiers in a record that does not announce them would else
 * begin with routes to 0.0.0.0/0.
 */
#include "base/num.h"
#include "bgp/mrt_private.h"

#define AFI_IPV4     1
#define AFI_IPV6     2
#define SAFI_UNICAST 1
#define BGP_UPDATE   2
#define MARKER_SIZE  16
#define BGP_HEAD     19 /* octets before the body of a message */

/* What a subtype says about the record. */
struct form {
	bool known, message, as4, add_path;
};

/* RFC 6396 section 4.4, RFC 8050 section 3; 2 and 3 are deprecated. */
static const struct form forms[] = {
	[0] = { true, false, false, false }, /* STATE_CHANGE */
	[1] = { true, true, false, false },  /* MESSAGE */
	[4] = { true, true, true, false },   /* MESSAGE_AS4 */
	[5] = { true, false, true, false },  /* STATE_CHANGE_AS4 */
	[6] = { true, true, false, false },  /* MESSAGE_LOCAL */
	[7] = { true, true, true, false },   /* MESSAGE_AS4_LOCAL */
	[8] = { true, true, false, true },   /* MESSAGE_ADDPATH */
	[9] = { true, true, true, true },    /* MESSAGE_AS4_ADDPATH */
	[10] = { true, true, false, true },  /* MESSAGE_LOCAL_ADDPATH */
	[11] = { true, true, true, true },   /* MESSAGE_AS4_LOCAL_ADDPATH */
};

static bool
take_asn(struct rsec_mrt_cursor *body, bool as4, uint32_t *asn)
{
	uint16_t as2;

	if (as4)
		return rsec_mrt_take32(body, asn);
	if (!rsec_mrt_take16(body, &as2))
		return false;
	*asn = as2;
	return true;
}

/* The two ends of the session. */
static int
read_session(struct rsec_mrt *mrt, bool as4, struct rsec_err *err)
{
	struct rsec_mrt_cursor *body = &mrt->body;
	struct rsec_prefix local;
	uint16_t interface, afi;
	uint32_t local_asn;
	uint8_t family;

	if (!take_asn(body, as4, &mrt->peer.asn) ||
	    !take_asn(body, as4, &local_asn) ||
	    !rsec_mrt_take16(body, &interface) || !rsec_mrt_take16(body, &afi))
		return rsec_mrt_short(err, "the head of the message");
	if (afi != AFI_IPV4 && afi != AFI_IPV6)
		return rsec_err_set(err, RSEC_ERR_RANGE,
		    "a session of address family %u (RFC 6396 section 4.4.2)",
		    afi);
	family = afi == AFI_IPV4 ? RSEC_IPV4 : RSEC_IPV6;
	if (!rsec_mrt_take_address(body, family, &mrt->peer.address) ||
	    !rsec_mrt_take_address(body, family, &local))
		return rsec_mrt_short(err, "the addresses of the session");
	mrt->route.peer = &mrt->peer;
	return 0;
}

/*
 * The head of the BGP message: 1 for an UPDATE, whose body is then what is
 * left; 0 for another message; -1 with ERR.
 */
static int
read_message(struct rsec_mrt *mrt, struct rsec_err *err)
{
	const uint8_t *marker;
	uint16_t len;
	uint8_t type;

	if (!rsec_mrt_take(&mrt->body, MARKER_SIZE, &marker) ||
	    !rsec_mrt_take16(&mrt->body, &len) ||
	    !rsec_mrt_take8(&mrt->body, &type))
		return rsec_mrt_short(err, "the head of the BGP message");
	if (type != BGP_UPDATE)
		return 0;
	if (len < BGP_HEAD || len - BGP_HEAD > mrt->body.end - mrt->body.at)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "a BGP message of %u octets in a record that has %zu "
		    "(RFC 4271 section 4.1)",
		    len, (size_t)(mrt->body.end - mrt->body.at) + BGP_HEAD);
	mrt->body.end = mrt->body.at + (len - BGP_HEAD);
	return 1;
}

/* The next of a list, its path identifier before it; 0, or -1 with ERR. */
static int
take_nlri(struct rsec_mrt_nlri *list, bool add_path, uint32_t *path_id,
    struct rsec_prefix *prefix, struct rsec_err *err)
{
	if (add_path && !rsec_mrt_take32(&list->cursor, path_id))
		return rsec_mrt_short(err, "a path identifier");
	return rsec_mrt_take_prefix(&list->cursor, list->family, prefix, err);
}

static int
add_list(struct rsec_mrt *mrt, struct rsec_mrt_cursor cursor,
    enum rsec_mrt_kind kind, uint8_t family, struct rsec_err *err)
{
	struct rsec_mrt_nlri list = { cursor, kind, family };
	struct rsec_prefix prefix;
	uint32_t path_id;

	if (cursor.at == cursor.end)
		return 0;
	mrt->list[mrt->lists++] = list;
	while (list.cursor.at != list.cursor.end)
		if (take_nlri(&list, mrt->add_path, &path_id, &prefix, err) !=
		    0)
			return -1;
	return 0;
}

/* MP_REACH_NLRI and MP_UNREACH_NLRI: RFC 4760 sections 3 and 4. */
static int
add_multiprotocol(struct rsec_mrt *mrt, struct rsec_bgp_bytes value,
    enum rsec_mrt_kind kind, struct rsec_err *err)
{
	struct rsec_mrt_cursor cursor = { value.data, value.data };
	const uint8_t *next_hop;
	uint8_t safi, len = 0;
	uint16_t afi;

	if (value.data == NULL)
		return 0;
	cursor.end += value.len;
	if (!rsec_mrt_take16(&cursor, &afi) || !rsec_mrt_take8(&cursor, &safi))
		return rsec_mrt_short(err, "a multiprotocol attribute");
	if (kind == RSEC_MRT_ANNOUNCED &&
	    (!rsec_mrt_take8(&cursor, &len) ||
		!rsec_mrt_take(&cursor, len + 1u, &next_hop)))
		return rsec_mrt_short(err, "the next hop");
	if (safi == SAFI_UNICAST && afi == AFI_IPV4)
		return add_list(mrt, cursor, kind, RSEC_IPV4, err);
	if (safi == SAFI_UNICAST && afi == AFI_IPV6)
		return add_list(mrt, cursor, kind, RSEC_IPV6, err);
	mrt->stats.generic++;
	mrt->stats.lists++;
	return 0;
}

/* A length of 16 bits and as many octets. */
static int
take_block(struct rsec_mrt_cursor *body, struct rsec_mrt_cursor *out,
    const char *what, struct rsec_err *err)
{
	const uint8_t *data;
	uint16_t len;

	if (!rsec_mrt_take16(body, &len) || !rsec_mrt_take(body, len, &data))
		return rsec_mrt_short(err, what);
	*out = (struct rsec_mrt_cursor){ data, data + len };
	return 0;
}

static int
read_update(struct rsec_mrt *mrt, uint8_t asn_size, struct rsec_err *err)
{
	struct rsec_bgp_attributes *attributes = &mrt->route.attributes;
	struct rsec_mrt_cursor withdrawn, attrs;

	if (take_block(&mrt->body, &withdrawn, "the withdrawn routes", err) !=
		0 ||
	    take_block(&mrt->body, &attrs, "the path attributes", err) != 0)
		return -1;
	if (rsec_bgp_attributes_parse(attrs.at, (size_t)(attrs.end - attrs.at),
		asn_size, attributes, err) != 0)
		return -1;
	if (add_list(mrt, withdrawn, RSEC_MRT_WITHDRAWN, RSEC_IPV4, err) != 0 ||
	    add_multiprotocol(
		mrt, attributes->unreach, RSEC_MRT_WITHDRAWN, err) != 0 ||
	    add_multiprotocol(
		mrt, attributes->reach, RSEC_MRT_ANNOUNCED, err) != 0)
		return -1;
	return add_list(mrt, mrt->body, RSEC_MRT_ANNOUNCED, RSEC_IPV4, err);
}

int
rsec_mrt_message_begin(struct rsec_mrt *mrt, struct rsec_err *err)
{
	const struct form *form;
	int update;

	if (mrt->subtype >= sizeof(forms) / sizeof(forms[0]) ||
	    !forms[mrt->subtype].known) {
		rsec_mrt_pass_over(mrt, &mrt->stats.other);
		return 0;
	}
	form = &forms[mrt->subtype];
	if (!form->message) {
		mrt->stats.states++;
		return 0;
	}
	mrt->add_path = mrt->route.has_path_id = form->add_path;
	if (read_session(mrt, form->as4, err) != 0)
		return -1;
	if ((update = read_message(mrt, err)) != 1) {
		mrt->stats.states += update == 0;
		return update;
	}
	return read_update(mrt, form->as4 ? 4 : 2, err);
}

int
rsec_mrt_message_next(
    struct rsec_mrt *mrt, struct rsec_mrt_route *route, struct rsec_err *err)
{
	struct rsec_mrt_nlri *list = &mrt->list[mrt->next_list];

	*route = mrt->route;
	route->kind = list->kind;
	if (list->kind == RSEC_MRT_WITHDRAWN) /* they are of the others */
		route->attributes = (struct rsec_bgp_attributes){ 0 };
	if (take_nlri(list, mrt->add_path, &route->path_id, &route->prefix,
		err) != 0) {
		mrt->next_list = mrt->lists;
		return -1; /* cannot be: add_list() has gone through it */
	}
	if (list->cursor.at == list->cursor.end)
		mrt->next_list++;
	return 0;
}
