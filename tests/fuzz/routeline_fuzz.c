/* SPDX-License-Identifier: ISC */
/*
 * Lines of routes: whatever they hold, the reader keeps the promises of its
 * header, and a message is one printable line.  A route that was read is
 * written plainly, and must be read again as the same.
 */
#include <string.h>

#include "bgp/routeline.h"
#include "net/asn.h"
#include "tests/fuzz/fuzz.h"

static void
check_message(const struct rsec_err *err)
{
	size_t i;

	MUST(err->code != RSEC_ERR_NONE && err->msg[0] != '\0');
	for (i = 0; err->msg[i] != '\0'; i++)
		MUST(err->msg[i] >= ' ' && err->msg[i] <= '~');
}

/* "PREFIX ORIGIN_ORIGIN_..." */
static size_t
write_plainly(char *to, const struct rsec_routeline *route)
{
	size_t i, n = rsec_prefix_format(to, &route->prefix);

	for (i = 0; i < route->origins; i++) {
		to[n++] = i == 0 ? ' ' : '_';
		if (route->origin[i].none) {
			memcpy(to + n, "{0}", 3);
			n += 3;
		} else
			n += rsec_asn_format(to + n, route->origin[i].asn);
	}
	return n;
}

static void
check_route(const struct rsec_routeline *route)
{
	struct rsec_routeline_reader reader = RSEC_ROUTELINE_READER_INIT;
	char line[RSEC_PREFIX_SIZE + RSEC_ROUTELINE_ORIGINS * RSEC_ASN_SIZE];
	struct rsec_routeline again;
	size_t i, n;

	MUST((route->kind == RSEC_ROUTELINE_ROUTE) == (route->origins > 0));
	MUST(route->origins <= RSEC_ROUTELINE_ORIGINS);
	n = write_plainly(line, route);
	MUST(rsec_routeline_parse(&reader, line, n, &again, NULL) == 0);
	MUST(again.kind == route->kind);
	MUST(rsec_prefix_equal(&again.prefix, &route->prefix));
	MUST(again.origins == route->origins);
	for (i = 0; i < route->origins; i++) {
		MUST(again.origin[i].none == route->origin[i].none);
		MUST(again.origin[i].none ||
		     again.origin[i].asn == route->origin[i].asn);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rsec_routeline_reader reader = RSEC_ROUTELINE_READER_INIT;
	const char *at = (const char *)data, *newline;
	struct rsec_routeline route;
	struct rsec_err err;
	size_t n;

	for (;;) {
		newline = size > 0 ? memchr(at, '\n', size) : NULL;
		n = newline != NULL ? (size_t)(newline - at) : size;
		memset(&err, 0, sizeof(err));
		if (rsec_routeline_parse(&reader, at, n, &route, &err) == -1)
			check_message(&err);
		else if (route.kind != RSEC_ROUTELINE_NOTHING)
			check_route(&route);
		if (newline == NULL)
			return 0;
		size -= n + 1;
		at = newline + 1;
	}
}
