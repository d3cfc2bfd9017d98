/* SPDX-License-Identifier: ISC */
/*
 * Who holds the space of a route, as far as the RIRs tell: they file a prefix
 * and an ASN of one holder under the same opaque id.  Ids of two registries
 * say nothing about each other.
 *
 * Only the holder can create a ROA (RFC 9582 section 1), and it has the say of
 * route objects; so a remedy tells who must act.
 */
#include <string.h>

#include "manrs/action1_private.h"

enum rsec_manrs_holding
rsec_manrs_holding_of(const struct rsec_delegated *delegated,
    const struct rsec_prefix *prefix, uint32_t asn,
    struct rsec_delegation *space, struct rsec_delegation *number)
{
	if (delegated == NULL ||
	    !rsec_delegated_find(delegated, prefix, space, NULL) ||
	    !rsec_delegated_find_asn(delegated, asn, number) ||
	    space->rir != number->rir || space->opaque_id[0] == '\0' ||
	    number->opaque_id[0] == '\0')
		return RSEC_MANRS_HOLDER_UNKNOWN;
	return strcmp(space->opaque_id, number->opaque_id) == 0
		   ? RSEC_MANRS_HOLDER_SAME
		   : RSEC_MANRS_HOLDER_OTHER;
}

/*
 * "let AS64496 ", who must create what would make the route valid; "" where
 * AS64496 is whom it is told, TO.
 */
static const char *
let(struct rsec_manrs_work *work, const struct rsec_prefix *prefix,
    uint32_t origin, uint32_t to)
{
	struct rsec_delegation space, number;

	switch (rsec_manrs_holding_of(
	    work->data->delegated, prefix, origin, &space, &number)) {
	case RSEC_MANRS_HOLDER_SAME:
		return to == origin
			   ? ""
			   : rsec_manrs_text(work, "let AS%u ", origin);
	case RSEC_MANRS_HOLDER_OTHER:
		return rsec_manrs_text(work,
		    "let the holder of the space (%s: not the holder of AS%u) ",
		    rsec_rir_name(space.rir), origin);
	default:
		return "let the holder of the space ";
	}
}

bool
rsec_manrs_is_full_bogon(
    const struct rsec_manrs_work *work, const struct rsec_prefix *prefix)
{
	const unsigned needs = RSEC_MANRS_BOGONS | RSEC_MANRS_DELEGATED;
	const struct rsec_manrs_data *data = work->data;
	char why[RSEC_MANRS_WHY_SIZE];

	return (data->inputs & needs) == needs &&
	       rsec_manrs_bogon_prefix(data->bogons, data->delegated, prefix,
		   why) == RSEC_MANRS_BOGON_FULL;
}

const char *
rsec_manrs_remedy_withdrawal(
    struct rsec_manrs_work *work, const struct rsec_prefix *prefix)
{
	char text[RSEC_PREFIX_SIZE];

	rsec_prefix_format(text, prefix);
	return rsec_manrs_text(work, "withdraw %s", text);
}

const char *
rsec_manrs_remedy_own_route(struct rsec_manrs_work *work,
    const struct rsec_prefix *prefix, uint32_t origin)
{
	return rsec_manrs_is_full_bogon(work, prefix)
		   ? rsec_manrs_remedy_withdrawal(work, prefix)
		   : rsec_manrs_remedy_route(work, prefix, origin);
}

const char *
rsec_manrs_remedy_own_roa(struct rsec_manrs_work *work,
    const struct rsec_prefix *prefix, uint32_t origin)
{
	const char *roa = rsec_manrs_remedy_roa(work, prefix, origin);
	struct rsec_delegation space, number;
	const char *who;

	if (rsec_manrs_is_full_bogon(work, prefix))
		return rsec_manrs_remedy_withdrawal(work, prefix);
	if (rsec_manrs_holding_of(work->data->delegated, prefix, origin, &space,
		&number) != RSEC_MANRS_HOLDER_OTHER)
		return roa;
	who = let(work, prefix, origin, 0);
	if (roa == NULL || who == NULL)
		return NULL;
	return rsec_manrs_text(work, "%s%s", who, roa);
}

/* What is to be done first, by the customer or by who carries its route. */
static const char *
end_route(struct rsec_manrs_work *work, const struct rsec_prefix *prefix,
    uint32_t origin, bool told)
{
	char text[RSEC_PREFIX_SIZE];

	if (told)
		return rsec_manrs_remedy_withdrawal(work, prefix);
	rsec_prefix_format(text, prefix);
	return rsec_manrs_text(
	    work, "filter %s until AS%u withdraws it", text, origin);
}

const char *
rsec_manrs_remedy_customer_roa(struct rsec_manrs_work *work,
    const struct rsec_prefix *prefix, uint32_t origin, bool told)
{
	const char *end = end_route(work, prefix, origin, told);
	const char *roa = rsec_manrs_remedy_roa(work, prefix, origin);
	const char *who = let(work, prefix, origin, told ? origin : 0);

	if (end == NULL || roa == NULL || who == NULL)
		return NULL;
	if (rsec_manrs_is_full_bogon(work, prefix))
		return end;
	return rsec_manrs_text(work, "%s, or %s%s", end, who, roa);
}

/* A comment comes first, so that all of it can be pasted. */
const char *
rsec_manrs_remedy_customer_route(struct rsec_manrs_work *work,
    const struct rsec_prefix *prefix, uint32_t origin, bool told)
{
	const char *end = end_route(work, prefix, origin, told);
	const char *object = rsec_manrs_remedy_route(work, prefix, origin);
	const char *who = let(work, prefix, origin, told ? origin : 0);

	if (end == NULL || object == NULL || who == NULL)
		return NULL;
	if (rsec_manrs_is_full_bogon(work, prefix))
		return end;
	return rsec_manrs_text(
	    work, "# %s, or %screate:\n%s", end, who, object);
}
