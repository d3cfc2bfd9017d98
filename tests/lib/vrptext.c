/* SPDX-License-Identifier: ISC */
#include "tests/lib/vrptext.h"

#include <stdio.h>

#include "tests/lib/test.h"

static int
report(void *ctx, const struct rsec_err *err)
{
	struct rsec_buf *messages = ctx;
	char line[32];

	snprintf(line, sizeof(line), "%u: ", (unsigned)err->line);
	assert_int_equal(rsec_buf_puts(messages, line), 0);
	assert_int_equal(rsec_buf_puts(messages, err->msg), 0);
	assert_int_equal(rsec_buf_addc(messages, '\n'), 0);
	return 0;
}

static void
print(const struct rsec_vrps *vrps, struct rsec_buf *out)
{
	char prefix[RSEC_PREFIX_SIZE], line[400];
	struct rsec_vrp vrp;
	uint32_t i;

	for (i = 0; i < rsec_vrps_count(vrps); i++) {
		rsec_vrps_get(vrps, i, &vrp);
		rsec_prefix_format(prefix, &vrp.prefix);
		snprintf(line, sizeof(line), "%s-%u %u %s\n", prefix,
		    vrp.max_len, vrp.asn, rsec_vrps_ta_name(vrps, vrp.ta));
		assert_int_equal(rsec_buf_puts(out, line), 0);
	}
}

void
vrptext_read(const char *text, size_t n, size_t chunk, const char *ta,
    struct vrptext *out)
{
	struct rsec_memory mem = { (const uint8_t *)text, n, chunk };
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_diag diag = { report, &out->messages };
	struct rsec_err err;

	assert_non_null(vrps);
	*out = (struct vrptext){ .rc = 0 };
	out->rc = rsec_vrpfile_read(
	    rsec_source_memory(&mem), ta, vrps, &diag, &out->stats, &out->err);
	assert_int_equal(rsec_vrps_freeze(vrps, &err), 0);
	print(vrps, &out->vrps);
	assert_int_equal(rsec_buf_addc(&out->vrps, '\0'), 0);
	assert_int_equal(rsec_buf_addc(&out->messages, '\0'), 0);
	rsec_vrps_free(vrps);
}

void
vrptext_fini(struct vrptext *out)
{
	rsec_buf_fini(&out->vrps);
	rsec_buf_fini(&out->messages);
}
