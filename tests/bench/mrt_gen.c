/* SPDX-License-Identifier: ISC */
/*
 * Write the routes of tests/lib/table.h, one of STEP of them, as an MRT table
 * of ten peers, to standard output; the same in every run.  Of a prefix most
 * peers have the same origin; paths, communities and times differ.
 *
 *	mrt_gen [STEP]
 */
#include <stdio.h>
#include <stdlib.h>

#include "tests/lib/mrtwrite.h"
#include "tests/lib/random.h"
#include "tests/lib/table.h"

#define PEERS 10

static void
add_path(struct random *r, struct mrtw *w, unsigned peer, uint32_t origin)
{
	unsigned n = 1 + random_below(r, 4);
	char path[128];
	int len;

	len = snprintf(path, sizeof(path), "%u", mrtw_peer_asn(peer));
	for (; n > 0; n--)
		len += snprintf(path + len, sizeof(path) - (size_t)len, " %u",
		    1000 + random_below(r, 60000));
	snprintf(path + len, sizeof(path) - (size_t)len,
	    random_once_in(r, 250) ? " {%u}" : " %u", origin);
	mrtw_path(w, 2, 4, path);
}

static void
add_entry(struct random *r, struct mrtw *w, unsigned peer, uint32_t origin)
{
	uint8_t communities[40];
	size_t i, n = random_below(r, 11);

	for (i = 0; i < n * 4; i++)
		communities[i] = (uint8_t)random_below(r, i % 4 == 3 ? 9 : 3);
	mrtw_entry(w, peer);
	mrtw_attribute(w, 1, "", 1);
	add_path(r, w, peer, origin);
	mrtw_attribute(w, 3, "\xc0\0\2\1", 4);
	if (n > 0)
		mrtw_attribute(w, 8, communities, n * 4);
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
