/* SPDX-License-Identifier: ISC */
/* The origins in one field, as pfx2as and riswhois write several of them. */
#include <string.h>

#include "base/quote.h"
#include "bgp/routeline_private.h"
#include "net/asn.h"

int
rsec_routeline_add(
    struct rsec_routeline *out, uint32_t asn, bool none, struct rsec_err *err)
{
	if (out->origins == RSEC_ROUTELINE_ORIGINS)
		return rsec_err_set(err, RSEC_ERR_LIMIT,
		    "more than %d origins in one line", RSEC_ROUTELINE_ORIGINS);
	out->origin[out->origins].asn = asn;
	out->origin[out->origins].none = none;
	out->origins++;
	return 0;
}

static int
origin_error(struct field f, struct rsec_err *err)
{
	char shown[RSEC_QUOTE_SIZE];

	return rsec_err_set(err, RSEC_ERR_SYNTAX,
	    "origin %s is not an AS number", rsec_quote(shown, f.s, f.n));
}

/* One origin, between the '_' of MOAS: an AS number, or a set of them. */
static int
parse_origin(struct field f, struct rsec_routeline *out, struct rsec_err *err)
{
	struct field whole = f, member;
	const char *comma;
	bool set = memchr(f.s, ',', f.n) != NULL;
	uint32_t asn;

	if (f.n >= 2 && f.s[0] == '{' && f.s[f.n - 1] == '}') {
		f.s++;
		f.n -= 2;
		set = true;
	}
	for (;;) {
		member = f;
		if ((comma = memchr(f.s, ',', f.n)) != NULL)
			member.n = (size_t)(comma - f.s);
		member = rsec_routeline_trim(member);
		if (!rsec_asn_parse(member.s, member.n, &asn))
			return origin_error(whole, err);
		if (comma == NULL)
			break;
		f.n -= (size_t)(comma + 1 - f.s);
		f.s = comma + 1;
	}
	return rsec_routeline_add(out, set ? 0 : asn, set, err);
}

int
rsec_routeline_origins(
    struct field f, struct rsec_routeline *out, struct rsec_err *err)
{
	struct field one;
	const char *bar;
	uint32_t asn;

	if (rsec_asn_parse(f.s, f.n, &asn)) /* all but a few */
		return rsec_routeline_add(out, asn, false, err);
	for (;;) {
		one = f;
		if ((bar = memchr(f.s, '_', f.n)) != NULL)
			one.n = (size_t)(bar - f.s);
		if (parse_origin(one, out, err) == -1)
			return -1;
		if (bar == NULL)
			return 0;
		f.n -= one.n + 1;
		f.s = bar + 1;
	}
}
