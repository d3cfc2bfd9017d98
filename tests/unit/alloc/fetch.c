/* SPDX-License-Identifier: ISC */
/*
 * A scenario of fetches, of which none gets an answer: what they allocate
 * before, and libcurl behind them, fails in turn.
 */
#include "tests/lib/test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "io/fetchmany.h"
#include "tests/unit/alloc/each.h"

static int
count_failed(void *ctx, const struct rsec_fetch_outcome *outcome)
{
	*(unsigned *)ctx += outcome->state == RSEC_FETCH_FAILED;
	return 0;
}

static int
fetch_nothing(void *ctx, struct rsec_err *err)
{
	static const struct rsec_fetch_item items[] = {
		{ "http://127.0.0.1:1/a", "a/b/c", 0, "text/plain" },
		{ "http://127.0.0.1:1/b", "b", 0, NULL },
		{ "http://127.0.0.1:2/c", "../c", 0, NULL },
	};
	unsigned failed = 0;
	const struct rsec_fetch_many_options options = { .tries = 2,
		.back_off = 1,
		.conditional = true,
		.outcome = count_failed,
		.ctx = &failed };
	int rc = rsec_fetch_many(*(int *)ctx, items, 3, &options, err);

	assert_true(rc == -1 || failed == 3);
	return rc;
}

void
fetches_without_an_answer(void **state)
{
	char directory[] = "/tmp/alloc_test.XXXXXX";
	int dir;

	(void)state;
	skip_without_shim();
	assert_non_null(mkdtemp(directory));
	dir = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_true(dir >= 0);
	every_allocation_fails(fetch_nothing, &dir);
	unlinkat(dir, "a/b", AT_REMOVEDIR);
	unlinkat(dir, "a", AT_REMOVEDIR);
	close(dir);
	assert_int_equal(rmdir(directory), 0);
}
