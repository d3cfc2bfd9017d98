/* SPDX-License-Identifier: ISC */
/* Journals of NRTM, and dumps compared. */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/irrdiff.h"
#include "tests/lib/nrtm.h"
#include "tests/unit/alloc/each.h"

#define ROUTE(prefix, origin)                                              \
	"route: " prefix "\norigin: " origin "\ndescr: a\n b\nmnt-by: M\n" \
	"source: EXAMPLE\n\n"
#define HEAD                                                     \
	"\x1e{\"nrtm_version\":4,\"type\":\"delta\",\"source\":" \
	"\"EXAMPLE\",\"session_id\":"                            \
	"\"ca128382-78d9-41d1-8927-1ecef15275be\",\"version\":4}\n"

static int
read_journal(void *ctx, struct rsec_err *err)
{
	struct rsec_nrtm *nrtm = nrtm_of(ctx, strlen(ctx), 50, err);

	if (nrtm == NULL)
		return -1;
	assert_int_equal(rsec_nrtm_count(nrtm), 2);
	rsec_nrtm_free(nrtm);
	return 0;
}

void
journals(void **state)
{
	static char *const texts[] = {
		"%START Version: 3 EXAMPLE 1-2\n\nADD 1\n\n" ROUTE(
		    "192.0.2.0/24", "AS1") "DEL 2\n\nas-set: AS-X\n\n%END "
					   "EXAMPLE\n",
		HEAD "\x1e{\"action\":\"delete\",\"object_class\":\"route\","
		     "\"primary_key\":\"192.0.2.0/24AS1\"}\n"
		     "\x1e{\"action\":\"add_modify\",\"object\":"
		     "\"person: Some One\\nsource: EXAMPLE\"}\n",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		every_allocation_fails(read_journal, texts[i]);
}

/* Compare, and write what is found; ctx is a journal of the old side. */
static int
compare_dumps(void *ctx, struct rsec_err *err)
{
	static const struct rsec_irr_diff_options none;
	static const char old[] = ROUTE("192.0.2.0/24", "AS1")
	    ROUTE("192.0.2.0/24", "AS5") "as-set: AS-X\nsource: EXAMPLE\n\n";
	static const char new[] = ROUTE("192.0.2.0/24", "AS2")
	    ROUTE("192.0.2.0/24", "AS5") ROUTE("192.0.2.0/25", "AS2");
	struct irrdiff_side sides[2] = {
		{ .text = old, .len = sizeof(old) - 1, .journal = ctx },
		{ .text = new, .len = sizeof(new) - 1, .chunk = 9 },
	};
	struct rsec_irr_diff *diff = irrdiff_run(&none, sides, false);
	struct rsec_buf text = RSEC_BUF_INIT;
	int i, rc = 0;

	if (diff == NULL)
		return rsec_err_nomem(err);
	for (i = 0; i < 2 && rc == 0; i++)
		if ((rc = sides[i].rc) != 0)
			*err = sides[i].err;
	if (rc == 0) {
		assert_int_equal(rsec_irr_diff_count(diff), 3);
		rc = irrdiff_journal(diff, RSEC_NRTM_V3, "EXAMPLE", &text, err);
	}
	if (rc == 0)
		rc = irrdiff_journal(
		    diff, RSEC_NRTM_V4_DELTA, "EXAMPLE", &text, err);
	rsec_buf_fini(&text);
	rsec_irr_diff_free(diff);
	return rc;
}

void
dumps_compared(void **state)
{
	static const char text[] =
	    "%START Version: 3 EXAMPLE 1-2\n\nADD 1\n\n" ROUTE(
		"192.0.2.0/24", "AS5") "%END EXAMPLE\n";
	struct rsec_err err;
	struct rsec_nrtm *journal;

	(void)state;
	skip_without_shim();
	every_allocation_fails(compare_dumps, NULL);
	journal = nrtm_of(text, sizeof(text) - 1, 0, &err);
	assert_non_null(journal);
	every_allocation_fails(compare_dumps, journal);
	rsec_nrtm_free(journal);
}
