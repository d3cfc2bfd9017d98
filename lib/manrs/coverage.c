/* SPDX-License-Identifier: ISC */
/*
 * Checks of which the data show a part.  Some tables have no paths or routes of
 * one family alone, and updates show no more than what changes: what is bad in
 * that is bad, but what is not seen is not good, and not gone.
 */
#include "manrs/report_private.h"

/* Families, as bits. */
enum {
	IPV4 = 1 << 0,
	IPV6 = 1 << 1,
};

/* Of both families. */
static struct rsec_manrs_coverage
coverage_of(const struct rsec_manrs_view *view)
{
	struct rsec_manrs_coverage all =
	    rsec_manrs_view_coverage(view, RSEC_IPV4);
	const struct rsec_manrs_coverage more =
	    rsec_manrs_view_coverage(view, RSEC_IPV6);

	all.routes += more.routes;
	all.tables += more.tables;
	all.paths += more.paths;
	all.attributes += more.attributes;
	return all;
}

bool
rsec_manrs_check_begin_paths(
    struct rsec_manrs_work *work, enum rsec_manrs_check check)
{
	struct rsec_manrs_result *result = &work->report->result[check];

	if (!rsec_manrs_check_begin(work, check))
		return false;
	if (coverage_of(work->data->view).paths > 0)
		return true;
	result->missing = RSEC_MANRS_BGP;
	result->summary = "not evaluated: the BGP data has no paths";
	return false;
}

int
rsec_manrs_check_part(struct rsec_manrs_work *work, enum rsec_manrs_check check,
    unsigned missing, const char *part)
{
	struct rsec_manrs_result *result = &work->report->result[check];

	if (result->state == RSEC_MANRS_PASS ||
	    result->state == RSEC_MANRS_NO_DATA) {
		result->state = RSEC_MANRS_NO_DATA;
		result->missing = missing;
		result->summary =
		    rsec_manrs_text(work, "not evaluated: %s", part);
	} else
		result->summary =
		    rsec_manrs_text(work, "%s; %s", result->summary, part);
	return result->summary == NULL ? -1 : 0;
}

int
rsec_manrs_lacking_paths(struct rsec_manrs_work *work, const char **why)
{
	const struct rsec_manrs_coverage all = coverage_of(work->data->view);

	*why = "";
	if (all.paths == all.routes)
		return 0;
	*why = all.paths == 0 ? "the BGP data has no paths"
			      : rsec_manrs_text(work,
				    "paths are known for %u of %u routes",
				    all.paths, all.routes);
	return *why == NULL ? -1 : 0;
}

/* Text of bgpdump has paths, but no Only to Customer. */
static int
lacking_otc(struct rsec_manrs_work *work, const char **why)
{
	const struct rsec_manrs_coverage all = coverage_of(work->data->view);

	*why = "";
	if (all.attributes < all.paths)
		*why = rsec_manrs_text(work,
		    "Only to Customer is known for %u of %u routes",
		    all.attributes, all.routes);
	return *why == NULL ? -1 : 0;
}

int
rsec_manrs_check_paths(
    struct rsec_manrs_work *work, enum rsec_manrs_check check)
{
	const char *why;

	if (rsec_manrs_lacking_paths(work, &why) == -1)
		return -1;
	if (why[0] == '\0' &&
	    (check == RSEC_MANRS_A1_PATH_OTC || check == RSEC_MANRS_PLUS_OTC) &&
	    lacking_otc(work, &why) == -1)
		return -1;
	return why[0] == '\0'
		   ? 0
		   : rsec_manrs_check_part(work, check, RSEC_MANRS_BGP, why);
}

int
rsec_manrs_check_carried(
    struct rsec_manrs_work *work, enum rsec_manrs_check check)
{
	const char *why;

	if (work->unknown == 0)
		return 0;
	why = rsec_manrs_text(work,
	    "no path is known of %llu route%s of customers",
	    (unsigned long long)work->unknown, work->unknown == 1 ? "" : "s");
	return why == NULL
		   ? -1
		   : rsec_manrs_check_part(work, check, RSEC_MANRS_BGP, why);
}

/* The families that no table has. */
static unsigned
unseen_families(const struct rsec_manrs_view *view)
{
	unsigned unseen = 0;

	if (rsec_manrs_view_coverage(view, RSEC_IPV4).tables == 0)
		unseen |= IPV4;
	if (rsec_manrs_view_coverage(view, RSEC_IPV6).tables == 0)
		unseen |= IPV6;
	return unseen;
}

static const char *
say_unseen(unsigned families)
{
	static const char *const says[] = { "",
		"no table of BGP has IPv4 routes",
		"no table of BGP has IPv6 routes", "there is no table of BGP" };

	return says[families];
}

bool
rsec_manrs_is_unseen(const struct rsec_manrs_work *work,
    enum rsec_manrs_check check, uint8_t family, unsigned *unseen)
{
	const unsigned bit = family == RSEC_IPV6 ? IPV6 : IPV4;

	if ((check != RSEC_MANRS_A4_STALE_ROA &&
		check != RSEC_MANRS_A4_STALE_ROUTE &&
		check != RSEC_MANRS_A4_MAXLEN) ||
	    !(unseen_families(work->data->view) & bit))
		return false;
	*unseen |= bit;
	return true;
}

int
rsec_manrs_check_tables(
    struct rsec_manrs_work *work, enum rsec_manrs_check check, unsigned unseen)
{
	if (unseen == 0)
		return 0;
	return rsec_manrs_check_part(
	    work, check, RSEC_MANRS_BGP, say_unseen(unseen));
}

const char *
rsec_manrs_data_lacks(const struct rsec_manrs_data *data)
{
	return data->view == NULL ? ""
				  : say_unseen(unseen_families(data->view));
}
