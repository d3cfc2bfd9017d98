/* SPDX-License-Identifier: ISC */
/*
 * Write the routes of tests/lib/table.h, one of STEP of them, as an MRT table
 * of ten peers, to standard output; the same in every run.  As in real tables,
 * a peer has nearly the same to say of all prefixes of an origin, which is what
 * makes them compress.
 *
 *	mrt_gen [STEP]
 */
#include <stdio.h>
#include <stdlib.h>

#include "tests/lib/mrtwrite.h"
#include "tests/lib/random.h"
#include "tests/lib/table.h"

#define PEERS	10
#define TRANSIT 1500 /* ASes that others are reached through */
#define CORE	15   /* of them */

/* The path to ORIGIN, mostly through the core. */
static void
add_path(struct random *r, struct mrtw *w, unsigned peer, uint32_t origin)
{
	char path[128];
	int len;

	len = snprintf(path, sizeof(path), "%u", mrtw_peer_asn(peer));
	if (!random_once_in(r, 5))
		len += snprintf(path + len, sizeof(path) - (size_t)len, " %u",
		    1000 + random_below(r, CORE));
	if (random_once_in(r, 2))
		len += snprintf(path + len, sizeof(path) - (size_t)len, " %u",
		    1000 + random_below(r, CORE));
	len += snprintf(path + len, sizeof(path) - (size_t)len, " %u",
	    2000 + random_below(r, TRANSIT));
	if (random_once_in(r, 12))
		len += snprintf(
		    path + len, sizeof(path) - (size_t)len, " %u", origin);
	snprintf(path + len, sizeof(path) - (size_t)len,
	    random_once_in(r, 250) ? " {%u}" : " %u", origin);
	mrtw_path(w, 2, 4, path);
}

/* Communities of one AS, up to 14 of them. */
static void
add_communities(struct random *r, struct mrtw *w)
{
	uint16_t asn = (uint16_t)(2000 + random_below(r, TRANSIT)), value;
	unsigned i, n = random_below(r, 15);
	uint8_t data[4 * 14];

	for (i = 0; i < n; i++) {
		value =
		    (uint16_t)(1000 * random_below(r, 9) + random_below(r, 40));
		data[4 * i] = (uint8_t)(asn >> 8);
		data[4 * i + 1] = (uint8_t)asn;
		data[4 * i + 2] = (uint8_t)(value >> 8);
		data[4 * i + 3] = (uint8_t)value;
	}
	if (n > 0)
		mrtw_attribute(w, 8, data, (size_t)n * 4);
}

static void
add_large_communities(struct random *r, struct mrtw *w, uint32_t origin)
{
	uint8_t data[12] = { 0 };

	data[1] = (uint8_t)(origin >> 16);
	data[2] = (uint8_t)(origin >> 8);
	data[3] = (uint8_t)origin;
	data[7] = (uint8_t)random_below(r, 200);
	data[11] = (uint8_t)random_below(r, 200);
	mrtw_attribute(w, 32, data, sizeof(data));
}

/* What PEER says of a prefix of ORIGIN is what it says of the others. */
static void
add_entry(struct random *r, struct mrtw *w, unsigned peer, uint32_t origin)
{
	struct random same = { (uint64_t)origin * PEERS + peer + 1 };
	struct random *from = random_once_in(r, 30) ? r : &same;

	mrtw_entry(w, peer);
	mrtw_attribute(w, 1, "", 1);
	add_path(from, w, peer, origin);
	mrtw_attribute(w, 3, "\xc0\0\2\1", 4);
	add_communities(from, w);
	if (random_once_in(from, 5))
		add_large_communities(from, w, origin);
	mrtw_close(w);
}

static void
put(struct mrtw *w)
{
	if (fwrite(w->buf.data, 1, w->buf.len, stdout) != w->buf.len) {
		perror("write");
		exit(1);
	}
	w->buf.len = 0;
	w->record = 0;
}

static void
put_routes(struct random *r, uint8_t family, size_t step)
{
	struct table routes = table_routes(family);
	struct mrtw w = MRTW_INIT;
	char prefix[RSEC_PREFIX_SIZE];
	unsigned peer;
	size_t i;

	for (i = 0; i < routes.count; i += step) {
		rsec_prefix_format(prefix, &routes.rows[i].prefix);
		mrtw_rib(&w, family == RSEC_IPV4 ? 2 : 4, prefix, PEERS);
		for (peer = 0; peer < PEERS; peer++)
			add_entry(r, &w, peer, routes.rows[i].asn);
		put(&w);
	}
	mrtw_fini(&w);
	free(routes.rows);
}

int
main(int argc, char *argv[])
{
	size_t step = argc > 1 ? strtoul(argv[1], NULL, 10) : 1;
	struct mrtw w = MRTW_INIT;
	struct random r = { 1 };

	if (step == 0) {
		fprintf(stderr, "usage: mrt_gen [STEP]\n");
		return 1;
	}
	mrtw_peers(&w, PEERS);
	put(&w);
	mrtw_fini(&w);
	put_routes(&r, RSEC_IPV4, step);
	put_routes(&r, RSEC_IPV6, step);
	return fflush(stdout) == 0 ? 0 : 1;
}
