/* SPDX-License-Identifier: ISC */
/*
 * Print what the MRT reader makes of FILE ("-": standard input) in the form of
 * tests/lib/mrttext.h, for comparison with other readers.  Malformed records
 * go to standard error, and the counts as "NAME NUMBER".  Exit 2 where the
 * reading failed.
 */
#include <inttypes.h>
#include <stdio.h>

#include "io/input.h"
#include "tests/lib/mrttext.h"

static int
tell(void *ctx, const struct rsec_err *err)
{
	fprintf(stderr, "%s %" PRIu64 " %s\n", (const char *)ctx, err->offset,
	    err->msg);
	return 0;
}

static void
print_stats(const struct rsec_mrt_stats *stats)
{
	fprintf(stderr,
	    "records %" PRIu64 "\nroutes %" PRIu64 "\nmalformed %" PRIu64
	    "\ngeneric %" PRIu64 "\nstates %" PRIu64 "\nother %" PRIu64 "\n",
	    stats->records, stats->routes, stats->malformed, stats->generic,
	    stats->states, stats->other);
}

static int
dump(struct rsec_input *in, struct rsec_err *err)
{
	struct rsec_diag diag = { tell, "malformed" };
	struct rsec_mrt *mrt = rsec_mrt_new(rsec_input_source(in), &diag);
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_mrt_route route;
	int more;

	if (mrt == NULL)
		return rsec_err_nomem(err);
	while ((more = rsec_mrt_next(mrt, &route, err)) == 1) {
		mrt_text_route(&text, &route);
		fwrite(text.data, 1, text.len, stdout);
		text.len = 0;
	}
	print_stats(rsec_mrt_stats(mrt));
	rsec_buf_fini(&text);
	rsec_mrt_free(mrt);
	return more;
}

int
main(int argc, char *argv[])
{
	struct rsec_input *in = NULL;
	struct rsec_err err;
	int rc;

	rc = rsec_input_open(argc > 1 ? argv[1] : "-", NULL, &in, &err);
	if (rc == 0)
		rc = dump(in, &err);
	if (rc != 0)
		tell("error", &err);
	rsec_input_close(in);
	return rc == 0 ? 0 : 2;
}
