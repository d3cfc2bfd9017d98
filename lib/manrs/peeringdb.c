/* SPDX-License-Identifier: ISC */
/*
 * What PeeringDB knows of networks.  Files come in any order, so that points
 * of contact and presences at exchanges wait for the freeze, which joins them
 * to networks by the id of these.
 */
#include "manrs/peeringdb_private.h"

#include <stdlib.h>
#include <string.h>

#define SIZE sizeof(struct rsec_manrs_network)

struct rsec_manrs_peeringdb *
rsec_manrs_peeringdb_new(void)
{
	return calloc(1, sizeof(struct rsec_manrs_peeringdb));
}

void
rsec_manrs_peeringdb_free(struct rsec_manrs_peeringdb *peeringdb)
{
	if (peeringdb == NULL)
		return;
	rsec_manrs_set_fini(&peeringdb->networks);
	rsec_buf_fini(&peeringdb->points);
	rsec_buf_fini(&peeringdb->presences);
	free(peeringdb);
}

/* The newest of an AS number first; it is the one that is asked for. */
static int
order(const void *a, const void *b)
{
	const struct rsec_manrs_network *x = a, *y = b;
	const char *const of_x[] = { x->name, x->website, x->irr_as_set,
		x->info_type, x->policy_url, x->looking_glass,
		x->route_server };
	const char *const of_y[] = { y->name, y->website, y->irr_as_set,
		y->info_type, y->policy_url, y->looking_glass,
		y->route_server };
	int c = RSEC_MANRS_CMP(x->asn, y->asn);
	size_t i;

	if (c == 0)
		c = RSEC_MANRS_CMP(y->updated, x->updated);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->id, y->id);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->org_id, y->org_id);
	for (i = 0; c == 0 && i < sizeof(of_x) / sizeof(*of_x); i++)
		c = strcmp(of_x[i], of_y[i]);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->prefixes4, y->prefixes4);
	return c != 0 ? c : RSEC_MANRS_CMP(x->prefixes6, y->prefixes6);
}

static int
by_id(const void *a, const void *b)
{
	const struct rsec_manrs_network *const *x = a, *const *y = b;
	int c = RSEC_MANRS_CMP((*x)->id, (*y)->id);

	if (c == 0)
		c = RSEC_MANRS_CMP((*y)->updated, (*x)->updated);
	return c != 0 ? c : RSEC_MANRS_CMP((*x)->asn, (*y)->asn);
}

/* Networks by id, each id once. */
struct ids {
	struct rsec_manrs_network **network;
	size_t count;
};

static int
sort_by_id(const struct rsec_manrs_peeringdb *peeringdb, struct ids *ids)
{
	struct rsec_manrs_network *network =
	    (void *)peeringdb->networks.records.data;
	const size_t count = peeringdb->networks.records.len / SIZE;
	size_t i, kept = 0;

	*ids = (struct ids){ NULL, 0 };
	if (count == 0)
		return 0;
	ids->network = calloc(count, sizeof(struct rsec_manrs_network *));
	if (ids->network == NULL)
		return -1;
	for (i = 0; i < count; i++)
		ids->network[i] = &network[i];
	qsort(ids->network, count, sizeof(struct rsec_manrs_network *), by_id);
	for (i = 1; i < count; i++)
		if (ids->network[i]->id != ids->network[kept]->id)
			ids->network[++kept] = ids->network[i];
	ids->count = kept + 1;
	return 0;
}

/* The network that has ID; NULL where it was not read. */
static struct rsec_manrs_network *
find(const struct ids *ids, uint64_t id)
{
	size_t from = 0, to = ids->count, middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (ids->network[middle]->id == id)
			return ids->network[middle];
		if (ids->network[middle]->id < id)
			from = middle + 1;
		else
			to = middle;
	}
	return NULL;
}

static int
join_points(const struct rsec_manrs_peeringdb *peeringdb, const struct ids *ids,
    struct rsec_manrs_contacts *contacts, struct rsec_err *err)
{
	struct rsec_manrs_point *point = (void *)peeringdb->points.data;
	size_t left = peeringdb->points.len / sizeof(*point);
	const struct rsec_manrs_network *network;

	for (; left > 0; left--, point++) {
		if ((network = find(ids, point->net_id)) == NULL)
			continue;
		point->contact.asn = network->asn;
		if (rsec_manrs_contacts_add(contacts, &point->contact, err) ==
		    -1)
			return -1;
	}
	return 0;
}

static int
by_network(const void *a, const void *b)
{
	const struct rsec_manrs_presence *x = a, *y = b;
	int c = RSEC_MANRS_CMP(x->net_id, y->net_id);

	if (c == 0)
		c = RSEC_MANRS_CMP(x->id, y->id);
	return c != 0 ? c : RSEC_MANRS_CMP(x->route_server, y->route_server);
}

/* Count the presences of each network; one that was read twice is one. */
static void
join_presences(
    const struct rsec_manrs_peeringdb *peeringdb, const struct ids *ids)
{
	struct rsec_manrs_presence *at = (void *)peeringdb->presences.data;
	const size_t count = peeringdb->presences.len / sizeof(*at);
	struct rsec_manrs_network *network;
	size_t i;

	if (count > 1)
		qsort(at, count, sizeof(*at), by_network);
	for (i = 0; i < count; i++) {
		if (i > 0 && at[i].net_id == at[i - 1].net_id &&
		    at[i].id == at[i - 1].id)
			continue;
		if ((network = find(ids, at[i].net_id)) == NULL)
			continue;
		network->exchanges++;
		network->rs_peerings += at[i].route_server;
	}
}

int
rsec_manrs_peeringdb_freeze(struct rsec_manrs_peeringdb *peeringdb,
    struct rsec_manrs_contacts *contacts, struct rsec_err *err)
{
	struct ids ids;
	int rc;

	if (peeringdb->networks.frozen)
		return 0;
	rsec_manrs_set_freeze(&peeringdb->networks, SIZE, order);
	if (sort_by_id(peeringdb, &ids) == -1)
		return rsec_err_nomem(err);
	join_presences(peeringdb, &ids);
	rc = join_points(peeringdb, &ids, contacts, err);
	free(ids.network);
	return rc;
}

bool
rsec_manrs_peeringdb_has_contacts(const struct rsec_manrs_peeringdb *peeringdb)
{
	return peeringdb->has_contacts;
}

const struct rsec_manrs_network *
rsec_manrs_peeringdb_of(
    const struct rsec_manrs_peeringdb *peeringdb, uint32_t asn)
{
	uint32_t first;

	if (rsec_manrs_set_of(&peeringdb->networks, SIZE, asn, &first) == 0)
		return NULL;
	return rsec_manrs_set_get(&peeringdb->networks, SIZE, first);
}

int64_t
rsec_manrs_peeringdb_time(const struct rsec_manrs_peeringdb *peeringdb)
{
	return peeringdb->time;
}
