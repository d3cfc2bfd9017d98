/* SPDX-License-Identifier: ISC */
/*
 * Configurations of rsec-fetch: what is refused is told in one printable line,
 * the same however the source cuts its runs; what is read keeps below its
 * folder, asks only servers, and its placeholders can be replaced.
 */
#include <string.h>
#include <strings.h>

#include "io/feeds.h"
#include "tests/fuzz/report.h"

static void
check_text(const char *text)
{
	MUST(text != NULL && text[0] != '\0');
	for (; *text != '\0'; text++)
		MUST(*text > ' ' && *text <= '~');
}

static void
check_path(const char *path)
{
	MUST(path[0] != '/' && path[0] != '.');
	MUST(strstr(path, "/.") == NULL && strstr(path, "//") == NULL);
}

static void
check_feed(const struct rsec_feed *feed, int64_t t)
{
	struct rsec_feed_place place = rsec_feed_step(feed, t);
	char *path, *url;

	check_text(feed->name);
	check_text(feed->group);
	MUST(place.from <= t && t < place.to);
	path = rsec_feed_expand(feed, feed->file, &place);
	url = rsec_feed_expand(feed, feed->url, &place);
	check_text(path);
	check_text(url);
	check_path(path);
	MUST(strncasecmp(url, "http://", 7) == 0 ||
	     strncasecmp(url, "https://", 8) == 0 ||
	     strncasecmp(url, "ftp://", 6) == 0);
	free(path);
	free(url);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rsec_memory whole = { data, size, 0 }, cut = { data, size, 3 };
	struct rsec_feeds feeds, again;
	struct rsec_err err, other;
	size_t i;
	int rc;

	rc = rsec_feeds_read(&feeds, rsec_source_memory(&whole), &err);
	MUST(rsec_feeds_read(&again, rsec_source_memory(&cut), &other) == rc);
	if (rc != 0) {
		check_message(&err);
		MUST(err.line == other.line && err.line > 0);
		MUST(strcmp(err.msg, other.msg) == 0);
		return 0;
	}
	MUST(feeds.count == again.count);
	for (i = 0; i < feeds.count; i++) {
		MUST(strcmp(feeds.feed[i].url, again.feed[i].url) == 0);
		check_feed(&feeds.feed[i], 1795406706);
		check_feed(&feeds.feed[i], 951782399);
	}
	rsec_feeds_fini(&feeds);
	rsec_feeds_fini(&again);
	return 0;
}
