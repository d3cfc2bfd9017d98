/* SPDX-License-Identifier: ISC */
/*
 * Routes read into a view.  Of a table the entries of a prefix stand next to
 * each other and have one time: they are gathered, and what they say is kept
 * once.
 *
 * An entry of a table counts on the day of its record; what was announced by
 * an update counts on the day of it, however soon it was withdrawn.  The days
 * between two tables are not filled in.
 */
#include <stdlib.h>

#include "bgp/mrt.h"
#include "bgp/routeline.h"
#include "manrs/set_private.h"
#include "manrs/view_private.h"

#define FEW 64 /* of which insertion is the fastest sort */

/* One entry for the prefix at hand. */
struct item {
	uint32_t origin, end;
	const struct rsec_mrt_peer *peer;
	/* Of a route server; see struct rsec_manrs_announcement. */
	uint8_t served;
	uint32_t bogon, transit_free;
};

struct reader {
	struct rsec_manrs_view *view;
	const struct rsec_diag *diag;
	struct rsec_manrs_view_stats *stats;
	struct rsec_prefix prefix;
	bool is_table;
	uint32_t time;
	struct rsec_buf items, ends;
	struct rsec_manrs_bgpdump dump;
	bool is_mrt;	   /* which has all attributes */
	int64_t day_begin; /* of the day that was asked for last */
	uint32_t day;
};

/* The bit of the day of TIME, 0 outside of the month. */
static uint32_t
day_of(struct reader *reader, uint32_t time)
{
	if (time < reader->day_begin || time >= reader->day_begin + 86400) {
		reader->day_begin = time - time % 86400;
		reader->day =
		    rsec_manrs_month_bit(&reader->view->inputs.month, time);
	}
	return reader->day;
}

static bool
stands_before(const struct item *a, const struct item *b)
{
	if (a->origin != b->origin)
		return a->origin < b->origin;
	return (uintptr_t)a->peer < (uintptr_t)b->peer;
}

static int
compare(const void *a, const void *b)
{
	return (int)stands_before(b, a) - (int)stands_before(a, b);
}

/* By origin, then peer; those of a table mostly are. */
static void
sort_items(struct item *item, size_t count)
{
	struct item moved;
	size_t i, j;

	if (count > FEW) {
		qsort(item, count, sizeof(*item), compare);
		return;
	}
	for (i = 1; i < count; i++) {
		moved = item[i];
		for (j = i; j > 0 && stands_before(&moved, &item[j - 1]); j--)
			item[j] = item[j - 1];
		item[j] = moved;
	}
}

static int
compare_numbers(const void *a, const void *b)
{
	return RSEC_MANRS_CMP(*(const uint32_t *)a, *(const uint32_t *)b);
}

/* Sort NUMBER[0..count) and keep each once; how many are left. */
static uint32_t
sort_numbers(uint32_t *number, size_t count)
{
	uint32_t moved, kept = 0;
	size_t i, j;

	if (count > FEW)
		qsort(number, count, sizeof(*number), compare_numbers);
	for (i = 1; i < count && count <= FEW; i++) {
		moved = number[i];
		for (j = i; j > 0 && number[j - 1] > moved; j--)
			number[j] = number[j - 1];
		number[j] = moved;
	}
	for (i = 0; i < count; i++)
		if (kept == 0 || number[kept - 1] != number[i])
			number[kept++] = number[i];
	return kept;
}

static void
add_served(struct rsec_manrs_announcement *to, const struct item *item)
{
	const struct rsec_manrs_announcement more = { .served = item->served,
		.bogon = item->bogon,
		.transit_free = item->transit_free };

	rsec_manrs_view_add_served(to, &more);
}

/* All of ITEM[0..count) are of one origin; 0, or -1 without memory. */
static int
add_origin(struct reader *reader, const struct item *item, size_t count)
{
	struct rsec_manrs_announcement a = { .prefix = reader->prefix,
		.origin = item->origin,
		.days = day_of(reader, reader->time),
		.seen = RSEC_MANRS_SEEN_PATH,
		.first = reader->time,
		.last = reader->time };
	uint32_t *ends, number, set;
	size_t i;

	reader->ends.len = 0;
	ends = (void *)rsec_buf_reserve(&reader->ends, count * sizeof(*ends));
	if (ends == NULL)
		return -1;
	if (reader->is_table)
		a.seen |= RSEC_MANRS_SEEN_TABLE;
	if (reader->is_mrt)
		a.seen |= RSEC_MANRS_SEEN_ATTRIBUTES;
	for (i = 0; i < count; i++) {
		a.peers += i == 0 || item[i].peer != item[i - 1].peer;
		ends[i] = item[i].end;
		add_served(&a, &item[i]);
	}
	number = rsec_manrs_view_announce(reader->view, &a);
	set =
	    rsec_manrs_view_set(reader->view, ends, sort_numbers(ends, count));
	if (number == RSEC_MANRS_NONE || set == RSEC_MANRS_NONE)
		return -1;
	return rsec_manrs_view_link(reader->view, number, set);
}

/* The prefix at hand is done. */
static int
flush(struct reader *reader, struct rsec_err *err)
{
	struct item *item = (void *)reader->items.data;
	const size_t count = reader->items.len / sizeof(*item);
	size_t from, to;

	sort_items(item, count);
	for (from = 0; from < count; from = to) {
		for (to = from + 1;
		     to < count && item[to].origin == item[from].origin; to++)
			continue;
		if (add_origin(reader, item + from, to - from) == -1)
			return rsec_err_nomem(err);
	}
	reader->items.len = 0;
	return 0;
}

/* The path cannot be read; tell why. */
static int
skip_route(struct reader *reader, const struct rsec_mrt_route *route,
    struct rsec_err *err)
{
	struct rsec_err why;

	rsec_bgp_path(
	    &route->attributes, reader->view->hop, RSEC_BGP_PATH_MAX, &why);
	why.line = 0;
	why.offset = RSEC_NO_OFFSET;
	reader->stats->skipped++;
	return rsec_diag_skip(reader->diag, &why, err);
}

static int
add_item(struct reader *reader, const struct rsec_mrt_route *route,
    uint32_t end, struct rsec_err *err)
{
	const struct rsec_manrs_end *ends = (void *)reader->view->ends.data;
	struct rsec_manrs_announcement served = { .served = 0 };
	struct item item = {
		.origin = ends[end].origin, .end = end, .peer = route->peer
	};

	if (reader->view->inputs.server != NULL) {
		rsec_manrs_view_serve(reader->view, route, &served);
		item.served = served.served;
		item.bogon = served.bogon;
		item.transit_free = served.transit_free;
	}
	if (rsec_buf_add(&reader->items, &item, sizeof(item)) == -1)
		return rsec_err_nomem(err);
	return 0;
}

static int
add_route(struct reader *reader, const struct rsec_mrt_route *route,
    struct rsec_err *err)
{
	struct rsec_manrs_view *view = reader->view;
	const uint32_t day = day_of(reader, route->time);
	struct rsec_manrs_bad_path *bad;
	struct rsec_manrs_known known;

	reader->stats->routes++;
	if (day == 0) {
		reader->stats->outside++;
		return 0;
	}
	if (rsec_manrs_view_path(view, &route->attributes, &known, err) == -1)
		return -1;
	if (known.end == RSEC_MANRS_END_UNREADABLE)
		return skip_route(reader, route, err);
	bad = (void *)view->bad.data;
	reader->stats->beyond += known.beyond;
	if (known.bad != RSEC_MANRS_SOUND)
		rsec_manrs_view_seen(&bad[known.bad], &route->prefix, day,
		    route->time, route->time, 1);
	if (known.end == RSEC_MANRS_END_NONE) {
		reader->stats->no_origin++;
		return 0;
	}
	return add_item(reader, route, known.end, err);
}

/* What is announced, by an update or in a table. */
static int
take_route(struct reader *reader, const struct rsec_mrt_route *route,
    struct rsec_err *err)
{
	const bool is_table = route->kind == RSEC_MRT_RIB;

	if (!is_table || !reader->is_table || reader->time != route->time ||
	    !rsec_prefix_equal(&reader->prefix, &route->prefix)) {
		if (flush(reader, err) == -1)
			return -1;
		reader->prefix = route->prefix;
		reader->is_table = is_table;
		reader->time = route->time;
	}
	return add_route(reader, route, err);
}

static int
read_routes(struct reader *reader, struct rsec_mrt *mrt, struct rsec_err *err)
{
	struct rsec_mrt_route route;
	int more;

	while ((more = rsec_mrt_next(mrt, &route, err)) == 1) {
		if (route.kind == RSEC_MRT_WITHDRAWN)
			reader->stats->withdrawn++;
		else if (take_route(reader, &route, err) == -1)
			return -1;
	}
	return more == 0 ? flush(reader, err) : -1;
}

static int
read_mrt(struct reader *reader, struct rsec_source source, struct rsec_err *err)
{
	struct rsec_mrt *mrt = rsec_mrt_new(source, reader->diag);
	struct rsec_manrs_view_stats *stats = reader->stats;
	const struct rsec_mrt_stats *read;
	int rc;

	if (mrt == NULL)
		return rsec_err_nomem(err);
	rc = read_routes(reader, mrt, err);
	read = rsec_mrt_stats(mrt);
	stats->skipped += read->malformed;
	stats->unread = read->other + read->generic;
	stats->first = read->first_time;
	stats->last = read->last_time;
	rsec_mrt_free(mrt);
	return rc;
}

/* A line of bgpdump, which has a time. */
static int
add_dumped(struct reader *reader, const struct rsec_routeline *line,
    struct rsec_err *err)
{
	struct rsec_manrs_view_stats *stats = reader->stats;
	struct rsec_mrt_route route;
	struct rsec_err why;

	if (stats->first == 0 || line->time < stats->first)
		stats->first = line->time;
	if (line->time > stats->last)
		stats->last = line->time;
	if (rsec_manrs_bgpdump_route(&reader->dump, line, &route, &why) == 0)
		return take_route(reader, &route, err);
	if (why.code == RSEC_ERR_NOMEM)
		return rsec_err_nomem(err);
	stats->skipped++;
	return rsec_diag_skip(reader->diag, &why, err);
}

static int
add_line(void *ctx, const struct rsec_routeline *line, struct rsec_err *err)
{
	struct reader *reader = ctx;
	struct rsec_manrs_announcement a = { .prefix = line->prefix,
		.days = reader->view->all_days,
		.peers = line->peers,
		.seen = RSEC_MANRS_SEEN_TABLE,
		.served = RSEC_MANRS_SERVED_UNTAGGED };
	size_t i;

	if (line->dumped && line->time != 0)
		return add_dumped(reader, line, err);
	for (i = 0; i < line->origins; i++) {
		reader->stats->routes++;
		reader->stats->no_peers += line->peers == 0;
		a.origin = line->origin[i].asn;
		if (line->origin[i].none)
			reader->stats->no_origin++;
		else if (rsec_manrs_view_announce(reader->view, &a) ==
			 RSEC_MANRS_NONE)
			return rsec_err_nomem(err);
	}
	return 0;
}

static int
read_lines(
    struct reader *reader, struct rsec_source source, struct rsec_err *err)
{
	const struct rsec_routeline_sink sink = { add_line, reader };

	if (rsec_routelines_read(source, &sink, reader->diag,
		&reader->stats->skipped, err) == -1)
		return -1;
	return flush(reader, err);
}

int
rsec_manrs_view_read(struct rsec_manrs_view *view, struct rsec_source source,
    const struct rsec_diag *diag, struct rsec_manrs_view_stats *stats,
    struct rsec_err *err)
{
	struct rsec_manrs_view_stats own = { 0 };
	struct reader reader = { .view = view,
		.diag = diag,
		.stats = &own,
		.day_begin = INT64_MIN };
	struct rsec_peeked peeked;
	const uint8_t *head;
	size_t len;
	int rc;

	if (view->frozen)
		return rsec_err_set(err, RSEC_ERR_RANGE, "the view is frozen");
	if (rsec_source_peek(
		&peeked, source, RSEC_MRT_PEEK, &head, &len, err) == -1)
		return -1;
	source = rsec_source_peeked(&peeked);
	own.is_mrt = rsec_mrt_is(head, len);
	reader.is_mrt = own.is_mrt;
	if (own.is_mrt)
		rc = read_mrt(&reader, source, err);
	else
		rc = read_lines(&reader, source, err);
	rsec_buf_fini(&reader.items);
	rsec_buf_fini(&reader.ends);
	rsec_manrs_bgpdump_fini(&reader.dump);
	if (stats != NULL)
		*stats = own;
	return rc;
}
