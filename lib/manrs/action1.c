/* SPDX-License-Identifier: ISC */
/*
 * Action 1, filtering: own routes (action1_own.c), those carried for customers
 * (action1_customers.c), paths (action1_paths.c), those of a route server
 * (action1_server.c), and incidents (action1_incidents.c).
 */
#include "base/utc.h"
#include "manrs/action1_private.h"

int
rsec_manrs_action1(struct rsec_manrs_work *work)
{
	if (rsec_manrs_action1_own(work) == -1 ||
	    rsec_manrs_action1_customers(work) == -1 ||
	    rsec_manrs_action1_paths(work) == -1 ||
	    rsec_manrs_action1_server(work) == -1)
		return -1;
	return rsec_manrs_action1_incidents(work);
}

const char *
rsec_manrs_when(struct rsec_manrs_work *work, uint32_t days, uint32_t last)
{
	const int count = __builtin_popcount(days);
	char day[RSEC_UTC_SIZE];

	if (last == 0)
		return "";
	rsec_utc_format_day(day, last / RSEC_DAY);
	if (count == 1)
		return rsec_manrs_text(work, " on %s", day);
	return rsec_manrs_text(work, " on %d days, last on %s", count, day);
}

int
rsec_manrs_tell_bogon(struct rsec_manrs_work *work,
    const struct rsec_manrs_judged *judged, const char *why, bool customer)
{
	const struct rsec_manrs_announcement *a = &judged->announcement;
	const char *when = rsec_manrs_when(work, a->days, a->last);
	char prefix[RSEC_PREFIX_SIZE];
	struct rsec_manrs_evidence row = { .has_prefix = true,
		.has_asn = true,
		.prefix = a->prefix,
		.asn = a->origin };

	if (when == NULL)
		return -1;
	rsec_prefix_format(prefix, &a->prefix);
	row.why = rsec_manrs_text(work, "announced%s; %s", when, why);
	row.remedy = customer
			 ? rsec_manrs_text(work, "accept %s from AS%u no more",
			       prefix, a->origin)
			 : rsec_manrs_remedy_withdrawal(work, &a->prefix);
	if (row.why == NULL || row.remedy == NULL)
		return -1;
	return rsec_manrs_evidence_add(work, &row);
}
