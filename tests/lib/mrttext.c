/* SPDX-License-Identifier: ISC */
/* See mrttext.h. */
#include "tests/lib/test.h"

#include "tests/lib/mrttext.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/num.h"

void
text_add(struct rsec_buf *to, const char *fmt, ...)
{
	char text[512];
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	if (n < 0 || (size_t)n >= sizeof(text) ||
	    rsec_buf_add(to, text, (size_t)n) != 0)
		abort();
}

/* What stands between two ASNs, and around a segment, by its type. */
static const char separators[] = { ' ', ',', ' ', ' ', ',' };
static const char *const opens[] = { "", "{", "", "(", "[" };
static const char *const closes[] = { "", "}", "", ")", "]" };

void
mrt_text_path(struct rsec_buf *to, const struct rsec_bgp_attributes *attributes)
{
	static struct rsec_bgp_hop hops[RSEC_BGP_PATH_MAX];
	int i, n;

	n = rsec_bgp_path(attributes, hops, RSEC_BGP_PATH_MAX, NULL);
	if (n < 0)
		text_add(to, "!");
	for (i = 0; i < n; i++) {
		if (hops[i].first && i > 0)
			text_add(to, "%s ", closes[hops[i - 1].segment]);
		if (hops[i].first)
			text_add(to, "%s", opens[hops[i].segment]);
		else
			text_add(to, "%c", separators[hops[i].segment]);
		text_add(to, "%" PRIu32, hops[i].asn);
	}
	if (n > 0)
		text_add(to, "%s", closes[hops[n - 1].segment]);
}

static void
add_communities(struct rsec_buf *to, struct rsec_bgp_bytes value)
{
	size_t i;

	for (i = 0; i + 4 <= value.len; i += 4)
		text_add(to, "%s%u:%u", i > 0 ? " " : "",
		    rsec_get_be16(value.data + i),
		    rsec_get_be16(value.data + i + 2));
}

static void
add_large_communities(struct rsec_buf *to, struct rsec_bgp_bytes value)
{
	size_t i;

	for (i = 0; i + 12 <= value.len; i += 12)
		text_add(to, "%s%" PRIu32 ":%" PRIu32 ":%" PRIu32,
		    i > 0 ? " " : "", rsec_get_be32(value.data + i),
		    rsec_get_be32(value.data + i + 4),
		    rsec_get_be32(value.data + i + 8));
}

static void
add_attributes(
    struct rsec_buf *to, const struct rsec_bgp_attributes *attributes)
{
	uint32_t origin;

	mrt_text_path(to, attributes);
	text_add(to, "|");
	add_communities(to, attributes->communities);
	text_add(to, "|");
	add_large_communities(to, attributes->large_communities);
	text_add(to, "|");
	if (attributes->has_otc)
		text_add(to, "%" PRIu32, attributes->otc);
	text_add(to, "|");
	if (rsec_bgp_origin(attributes, &origin))
		text_add(to, "%" PRIu32, origin);
}

void
mrt_text_route(struct rsec_buf *to, const struct rsec_mrt_route *route)
{
	char prefix[RSEC_PREFIX_SIZE], peer[RSEC_PREFIX_SIZE];

	rsec_prefix_format(prefix, &route->prefix);
	rsec_prefix_format_address(peer, &route->peer->address);
	text_add(to, "%c|%" PRIu32, "BAW"[route->kind], route -> time);
	if (route->microseconds != 0)
		text_add(to, ".%06" PRIu32, route->microseconds);
	text_add(to, "|%s|%" PRIu32 "|%s|", peer, route->peer->asn, prefix);
	if (route->has_path_id)
		text_add(to, "%" PRIu32, route->path_id);
	text_add(to, "|");
	add_attributes(to, &route->attributes);
	text_add(to, "|");
	if (route->kind == RSEC_MRT_RIB)
		text_add(to, "%" PRIu32, route->originated);
	text_add(to, "\n");
}

static int
tell(void *ctx, const struct rsec_err *err)
{
	text_add(ctx, "malformed %" PRIu64 " %s\n", err->offset, err->msg);
	return 0;
}

char *
mrt_text(struct rsec_source source, struct rsec_mrt_stats *stats)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_diag diag = { tell, &text };
	struct rsec_mrt *mrt = rsec_mrt_new(source, &diag);
	struct rsec_mrt_route route;
	struct rsec_err err;
	int more;

	if (mrt == NULL)
		abort();
	while ((more = rsec_mrt_next(mrt, &route, &err)) == 1)
		mrt_text_route(&text, &route);
	if (more != 0)
		text_add(&text, "error %" PRIu64 " %s\n", err.offset, err.msg);
	if (stats != NULL)
		*stats = *rsec_mrt_stats(mrt);
	rsec_mrt_free(mrt);
	if (rsec_buf_addc(&text, '\0') != 0)
		abort();
	return text.data;
}

void
mrt_must_say(const struct mrtw *w, const char *expected)
{
	struct rsec_memory memory;
	size_t chunk;
	char *said;

	for (chunk = 0; chunk == 0 || (chunk <= w->buf.len && chunk <= 500);
	     chunk++) {
		memory = mrtw_memory(w, chunk);
		said = mrt_text(rsec_source_memory(&memory), NULL);
		assert_string_equal(said, expected);
		free(said);
	}
}
