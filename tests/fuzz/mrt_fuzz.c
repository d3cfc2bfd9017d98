/* SPDX-License-Identifier: ISC */
/*
 * MRT: routes come out the same wherever the runs are cut, none has bits beyond
 * the length of its prefix, its attributes lie in one piece, and an origin is
 * the last hop of its path.  The first byte of the input says how long runs
 * are.
 */
#include <string.h>

#include "bgp/mrt.h"
#include "tests/fuzz/fuzz.h"

static uint64_t
add(uint64_t sum, uint64_t v)
{
	return (sum ^ v) * 0x100000001b3;
}

static uint64_t
add_path(uint64_t sum, const struct rsec_bgp_attributes *attributes)
{
	static struct rsec_bgp_hop hops[RSEC_BGP_PATH_MAX];
	uint32_t origin = 0;
	bool has_origin = rsec_bgp_origin(attributes, &origin);
	int i, n;

	n = rsec_bgp_path(attributes, hops, RSEC_BGP_PATH_MAX, NULL);
	for (i = 0; i < n; i++)
		sum = add(sum, hops[i].asn);
	MUST(n <= 0 || hops[0].first);
	if (has_origin && n > 0 && hops[n - 1].segment == RSEC_BGP_SEQUENCE)
		MUST(hops[n - 1].asn == origin);
	if (n > 0 && hops[n - 1].segment == RSEC_BGP_SET)
		MUST(!has_origin);
	return add(add(sum, origin), has_origin);
}

static uint64_t
add_route(uint64_t sum, const struct rsec_mrt_route *route)
{
	const struct rsec_prefix *prefix = &route->prefix;

	MUST(prefix->len <= rsec_family_bits(prefix->family));
	MUST((prefix->hi & ~rsec_mask_hi(prefix->len)) == 0);
	MUST((prefix->lo & ~rsec_mask_lo(prefix->len)) == 0);
	MUST(route->peer != NULL);
	MUST(route->kind != RSEC_MRT_WITHDRAWN ||
	     route->attributes.path.data == NULL);
	sum = add(add(sum, prefix->hi), prefix->lo + prefix->len);
	sum = add(add(sum, route->peer->asn), route->path_id);
	return add_path(add(sum, route->kind), &route->attributes);
}

/* A sum over the routes; *STATUS is what the last call returned. */
static uint64_t
walk(const uint8_t *data, size_t size, size_t chunk, int *status)
{
	struct rsec_memory memory = { data, size, chunk };
	struct rsec_mrt *mrt = rsec_mrt_new(rsec_source_memory(&memory), NULL);
	const struct rsec_mrt_stats *stats;
	struct rsec_mrt_route route;
	uint64_t sum = 0, routes = 0;
	struct rsec_err err;

	MUST(mrt != NULL);
	while ((*status = rsec_mrt_next(mrt, &route, &err)) == 1) {
		sum = add_route(sum, &route);
		routes++;
	}
	stats = rsec_mrt_stats(mrt);
	MUST(stats->routes == routes);
	MUST(stats->records <= size / 12);
	sum = add(sum, stats->malformed);
	rsec_mrt_free(mrt);
	return sum;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int whole, cut;

	if (size < 2)
		return 0;
	MUST(walk(data + 1, size - 1, 0, &whole) ==
	     walk(data + 1, size - 1, data[0] + 1U, &cut));
	MUST(whole == cut);
	return 0;
}
