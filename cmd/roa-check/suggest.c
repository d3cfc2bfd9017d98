/* SPDX-License-Identifier: ISC */
/*
 * --suggest: for a route that is not valid, the ROA that would make it so and
 * nothing else (RFC 9319 section 5).  As CSV it is a VRP export that -r reads.
 */
#include "cmd/roa-check/roa-check.h"

const struct rsec_out_column suggest_columns[] = {
	{ "asn", RSEC_OUT_ASN, 10, NULL },
	{ "prefix", RSEC_OUT_PREFIX, 18, NULL },
	{ "maxLength", RSEC_OUT_UINT, 0, NULL },
	{ NULL, 0, 0, NULL },
};

void
suggest_print(struct check *check, const struct question *question)
{
	struct rsec_vrp vrp;

	if (!rsec_rov_suggest(&question->route, &vrp))
		return;
	rsec_out_asn(check->out, vrp.asn);
	rsec_out_prefix(check->out, &vrp.prefix);
	rsec_out_uint(check->out, vrp.max_len);
	rsec_out_end(check->out);
}
