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
#include "text/line.h"

static int
add_line(struct rsec_bgp_table *table, const struct rsec_routeline *line,
    struct rsec_err *err)
{
	struct rsec_bgp_route route = { .prefix = line->prefix };
	size_t i;

	for (i = 0; i < line->origins; i++) {
		route.origin = line->origin[i].asn;
		route.has_origin = !line->origin[i].none;
		if (rsec_bgp_table_add(table, &route, err) == -1)
			return -1;
	}
	return 0;
}

static int
skip(const struct rsec_diag *diag, struct rsec_err *why, uint64_t line,
    struct rsec_bgp_table_stats *stats, struct rsec_err *err)
{
	why->line = line;
	stats->skipped++;
	return rsec_diag_skip(diag, why, err);
}

/* A line that has a prefix alone. */
static void
refuse_prefix(const struct rsec_prefix *prefix, struct rsec_err *why)
{
	char text[RSEC_PREFIX_SIZE];

	rsec_prefix_format(text, prefix);
	rsec_err_set(why, RSEC_ERR_SYNTAX, "%s has no origin", text);
}

static int
read_lines(struct rsec_bgp_table *table, struct rsec_lines *lines,
    const struct rsec_diag *diag, struct rsec_bgp_table_stats *stats,
    struct rsec_err *err)
{
	struct rsec_routeline_reader reader = RSEC_ROUTELINE_READER_INIT;
	struct rsec_routeline line;
	struct rsec_err why;
	const char *s;
	size_t n;
	int rc;

	while ((rc = rsec_lines_next(lines, &s, &n, err)) == 1) {
		rc = rsec_routeline_parse(&reader, s, n, &line, &why);
		if (rc == 0 && line.kind == RSEC_ROUTELINE_NOTHING)
			continue;
		if (rc == 0 && line.kind == RSEC_ROUTELINE_ROUTE) {
			if (add_line(table, &line, err) == -1)
				return -1;
			stats->routes += line.origins;
			continue;
		}
		if (rc == 0)
			refuse_prefix(&line.prefix, &why);
		if (skip(diag, &why, lines->number, stats, err) == -1)
			return -1;
	}
	return rc;
}

static int
read_text(struct rsec_bgp_table *table, struct rsec_source source,
    const struct rsec_diag *diag, struct rsec_bgp_table_stats *stats,
    struct rsec_err *err)
{
	struct rsec_lines lines;
	int rc;

	rsec_lines_init(&lines, source);
	rc = read_lines(table, &lines, diag, stats, err);
	stats->records = stats->routes + stats->skipped;
	rsec_lines_fini(&lines);
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
	stats->records = rsec_mrt_stats(mrt)->records;
	stats->skipped = rsec_mrt_stats(mrt)->malformed;
	stats->unread =
	    rsec_mrt_stats(mrt)->other + rsec_mrt_stats(mrt)->generic;
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
