/* SPDX-License-Identifier: ISC */
/*
 * That a text is not read again makes no difference: the same changes, counts
 * and reports come of two dumps where everything is read, which a journal on
 * either side is made to do here although it says nothing.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "tests/lib/irrdiff.h"
#include "tests/lib/nrtm.h"
#include "tests/lib/random.h"

#define ROUNDS 100
#define LINES  2000 /* objects of a side, at most */

/* One object; %u is a number. */
static const char *const templates[] = {
	"route: 10.%u.0.0/16\norigin: AS1\nsource: EXAMPLE\n",
	"route: 10.%u.0.0/16\norigin: AS1\ndescr: x\nsource: EXAMPLE\n",
	"route:10.%u.0.0/16\norigin:AS1\nsource:EXAMPLE\n",
	"route: 10.%u.0.0/16\norigin: AS1\nsource: EXAMPLE\n# comment\n",
	"route: 10.%u.0.0/16\norigin: AS2\nmnt-by: M\nsource: EXAMPLE\n",
	"route: 10.%u.0.0/16\norigin: AS3\nmnt-by: M\nsource: EXAMPLE\n",
	"route: 10.%u.0.1/16\norigin: AS1\nsource: EXAMPLE\n",
	"route: 10.%u.0.0/16\nsource: EXAMPLE\n",
	"route: 10.%u.0.0/16\norigin: AS1\n",
	"as-set: AS-%u\nmnt-by: M\nsource: EXAMPLE\n",
	"as-set: AS-%u\nmnt-by: M\n",
	"person: Some One\nnic-hdl: P%u\nsource: OTHER\n",
	"nonsense %u\n",
	"unknown: %u\n",
	"*xxte: 10.%u.0.0/16\n",
	"%% comment %u\n",
};

static void
make_side(struct random *r, struct rsec_buf *out)
{
	unsigned lines = random_below(r, LINES), i;
	unsigned range = 1 + random_below(r, 250);
	char object[200];
	size_t which;

	out->len = 0;
	for (i = 0; i < lines; i++) {
		which =
		    random_below(r, sizeof(templates) / sizeof(templates[0]));
		snprintf(object, sizeof(object), templates[which],
		    (i / 8 + random_below(r, 3)) % range);
		assert_int_equal(rsec_buf_puts(out, object), 0);
		assert_int_equal(rsec_buf_puts(out, "\n"), 0);
	}
}

/* All that came of it, as a text. */
static void
describe(const struct rsec_irr_diff *diff, const struct irrdiff_side sides[2],
    struct rsec_buf *out)
{
	const struct rsec_irr_change *change;
	struct rsec_irr_diff_stats stats;
	char text[300];
	size_t i;

	out->len = 0;
	for (i = 0; i < 2; i++) {
		assert_int_equal(sides[i].rc, 0);
		stats = *rsec_irr_diff_stats(diff, (enum rsec_irr_side)i);
		assert_int_equal(rsec_buf_add(out, &stats, sizeof(stats)), 0);
		assert_int_equal(
		    rsec_buf_add(out, &sides[i].told, sizeof(sides[i].told)),
		    0);
	}
	for (i = 0; i < rsec_irr_diff_count(diff); i++) {
		change = rsec_irr_diff_get(diff, i);
		snprintf(text, sizeof(text), "%s %s %s %d %d\n",
		    rsec_irr_op_name(change->op), change->key, change->source,
		    change->old_object ? (int)change->old_object->line : 0,
		    change->new_object ? (int)change->new_object->line : 0);
		assert_int_equal(rsec_buf_puts(out, text), 0);
	}
	snprintf(text, sizeof(text), "%d unchanged",
	    (int)rsec_irr_diff_unchanged(diff));
	assert_int_equal(rsec_buf_puts(out, text), 0);
}

static void
compare(struct random *r, struct rsec_buf text[2],
    const struct rsec_irr_diff_options *options,
    const struct rsec_nrtm *journal, struct rsec_buf *out)
{
	struct irrdiff_side sides[2] = {
		{ .text = text[0].data,
		    .len = text[0].len,
		    .chunk = random_below(r, 3000),
		    .journal = journal },
		{ .text = text[1].data,
		    .len = text[1].len,
		    .chunk = random_once_in(r, 2) ? 0 : 1 << 16,
		    .journal = journal },
	};
	struct rsec_irr_diff *diff;

	diff = irrdiff_run(options, sides, !random_once_in(r, 4));
	assert_non_null(diff);
	describe(diff, sides, out);
	rsec_irr_diff_free(diff);
}

static void
what_is_not_read_again_is_the_same(void **state)
{
	static const char nothing[] =
	    "%START Version: 3 NOBODY 1-1\n\nDEL 1\n\n"
	    "route: 192.0.2.0/24\norigin: AS1\nsource: NOBODY\n\n"
	    "%END NOBODY\n";
	struct rsec_buf text[2] = { RSEC_BUF_INIT, RSEC_BUF_INIT };
	struct rsec_buf told = RSEC_BUF_INIT, expected = RSEC_BUF_INIT;
	struct rsec_irr_diff_options options = { .no_pair = false };
	struct random r = { 9582 };
	struct rsec_nrtm *journal;
	struct rsec_err err;
	int i;

	(void)state;
	journal = nrtm_of(nothing, strlen(nothing), 0, &err);
	assert_non_null(journal);
	for (i = 0; i < ROUNDS; i++) {
		make_side(&r, &text[0]);
		make_side(&r, &text[1]);
		options.check = random_once_in(&r, 4);
		options.leniency.repair = random_once_in(&r, 2);
		options.leniency.default_source =
		    random_once_in(&r, 2) ? "EXAMPLE" : NULL;
		options.filter.classes =
		    random_once_in(&r, 2) ? (uint64_t)1 << RSEC_RPSL_ROUTE : 0;
		options.filter.maintainer = random_once_in(&r, 4) ? "M" : NULL;
		compare(&r, text, &options, journal, &expected);
		compare(&r, text, &options, NULL, &told);
		assert_int_equal(told.len, expected.len);
		assert_memory_equal(told.data, expected.data, told.len);
	}
	rsec_nrtm_free(journal);
	rsec_buf_fini(&expected);
	rsec_buf_fini(&told);
	rsec_buf_fini(&text[0]);
	rsec_buf_fini(&text[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_not_read_again_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
