/* SPDX-License-Identifier: ISC */
/*
 * Routes of a route server: what its participants declare that they filter,
 * and whether a community marks a route as RPKI-invalid (RFC 1997, RFC 8092).
 *
 * The first AS of a path is its peer's, since a route server adds none of its
 * own (RFC 7947 section 2.2.2.1).  A transit-free AS is one with customers and
 * no provider, by as-rel; behind the peer it is a leak, as the peer itself it
 * takes part.
 */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "manrs/set_private.h"
#include "manrs/view_private.h"

bool
rsec_manrs_community_parse(const char *text, struct rsec_manrs_community *out)
{
	struct rsec_manrs_community found = { .large = false };
	const char *colon = strchr(text, ':');
	uint32_t max;
	size_t i, len;

	found.large = colon != NULL && strchr(colon + 1, ':') != NULL;
	max = found.large ? UINT32_MAX : UINT16_MAX;
	for (i = 0; i < (found.large ? 3 : 2); i++) {
		len = strcspn(text, ":");
		if (!rsec_parse_u32(text, len, max, &found.part[i]))
			return false;
		text += len;
		if (*text == ':' && i + 1 < (found.large ? 3 : 2))
			text++;
	}
	if (*text != '\0')
		return false;
	*out = found;
	return true;
}

static int
compare(const void *a, const void *b)
{
	return RSEC_MANRS_CMP(*(const uint32_t *)a, *(const uint32_t *)b);
}

/* Providers that are nobody's customer, from PAIRS of both. */
static int
keep_transit_free(struct rsec_manrs_view *view, struct rsec_buf *providers,
    struct rsec_buf *customers)
{
	const uint32_t *provider = (void *)providers->data;
	const uint32_t *customer = (void *)customers->data;
	const size_t count = providers->len / sizeof(*provider);
	size_t i;

	if (count == 0)
		return 0;
	qsort(providers->data, count, sizeof(*provider), compare);
	qsort(customers->data, count, sizeof(*customer), compare);
	for (i = 0; i < count; i++)
		if ((i == 0 || provider[i] != provider[i - 1]) &&
		    bsearch(&provider[i], customer, count, sizeof(*customer),
			compare) == NULL &&
		    rsec_buf_add(&view->transit_free, &provider[i],
			sizeof(*provider)) == -1)
			return -1;
	return 0;
}

int
rsec_manrs_view_list_transit_free(struct rsec_manrs_view *view)
{
	const struct rsec_relations *relations = view->inputs.relations;
	struct rsec_buf providers = RSEC_BUF_INIT, customers = RSEC_BUF_INIT;
	enum rsec_relation relation;
	uint32_t a, b;
	size_t i;
	int rc = 0;

	if (view->inputs.server == NULL)
		return 0;
	for (i = 0; i < rsec_relations_count(relations) && rc == 0; i++) {
		relation = rsec_relations_at(relations, i, &a, &b);
		if (relation == RSEC_RELATION_PEER)
			continue;
		if (relation == RSEC_RELATION_CUSTOMER) {
			const uint32_t left = a;

			a = b;
			b = left;
		}
		if (rsec_buf_add(&providers, &a, sizeof(a)) == -1 ||
		    rsec_buf_add(&customers, &b, sizeof(b)) == -1)
			rc = -1;
	}
	if (rc == 0)
		rc = keep_transit_free(view, &providers, &customers);
	rsec_buf_fini(&providers);
	rsec_buf_fini(&customers);
	return rc;
}

static bool
is_transit_free(const struct rsec_manrs_view *view, uint32_t asn)
{
	return view->transit_free.len > 0 &&
	       bsearch(&asn, view->transit_free.data,
		   RSEC_MANRS_COUNT(view->transit_free, uint32_t), sizeof(asn),
		   compare) != NULL;
}

/* Whether BYTES, communities of PARTS numbers, hold COMMUNITY. */
static bool
holds(const struct rsec_bgp_bytes *bytes,
    const struct rsec_manrs_community *community)
{
	const size_t size = community->large ? 12 : 4;
	const uint8_t *at = bytes->data;
	size_t left;

	for (left = at == NULL ? 0 : bytes->len; left >= size;
	     left -= size, at += size) {
		if (community->large
			? rsec_get_be32(at) == community->part[0] &&
			      rsec_get_be32(at + 4) == community->part[1] &&
			      rsec_get_be32(at + 8) == community->part[2]
			: rsec_get_be16(at) == community->part[0] &&
			      rsec_get_be16(at + 2) == community->part[1])
			return true;
	}
	return false;
}

static bool
is_tagged(const struct rsec_manrs_server *server,
    const struct rsec_bgp_attributes *attributes)
{
	size_t i;

	for (i = 0; i < server->count; i++)
		if (holds(server->invalid[i].large
			      ? &attributes->large_communities
			      : &attributes->communities,
			&server->invalid[i]))
			return true;
	return false;
}

static void
take_least(uint32_t *least, uint32_t asn)
{
	if (*least == 0 || asn < *least)
		*least = asn;
}

static void
look_at_hop(struct rsec_manrs_view *view, uint32_t asn, uint32_t first,
    struct rsec_manrs_announcement *to)
{
	char why[RSEC_MANRS_WHY_SIZE];

	if (rsec_manrs_bogon_asn(view->inputs.delegated, asn, why) ==
	    RSEC_MANRS_BOGON_FULL) {
		to->served |= RSEC_MANRS_SERVED_BOGON;
		take_least(&to->bogon, asn);
	}
	if (asn != first && is_transit_free(view, asn)) {
		to->served |= RSEC_MANRS_SERVED_TRANSIT;
		take_least(&to->transit_free, asn);
	}
}

void
rsec_manrs_view_serve(struct rsec_manrs_view *view,
    const struct rsec_mrt_route *route, struct rsec_manrs_announcement *to)
{
	const struct rsec_bgp_hop *hop = view->hop;
	uint32_t before = 0;
	int hops, i;

	to->served |= is_tagged(view->inputs.server, &route->attributes)
			  ? RSEC_MANRS_SERVED_TAGGED
			  : RSEC_MANRS_SERVED_UNTAGGED;
	hops = rsec_bgp_path(
	    &route->attributes, view->hop, RSEC_BGP_PATH_MAX, NULL);
	if (hops <= 0)
		return;
	if (hops >= RSEC_MANRS_SERVED_PATH)
		to->served |= RSEC_MANRS_SERVED_LONG;
	if (hop[0].asn != route->peer->asn)
		to->served |= RSEC_MANRS_SERVED_FIRST;
	for (i = 0; i < hops; i++) {
		if (i == 0 || hop[i].asn != before)
			look_at_hop(view, hop[i].asn, hop[0].asn, to);
		before = hop[i].asn;
	}
}

void
rsec_manrs_view_add_served(struct rsec_manrs_announcement *to,
    const struct rsec_manrs_announcement *more)
{
	to->served |= more->served;
	if (more->bogon != 0)
		take_least(&to->bogon, more->bogon);
	if (more->transit_free != 0)
		take_least(&to->transit_free, more->transit_free);
}
