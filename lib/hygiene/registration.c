/* SPDX-License-Identifier: ISC */
/*
 * How a route object stands to the registration of its space.  The questions
 * are asked in this order, and the first that is answered with yes decides:
 *
 *	unallocated, reserved	nobody holds the space
 *	moved-rir	the object is in the IRR of an RIR, and another RIR has
 *			the space
 *	stale		all of the space was transferred, or registered anew,
 *			after the object was last touched
 *	supernet	a part of it was transferred after that
 *	unknown		there is no record of the space, or a date is missing
 *
 * A merger moves space without giving it to others: it makes nothing stale, no
 * more than a transfer between two registrations of one organisation, and a
 * registration that is dated within a month of a merger is its doing.
 *
 * A date says when an object was touched, not who stands behind it.  So what
 * would be stale is good where a VRP matches it, where its origin is of the
 * holder of the space, or where its origin announces it and is not of the
 * organisation that gave it away.
 *
 * On 2018-09-04 RIPE stamped every object of RIPE-NONAUTH as modified.  That
 * date says no more than that the object is not younger; what counts is when
 * it was created.
 *
 * A missing date is never a reason to call an object good or stale.
 */
#include "hygiene/registration.h"

#include <string.h>
#include <strings.h>

#include "hygiene/hygiene_private.h"

#define RESTAMP_DAY	 17778 /* 2018-09-04 */
#define RESTAMP_REGISTRY "RIPE-NONAUTH"
#define MERGER_DAYS	 30

/* What is asked about. */
struct question {
	const struct rsec_hygiene_inputs *inputs;
	const struct rsec_registration_inputs *registration;
	struct rsec_irr_record record;
	struct rsec_registration_moves *moves;
};

/* Whether the space stayed with those who had it. */
static bool
stays_in_house(const struct rsec_transfer *transfer)
{
	return transfer->type == RSEC_TRANSFER_MERGER ||
	       (transfer->source_org[0] != '\0' &&
		   strcasecmp(transfer->source_org, transfer->recipient_org) ==
		       0);
}

/* What is older than a transfer of all of it does not matter. */
static int
take(void *ctx, const struct rsec_transfer *transfer, bool whole)
{
	struct rsec_registration_moves *moves = ctx;
	const bool in_house = stays_in_house(transfer);

	if (whole && !moves->has_newest) {
		moves->has_newest = true;
		moves->newest = *transfer;
	}
	if (whole && in_house && !moves->has_merger) {
		moves->has_merger = true;
		moves->merger = *transfer;
	} else if (whole && !in_house) {
		moves->has_whole = true;
		moves->whole = *transfer;
	} else if (!whole && !in_house && !moves->has_part) {
		moves->has_part = true;
		moves->part = *transfer;
	}
	return moves->has_whole;
}

/* Once for all records of a prefix, which stand side by side. */
static void
find_moves(const struct question *q)
{
	const struct rsec_prefix *prefix = &q->record.prefix;
	struct rsec_registration_moves *moves = q->moves;

	if (moves->known && rsec_prefix_equal(&moves->prefix, prefix))
		return;
	*moves = (struct rsec_registration_moves){ .known = true,
		.prefix = *prefix };
	if (q->registration->transfers != NULL)
		rsec_transfers_of(
		    q->registration->transfers, prefix, take, moves);
}

static void
find_date(const struct question *q, struct rsec_registration_answer *out)
{
	const char *registry =
	    rsec_irr_routes_registry(q->inputs->routes, q->record.registry);

	out->restamped = q->record.changed == RESTAMP_DAY &&
			 strcmp(registry, RESTAMP_REGISTRY) == 0;
	out->touched =
	    out->restamped ? q->record.created : rsec_hygiene_date(&q->record);
}

static void
find_delegation(const struct question *q, struct rsec_registration_answer *out)
{
	const struct rsec_delegated *delegated = q->registration->delegated;
	struct rsec_delegation holder;

	if (delegated == NULL || !rsec_delegated_find(delegated,
				     &q->record.prefix, &out->delegation, NULL))
		return;
	out->has_delegation = true;
	out->same_holder =
	    out->delegation.opaque_id[0] != '\0' &&
	    rsec_delegated_find_asn(delegated, q->record.origin, &holder) &&
	    holder.rir == out->delegation.rir &&
	    strcmp(holder.opaque_id, out->delegation.opaque_id) == 0;
}

/* Whether the object was last touched before DAY, as far as is known. */
static bool
is_older(const struct rsec_registration_answer *out, int32_t day)
{
	if (out->touched != RSEC_IRR_NO_DATE)
		return out->touched < day;
	return out->restamped && RESTAMP_DAY < day;
}

static void
set_transfer(struct rsec_registration_answer *out,
    const struct rsec_transfer *transfer, bool whole)
{
	out->has_transfer = true;
	out->transfer = *transfer;
	out->whole = whole;
}

/* Whether the object is in the IRR of an RIR, and another one has the space. */
static bool
is_elsewhere(const struct question *q, struct rsec_registration_answer *out)
{
	const struct rsec_registration_moves *moves = q->moves;
	const char *registry =
	    rsec_irr_routes_registry(q->inputs->routes, q->record.registry);
	const enum rsec_rir own = rsec_rir_parse(registry, strlen(registry));
	enum rsec_rir rir = RSEC_RIR_NONE;

	if (out->has_delegation)
		rir = out->delegation.rir;
	else if (moves->has_newest)
		rir = moves->newest.to;
	if (own == RSEC_RIR_NONE || rir == RSEC_RIR_NONE || rir == own)
		return false;
	if (moves->has_newest && moves->newest.to == rir)
		set_transfer(out, &moves->newest, true);
	return true;
}

/* Whether the origin is of the organisation that gave the space away. */
static bool
is_of_source(const struct question *q)
{
	const struct rsec_organisations *organisations =
	    q->inputs->organisations;
	const char *name;

	if (!q->moves->has_whole || organisations == NULL)
		return false;
	name = rsec_organisations_name(organisations, q->record.origin);
	return name != NULL && name[0] != '\0' &&
	       strcasecmp(name, q->moves->whole.source_org) == 0;
}

static bool
is_announced(const struct question *q)
{
	const struct rsec_bgp_table *bgp = q->inputs->bgp;
	const struct rsec_hygiene_announced announced =
	    rsec_hygiene_announced(bgp, &q->record.prefix);

	return rsec_hygiene_bgp(bgp, &announced, q->record.origin) ==
	       RSEC_HYGIENE_EXACT;
}

static bool
is_valid(const struct question *q)
{
	return rsec_hygiene_rpki(q->inputs->vrps, &q->record.prefix,
		   q->record.origin) == RSEC_HYGIENE_VALID;
}

static enum rsec_registration_excuse
find_excuse(
    const struct question *q, const struct rsec_registration_answer *out)
{
	if (is_valid(q))
		return RSEC_EXCUSE_RPKI;
	if (out->same_holder)
		return RSEC_EXCUSE_HOLDER;
	if (is_announced(q) && !is_of_source(q))
		return RSEC_EXCUSE_BGP;
	return RSEC_EXCUSE_NONE;
}

/* OK where there is an excuse, and else OTHERWISE. */
static void
excuse_or(const struct question *q, enum rsec_registration otherwise,
    struct rsec_registration_answer *out)
{
	out->excuse = find_excuse(q, out);
	out->registration =
	    out->excuse != RSEC_EXCUSE_NONE ? RSEC_REGISTRATION_OK : otherwise;
}

/* The day since which the space is registered as it is, or NO_DATE. */
static int32_t
registered(const struct question *q, const struct rsec_registration_answer *out)
{
	const struct rsec_registration_moves *moves = q->moves;
	int32_t day;

	if (!out->has_delegation)
		return RSEC_DELEGATION_NO_DATE;
	day = out->delegation.date;
	if (day != RSEC_DELEGATION_NO_DATE && moves->has_merger &&
	    day - moves->merger.date <= MERGER_DAYS &&
	    moves->merger.date - day <= MERGER_DAYS)
		return RSEC_DELEGATION_NO_DATE;
	return day;
}

/*
 * Nothing is known to have moved after the object was touched.  That says
 * something only where both dates are known.
 */
static void
judge_unmoved(const struct question *q, struct rsec_registration_answer *out)
{
	const struct rsec_registration_moves *moves = q->moves;
	const bool dated = moves->has_newest ||
			   (out->has_delegation &&
			       out->delegation.date != RSEC_DELEGATION_NO_DATE);
	const bool touched = out->touched != RSEC_IRR_NO_DATE;

	out->registration = RSEC_REGISTRATION_OK;
	if (touched && moves->has_merger && is_older(out, moves->merger.date)) {
		out->excuse = RSEC_EXCUSE_MERGER;
		set_transfer(out, &moves->merger, true);
	} else if (moves->has_newest) {
		set_transfer(out, &moves->newest, true);
	} else if (moves->has_part) {
		set_transfer(out, &moves->part, false);
	}
	if (!touched && (dated || moves->has_part))
		excuse_or(q, RSEC_REGISTRATION_UNKNOWN, out);
	else if (!dated && q->registration->delegated != NULL)
		out->registration = RSEC_REGISTRATION_UNKNOWN;
}

static void
judge_by_time(const struct question *q, struct rsec_registration_answer *out)
{
	const struct rsec_registration_moves *moves = q->moves;
	const int32_t since = registered(q, out);

	if (moves->has_whole && is_older(out, moves->whole.date)) {
		set_transfer(out, &moves->whole, true);
		excuse_or(q, RSEC_REGISTRATION_STALE, out);
	} else if (since != RSEC_DELEGATION_NO_DATE && is_older(out, since)) {
		excuse_or(q, RSEC_REGISTRATION_STALE, out);
	} else if (moves->has_part && is_older(out, moves->part.date)) {
		set_transfer(out, &moves->part, false);
		out->registration = RSEC_REGISTRATION_SUPERNET;
		if (is_valid(q)) {
			out->registration = RSEC_REGISTRATION_OK;
			out->excuse = RSEC_EXCUSE_RPKI;
		}
	} else {
		judge_unmoved(q, out);
	}
}

void
rsec_registration_classify(const struct rsec_hygiene_inputs *inputs,
    const struct rsec_registration_inputs *registration,
    struct rsec_registration_moves *moves, uint32_t i,
    struct rsec_registration_answer *out)
{
	struct question q = {
		.inputs = inputs, .registration = registration, .moves = moves
	};

	*out =
	    (struct rsec_registration_answer){ .registration =
						   RSEC_REGISTRATION_UNKNOWN };
	rsec_irr_routes_get(inputs->routes, i, &q.record);
	find_date(&q, out);
	if (registration->delegated == NULL && registration->transfers == NULL)
		return;
	find_delegation(&q, out);
	if (out->has_delegation &&
	    out->delegation.status == RSEC_DELEGATION_AVAILABLE) {
		out->registration = RSEC_REGISTRATION_UNALLOCATED;
		return;
	}
	if (out->has_delegation &&
	    out->delegation.status == RSEC_DELEGATION_RESERVED) {
		out->registration = RSEC_REGISTRATION_RESERVED;
		return;
	}
	find_moves(&q);
	if (is_elsewhere(&q, out))
		out->registration = RSEC_REGISTRATION_MOVED_RIR;
	else
		judge_by_time(&q, out);
}

const char *
rsec_registration_name(enum rsec_registration registration)
{
	static const char *const names[] = {
		[RSEC_REGISTRATION_OK] = "ok",
		[RSEC_REGISTRATION_STALE] = "stale",
		[RSEC_REGISTRATION_MOVED_RIR] = "moved-rir",
		[RSEC_REGISTRATION_SUPERNET] = "supernet",
		[RSEC_REGISTRATION_UNALLOCATED] = "unallocated",
		[RSEC_REGISTRATION_RESERVED] = "reserved",
		[RSEC_REGISTRATION_UNKNOWN] = "unknown",
	};

	return names[registration];
}
