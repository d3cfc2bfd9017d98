/* SPDX-License-Identifier: ISC */
/*
 * Tables of routes read from what there is of them: lines of text of every
 * kind, or MRT, told apart by the first bytes.
 *
 * Of an MRT table the origins of a prefix are added once for each record and
 * not for each peer: there are a dozen of entries for every pair.
 */
#include "base/err.h"
#include "bgp/mrt.h"
#include "bgp/routeline.h"
#include "bgp/table.h"

/* A table that lines are read into. */
struct lines {
	struct rsec_bgp_table *table;
	struct rsec_bgp_table_stats *stats;
};

static int
add_line(void *ctx, const struct rsec_routeline *line, struct rsec_err *err)
{
	struct rsec_bgp_route route = { .prefix = line->prefix };
	const struct lines *to = ctx;
	size_t i;

	for (i = 0; i < line->origins; i++) {
		route.origin = line->origin[i].asn;
		route.has_origin = !line->origin[i].none;
		if (rsec_bgp_table_add(to->table, &route, err) == -1)
			return -1;
	}
	to->stats->routes += line->origins;
	return 0;
}

static int
read_text(struct rsec_bgp_table *table, struct rsec_source source,
    const struct rsec_diag *diag, struct rsec_bgp_table_stats *stats,
    struct rsec_err *err)
{
	struct lines to = { table, stats };
	const struct rsec_routeline_sink sink = { add_line, &to };
	int rc;

	rc = rsec_routelines_read(source, &sink, diag, &stats->skipped, err);
	stats->records = stats->routes + stats->skipped;
	return rc;
}

/* The origins of the prefix at hand that were added already. */
struct origins {
	struct rsec_bgp_route last[8];
	size_t count;
};

/* Whether ROUTE is new among the last ones; remembers it. */
static bool
is_new(struct origins *origins, const struct rsec_bgp_route *route)
{
	size_t i;

	if (origins->count != 0 &&
	    !rsec_prefix_equal(&origins->last[0].prefix, &route->prefix))
		origins->count = 0;
	for (i = 0; i < origins->count; i++)
		if (origins->last[i].origin == route->origin &&
		    origins->last[i].has_origin == route->has_origin)
			return false;
	if (origins->count < sizeof(origins->last) / sizeof(origins->last[0]))
		origins->last[origins->count++] = *route;
	return true;
}

static int
read_mrt(struct rsec_bgp_table *table, struct rsec_mrt *mrt,
    struct rsec_bgp_table_stats *stats, struct rsec_err *err)
{
	struct origins origins = { .count = 0 };
	struct rsec_bgp_route route;
	struct rsec_mrt_route entry;
	int more;

	while ((more = rsec_mrt_next(mrt, &entry, err)) == 1) {
		if (entry.kind == RSEC_MRT_WITHDRAWN)
			continue;
		route = (struct rsec_bgp_route){ .prefix = entry.prefix };
		route.has_origin =
		    rsec_bgp_origin(&entry.attributes, &route.origin);
		if (!route.has_origin)
			route.origin = 0;
		if (is_new(&origins, &route) &&
		    rsec_bgp_table_add(table, &route, err) != 0)
			return -1;
		stats->routes++;
	}
	stats->mrt = *rsec_mrt_stats(mrt);
	stats->records = stats->mrt.records;
	stats->skipped = stats->mrt.malformed;
	stats->is_mrt = true;
	return more;
}

static int
read_binary(struct rsec_bgp_table *table, struct rsec_source source,
    const struct rsec_diag *diag, struct rsec_bgp_table_stats *stats,
    struct rsec_err *err)
{
	struct rsec_mrt *mrt = rsec_mrt_new(source, diag);
	int rc;

	if (mrt == NULL)
		return rsec_err_nomem(err);
	rc = read_mrt(table, mrt, stats, err);
	rsec_mrt_free(mrt);
	return rc;
}

int
rsec_bgp_table_read(struct rsec_bgp_table *table, struct rsec_source source,
    const struct rsec_diag *diag, struct rsec_bgp_table_stats *stats,
    struct rsec_err *err)
{
	struct rsec_bgp_table_stats own = { 0 };
	struct rsec_peeked peeked;
	const uint8_t *head;
	size_t len;
	int rc;

	if (rsec_source_peek(
		&peeked, source, RSEC_MRT_PEEK, &head, &len, err) != 0)
		return -1;
	source = rsec_source_peeked(&peeked);
	if (rsec_mrt_is(head, len))
		rc = read_binary(table, source, diag, &own, err);
	else
		rc = read_text(table, source, diag, &own, err);
	if (stats != NULL)
		*stats = own;
	return rc;
}
