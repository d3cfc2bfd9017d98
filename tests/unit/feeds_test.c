/* SPDX-License-Identifier: ISC */
/* The configuration of rsec-fetch: what is read, and each reason to refuse. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "io/feeds.h"

static int
read_text(struct rsec_feeds *feeds, const char *text, struct rsec_err *err)
{
	struct rsec_memory memory = { (const uint8_t *)text, strlen(text), 7 };

	return rsec_feeds_read(feeds, rsec_source_memory(&memory), err);
}

/* Read a source "x" with these LINES behind what each must have. */
static struct rsec_feeds
feed_with(const char *lines)
{
	struct rsec_feeds feeds;
	struct rsec_err err;
	char text[1024];

	snprintf(text, sizeof(text), "source x\ngroup g\n%s\n", lines);
	if (read_text(&feeds, text, &err) != 0)
		fail_msg("%s", err.msg);
	assert_int_equal(feeds.count, 1);
	return feeds;
}

static void
a_source_has_what_its_keywords_say(void **state)
{
	static const char text[] = "# a comment\r\n"
				   "\n"
				   "source radb	# and one here\r\n"
				   "\tgroup\tirr\n"
				   "   file irr/radb.db.gz  \n"
				   "url ftp://example.net/a#b\n"
				   "sha256 HTTPS://example.net/a.sha256\n"
				   "accept text/plain\n"
				   "min-size 10k\n"
				   "max-size 2G\n"
				   "every 90m\n"
				   "optional # not often\n"
				   "source other\n"
				   "url http://example.org/\n"
				   "file o\n"
				   "group g";
	struct rsec_feeds feeds;
	struct rsec_err err;
	const struct rsec_feed *feed;

	(void)state;
	assert_int_equal(read_text(&feeds, text, &err), 0);
	assert_int_equal(feeds.count, 2);
	feed = &feeds.feed[0];
	assert_int_equal(feed->line, 3);
	assert_string_equal(feed->name, "radb");
	assert_string_equal(feed->group, "irr");
	assert_string_equal(feed->file, "irr/radb.db.gz");
	assert_string_equal(feed->url, "ftp://example.net/a#b");
	assert_int_equal(feed->digest, RSEC_FEED_SHA256);
	assert_string_equal(feed->digest_url, "HTTPS://example.net/a.sha256");
	assert_string_equal(feed->accept, "text/plain");
	assert_int_equal(feed->min_size, 10240);
	assert_int_equal(feed->max_size, (uint64_t)2 << 30);
	assert_int_equal(feed->every, 5400);
	assert_true(feed->optional);
	assert_false(feed->series || feed->dated);
	feed = &feeds.feed[1];
	assert_string_equal(feed->name, "other");
	assert_int_equal(feed->every, RSEC_FEED_EVERY);
	assert_int_equal(feed->max_size, 0);
	assert_null(feed->digest_url);
	assert_false(feed->optional);
	rsec_feeds_fini(&feeds);
}

#define X "source x\ngroup g\nfile f\nurl http://a/\n"

/* A text, and why it is refused. */
static const char *const refusals[][2] = {
	{ "group g\n", "1: \"group\" stands before the first source" },
	{ "source x\nsauce y\n", "2: \"sauce\" is not a keyword" },
	{ "source\n", "1: source: \"\" is not a name" },
	{ "source a b\n", "1: source: \"a b\" is not a name" },
	{ "source -a\n", "1: source: \"-a\" is not a name" },
	{ "source ../a\n", "1: source: \"../a\" is not a name" },
	{ "\nsource x\n", "2: source x: it has no group" },
	{ "source x\ngroup g\nsource y\n", "1: source x: it has no file" },
	{ "source x\ngroup g\nfile f\n", "1: source x: it has no url" },
	{ X "url http://b/\n", "5: url stands twice in source x" },
	{ X X, "5: source x has the name of that in line 1" },
	{ X "source y\ngroup g\nfile f\nurl http://a/\n",
	    "5: source y has the file of that in line 1" },
	{ "source x\nfile /etc/passwd\n",
	    "2: file: \"/etc/passwd\" is not a path below the folder" },
	{ "source x\nfile a/../b\n",
	    "2: file: \"a/../b\" is not a path below the folder" },
	{ "source x\nfile a/.b\n",
	    "2: file: \"a/.b\" is not a path below the folder" },
	{ "source x\nfile a//b\n",
	    "2: file: \"a//b\" is not a path below the folder" },
	{ "source x\nfile a/\n",
	    "2: file: \"a/\" is not a path below the folder" },
	{ "source x\nfile a b\n",
	    "2: file: \"a b\" is not a path below the folder" },
	{ "source x\nfile\n", "2: file: \"\" is not a path below the folder" },
	{ "source x\nurl file:///etc/passwd\n",
	    "2: url: \"file:///etc/passwd\" is not a URL of https, "
	    "http or ftp" },
	{ "source x\nurl http://\n",
	    "2: url: \"http://\" is not a URL of https, http or ftp" },
	{ "source x\nurl http://a/ b\n",
	    "2: url: \"http://a/ b\" is not a URL of https, http or "
	    "ftp" },
	{ X "md5 a\n", "5: md5: \"a\" is not a URL" },
	{ X "md5 http://a/m\nsha256 http://a/s\n",
	    "6: sha256: there is another digest before" },
	{ X "min-size K\n",
	    "5: min-size: \"K\" is not a size: bytes, or a number "
	    "with K, M, G or T" },
	{ X "max-size 2000T\n",
	    "5: max-size: \"2000T\" is not a size: bytes, or a number "
	    "with K, M, G or T" },
	{ X "min-size 2\nmax-size 1\n",
	    "1: source x: its min-size is more than its max-size" },
	{ X "every 1\n",
	    "5: every: \"1\" is not a time: a number with m, h, d or "
	    "w" },
	{ X "every 367d\n",
	    "5: every: \"367d\" is not a time: a number with m, h, d "
	    "or w" },
	{ X "step 7h\n", "5: step: \"7h\" is not a part of a day, a day, or "
			 "months" },
	{ X "step 2d\n", "5: step: \"2d\" is not a part of a day, a day, or "
			 "months" },
	{ X "step 0month\n",
	    "5: step: \"0month\" is not a time: a number with m, h, d "
	    "or w" },
	{ X "pages data\n",
	    "5: pages: \"data\" is not the name of an array and the "
	    "size of a page" },
	{ X "pages data 0\n",
	    "5: pages: \"data 0\" is not the name of an array and the "
	    "size of a page" },
	{ X "pages data 10\n", "1: source x: its file has no {page}" },
	{ X "optional yes\n", "5: optional: \"yes\" is more than it takes" },
	{ "source x\ngroup g\nfile f{page}\nurl http://a/\n",
	    "1: source x: it has a placeholder of pages, and neither "
	    "pages nor next" },
	{ "source x\ngroup g\nfile f{page}\nurl http://a/\n"
	  "pages data 10\n",
	    "1: source x: its url has neither {page} nor {record}" },
	{ "source x\ngroup g\nfile f{page}\nurl http://a/{page}\n"
	  "pages data 10\nnext n\n",
	    "1: source x: it has both pages and next" },
	{ "source x\ngroup g\nfile f{page}\nurl http://a/\nnext n\n"
	  "md5 http://a/m\n",
	    "1: source x: it has pages and a digest" },
	{ "source x\ngroup g\nfile f\nurl http://a/{year}\n",
	    "1: source x: it has a placeholder of time, and no step" },
	{ "source x\ngroup g\nfile f\nurl http://a/{yaer}\nstep 1d\n",
	    "1: source x: it has a placeholder that does not exist" },
	{ "source x\ngroup g\nfile f{year\nurl http://a/\nstep 1d\n",
	    "1: source x: it has a placeholder that does not exist" },
};
static void
what_is_not_understood_is_refused(void **state)
{
	struct rsec_feeds feeds;
	struct rsec_err err;
	char said[512];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		assert_int_equal(read_text(&feeds, refusals[i][0], &err), -1);
		assert_null(feeds.feed);
		snprintf(
		    said, sizeof(said), "%u: %s", (unsigned)err.line, err.msg);
		assert_string_equal(said, refusals[i][1]);
	}
}

static void
too_many_sources_are_refused(void **state)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_feeds feeds;
	struct rsec_err err;
	char one[128];
	int i;

	(void)state;
	for (i = 0; i <= RSEC_FEEDS_MAX; i++) {
		snprintf(one, sizeof(one),
		    "source s%d\ngroup g\nfile f%d\nurl http://a/\n", i, i);
		assert_int_equal(rsec_buf_puts(&text, one), 0);
	}
	assert_int_equal(rsec_buf_addc(&text, '\0'), 0);
	assert_int_equal(read_text(&feeds, text.data, &err), -1);
	assert_string_equal(err.msg, "more than 2000 sources");
	assert_int_equal(err.line, 4 * RSEC_FEEDS_MAX + 1);
	rsec_buf_fini(&text);
}

/* A text as each step has it, by the C library's calendar. */
static void
expect(const struct rsec_feed *feed, const struct rsec_feed_place *place)
{
	const time_t from = (time_t)place->from, to = (time_t)place->to;
	char expected[128], from_date[16], to_date[16];
	struct tm tm;
	char *got;

	gmtime_r(&to, &tm);
	strftime(to_date, sizeof(to_date), "%Y-%m-%d", &tm);
	gmtime_r(&from, &tm);
	strftime(from_date, sizeof(from_date), "%Y-%m-%d", &tm);
	strftime(expected, sizeof(expected), "%Y.%m.%dT%H%M", &tm);
	snprintf(expected + strlen(expected), 96, " %lld %lld %s %s {x} 7 21",
	    (long long)from, (long long)to, from_date, to_date);
	got = rsec_feed_expand(feed,
	    "{year}.{month}.{day}T{hour}{minute} {from} {to} {from-date} "
	    "{to-date} {{x} {page} {record}",
	    place);
	assert_string_equal(got, expected);
	free(got);
}

static void
steps_follow_each_other_and_each_time_is_in_one(void **state)
{
	static const char *const steps[] = { "5m", "15m", "2h", "8h", "1d",
		"24h", "month", "1month", "3months", "12months" };
	struct rsec_feed_place place, before;
	struct rsec_feeds feeds;
	char lines[128];
	size_t i;
	int64_t t;
	int j;

	(void)state;
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		snprintf(lines, sizeof(lines),
		    "file {page}\nurl http://a/{page}\nstep %s\npages r 3",
		    steps[i]);
		feeds = feed_with(lines);
		t = 1709164799; /* 2024-02-28T23:59:59Z, of a leap year */
		for (j = 0; j < 40; j++) {
			place = rsec_feed_step(&feeds.feed[0], t);
			assert_true(place.from <= t && t < place.to);
			before = rsec_feed_step(&feeds.feed[0], place.from - 1);
			assert_int_equal(before.to, place.from);
			assert_int_equal(place.page, 0);
			place.page = 7;
			expect(&feeds.feed[0], &place);
			t = place.to;
		}
		rsec_feeds_fini(&feeds);
	}
}

static void
months_begin_with_the_year(void **state)
{
	struct rsec_feeds feeds =
	    feed_with("file f\nurl http://a/{year}{month}\nstep 3months");
	struct rsec_feed_place place;
	char *got;

	(void)state;
	assert_true(feeds.feed[0].dated && !feeds.feed[0].series);
	place = rsec_feed_step(&feeds.feed[0], 1795406706); /* 2026-11-23 */
	got = rsec_feed_expand(&feeds.feed[0], feeds.feed[0].url, &place);
	assert_string_equal(got, "http://a/202610");
	free(got);
	rsec_feeds_fini(&feeds);
	feeds = feed_with("file f.{day}\nurl http://a/\nstep 1d");
	assert_true(feeds.feed[0].series && !feeds.feed[0].dated);
	rsec_feeds_fini(&feeds);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_source_has_what_its_keywords_say),
		cmocka_unit_test(what_is_not_understood_is_refused),
		cmocka_unit_test(too_many_sources_are_refused),
		cmocka_unit_test(
		    steps_follow_each_other_and_each_time_is_in_one),
		cmocka_unit_test(months_begin_with_the_year),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
