/* SPDX-License-Identifier: ISC */
/*
 * What the view does not know: announcements that only a text without paths
 * has, any of whose providers may have carried them.  Where no path is known at
 * all that is plain, and none is listed.
 */
#include "manrs/view_private.h"

static struct rsec_manrs_coverage *
coverage_of(struct rsec_manrs_view *view, uint8_t family)
{
	return &view->coverage[family == RSEC_IPV6];
}

static void
count(struct rsec_manrs_view *view)
{
	const struct rsec_manrs_announcement *a =
	    rsec_manrs_view_announced(view);
	const uint32_t routes = rsec_manrs_view_count(view);
	struct rsec_manrs_coverage *coverage;
	uint32_t i;

	for (i = 0; i < routes; i++) {
		coverage = coverage_of(view, a[i].prefix.family);
		coverage->routes++;
		coverage->tables += (a[i].seen & RSEC_MANRS_SEEN_TABLE) != 0;
		coverage->paths += (a[i].seen & RSEC_MANRS_SEEN_PATH) != 0;
		coverage->attributes +=
		    (a[i].seen & RSEC_MANRS_SEEN_ATTRIBUTES) != 0;
	}
}

/* A pair of each provider of the origin of announcement I and I. */
static int
pair_providers(
    const struct rsec_manrs_view *view, uint32_t i, struct rsec_buf *pairs)
{
	const uint32_t *provider;
	uint32_t n = rsec_manrs_rows_of(&view->providers,
	    rsec_manrs_view_announced(view)[i].origin, &provider);

	for (; n > 0; n--)
		if (rsec_manrs_pair_add(pairs, *provider++, i) == -1)
			return -1;
	return 0;
}

static int
list_unknown(struct rsec_manrs_view *view, struct rsec_err *err)
{
	const struct rsec_manrs_announcement *a =
	    rsec_manrs_view_announced(view);
	const uint32_t routes = rsec_manrs_view_count(view);
	struct rsec_buf pairs = RSEC_BUF_INIT;
	uint32_t i;
	int rc = 0;

	for (i = 0; i < routes && rc == 0; i++)
		if (!(a[i].seen & RSEC_MANRS_SEEN_PATH))
			rc = pair_providers(view, i, &pairs);
	if (rc == -1)
		rsec_err_nomem(err);
	else
		rc = rsec_manrs_rows_build(&view->unknown, &pairs, err);
	rsec_buf_fini(&pairs);
	return rc;
}

int
rsec_manrs_view_cover(struct rsec_manrs_view *view, struct rsec_err *err)
{
	const struct rsec_manrs_coverage *of = view->coverage;

	count(view);
	if (of[0].paths + of[1].paths == 0)
		return 0;
	return list_unknown(view, err);
}

struct rsec_manrs_coverage
rsec_manrs_view_coverage(const struct rsec_manrs_view *view, uint8_t family)
{
	return view->coverage[family == RSEC_IPV6];
}

uint32_t
rsec_manrs_view_unknown(const struct rsec_manrs_view *view, uint32_t carrier,
    const uint32_t **announcements)
{
	return rsec_manrs_rows_of(&view->unknown, carrier, announcements);
}
