/* SPDX-License-Identifier: ISC */
/*
 * What VRPs and relationships say of an ASN, which neither set is sorted by:
 * the VRPs that have it, its providers, and which sides it stands on.  For many
 * reports each announcement is judged beforehand, too.
 */
#include <stdlib.h>

#include "manrs/lookup_private.h"
#include "manrs/rows_private.h"

/* Sides of an AS, as values of a row. */
#define HAS_PROVIDER 1
#define HAS_CUSTOMER 2

struct rsec_manrs_lookup {
	struct rsec_manrs_rows vrps, providers, sides;
	uint8_t *judged; /* see lookup_private.h; NULL: not done */
};

void
rsec_manrs_lookup_free(struct rsec_manrs_lookup *lookup)
{
	if (lookup == NULL)
		return;
	rsec_manrs_rows_fini(&lookup->vrps);
	rsec_manrs_rows_fini(&lookup->providers);
	rsec_manrs_rows_fini(&lookup->sides);
	free(lookup->judged);
	free(lookup);
}

static int
index_vrps(struct rsec_manrs_lookup *lookup, const struct rsec_vrps *vrps,
    struct rsec_err *err)
{
	const uint32_t count = vrps != NULL ? rsec_vrps_count(vrps) : 0;
	struct rsec_buf pairs = RSEC_BUF_INIT;
	struct rsec_vrp vrp;
	uint32_t i;
	int rc = 0;

	for (i = 0; i < count && rc == 0; i++) {
		rsec_vrps_get(vrps, i, &vrp);
		rc = rsec_manrs_pair_add(&pairs, vrp.asn, i);
	}
	if (rc == -1)
		rsec_err_nomem(err);
	else
		rc = rsec_manrs_rows_build(&lookup->vrps, &pairs, err);
	rsec_buf_fini(&pairs);
	return rc;
}

static int
add_relation(struct rsec_buf *providers, struct rsec_buf *sides,
    uint32_t provider, uint32_t customer)
{
	if (rsec_manrs_pair_add(providers, customer, provider) == -1 ||
	    rsec_manrs_pair_add(sides, customer, HAS_PROVIDER) == -1)
		return -1;
	return rsec_manrs_pair_add(sides, provider, HAS_CUSTOMER);
}

static int
collect_relations(const struct rsec_relations *relations,
    struct rsec_buf *providers, struct rsec_buf *sides, struct rsec_err *err)
{
	const size_t count =
	    relations != NULL ? rsec_relations_count(relations) : 0;
	uint32_t a, b;
	size_t i;
	int rc = 0;

	for (i = 0; i < count && rc == 0; i++)
		switch (rsec_relations_at(relations, i, &a, &b)) {
		case RSEC_RELATION_PROVIDER:
			rc = add_relation(providers, sides, a, b);
			break;
		case RSEC_RELATION_CUSTOMER:
			rc = add_relation(providers, sides, b, a);
			break;
		default:
			break;
		}
	return rc == 0 ? 0 : rsec_err_nomem(err);
}

static int
index_relations(struct rsec_manrs_lookup *lookup,
    const struct rsec_relations *relations, struct rsec_err *err)
{
	struct rsec_buf providers = RSEC_BUF_INIT, sides = RSEC_BUF_INIT;
	int rc = collect_relations(relations, &providers, &sides, err);

	if (rc == 0)
		rc = rsec_manrs_rows_build(&lookup->providers, &providers, err);
	if (rc == 0)
		rc = rsec_manrs_rows_build(&lookup->sides, &sides, err);
	rsec_buf_fini(&providers);
	rsec_buf_fini(&sides);
	return rc;
}

struct rsec_manrs_lookup *
rsec_manrs_lookup_make(const struct rsec_manrs_data *data, struct rsec_err *err)
{
	struct rsec_manrs_lookup *lookup = calloc(1, sizeof(*lookup));

	if (lookup == NULL) {
		rsec_err_nomem(err);
		return NULL;
	}
	if (index_vrps(lookup, data->vrps, err) == -1 ||
	    index_relations(lookup, data->relations, err) == -1) {
		rsec_manrs_lookup_free(lookup);
		return NULL;
	}
	return lookup;
}

struct rsec_manrs_lookup *
rsec_manrs_lookup_new(const struct rsec_manrs_data *data, struct rsec_err *err)
{
	struct rsec_manrs_lookup *lookup = rsec_manrs_lookup_make(data, err);

	if (lookup == NULL || data->view == NULL)
		return lookup;
	if ((lookup->judged = rsec_manrs_judge_all(data, err)) != NULL)
		return lookup;
	rsec_manrs_lookup_free(lookup);
	return NULL;
}

const uint8_t *
rsec_manrs_lookup_judged(const struct rsec_manrs_lookup *lookup)
{
	return lookup->judged;
}

uint32_t
rsec_manrs_lookup_vrps(
    const struct rsec_manrs_lookup *lookup, uint32_t asn, const uint32_t **vrps)
{
	return rsec_manrs_rows_of(&lookup->vrps, asn, vrps);
}

uint32_t
rsec_manrs_lookup_providers(const struct rsec_manrs_lookup *lookup,
    uint32_t asn, const uint32_t **providers)
{
	return rsec_manrs_rows_of(&lookup->providers, asn, providers);
}

bool
rsec_manrs_lookup_is_transit_free(
    const struct rsec_manrs_lookup *lookup, uint32_t asn)
{
	const uint32_t *side;

	return rsec_manrs_rows_of(&lookup->sides, asn, &side) == 1 &&
	       side[0] == HAS_CUSTOMER;
}
