/* SPDX-License-Identifier: ISC */
/*
 * A scenario of fetches, of which none gets an answer: what they allocate
 * before, and libcurl behind them, fails in turn; and the configuration that
 * says what to fetch.
 */
#include "tests/lib/test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/feeds.h"
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

static int
read_feeds(void *ctx, struct rsec_err *err)
{
	struct rsec_memory memory = { (const uint8_t *)ctx, strlen(ctx), 9 };
	struct rsec_feed_place place;
	struct rsec_feeds feeds;
	char *url;

	if (rsec_feeds_read(&feeds, rsec_source_memory(&memory), err) != 0)
		return -1;
	assert_int_equal(feeds.count, 2);
	place = rsec_feed_step(&feeds.feed[1], 1795406706);
	url = rsec_feed_expand(&feeds.feed[1], feeds.feed[1].url, &place);
	if (url != NULL)
		assert_string_equal(url, "http://a/2026");
	rsec_feeds_fini(&feeds);
	if (url == NULL)
		return rsec_err_nomem(err);
	free(url);
	return 0;
}

void
sources_to_fetch(void **state)
{
	static char text[] = "source a\ngroup g\nfile f\nurl http://a/\n"
			     "sha256 http://a/s\naccept text/plain\n"
			     "source b\ngroup g\nfile {page}\n"
			     "url http://a/{year}\nstep month\nnext n\n";

	(void)state;
	skip_without_shim();
	every_allocation_fails(read_feeds, text);
}
