/* SPDX-License-Identifier: ISC */
#include "tests/lib/routetext.h"

#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "net/asn.h"

const char *
routetext(struct rsec_routeline_reader *reader, const char *line, size_t len)
{
	static char text[2048];
	struct rsec_routeline route;
	struct rsec_err err;
	size_t i, n = 0;

	text[0] = '\0';
	memset(&route, 0xa5, sizeof(route));
	if (rsec_routeline_parse(reader, line, len, &route, &err) == -1) {
		snprintf(text, sizeof(text), "[%s]", err.msg);
		return text;
	}
	if (route.kind == RSEC_ROUTELINE_NOTHING)
		return text;
	n = rsec_prefix_format(text, &route.prefix);
	assert_true(
	    (route.kind == RSEC_ROUTELINE_ROUTE) == (route.origins > 0));
	for (i = 0; i < route.origins; i++) {
		text[n++] = ' ';
		if (route.origin[i].none)
			n += (size_t)sprintf(text + n, "none");
		else
			n += rsec_asn_format(text + n, route.origin[i].asn);
	}
	return text;
}
