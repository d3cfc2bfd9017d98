/* SPDX-License-Identifier: ISC */
/* What is left behind by a fetch that ended early, and what comes of it. */
#include "tests/lib/test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "tests/unit/fetch_many/run.h"

void
a_broken_body_is_resumed_or_begun_anew_never_mixed(void **state)
{
	static const struct {
		const char *from;
		uint64_t resumed;
		unsigned tries;
		const char *log;
	} cases[] = {
		{ "/resume?a", 500, 2,
		    "/resume?a\n/resume?a bytes=500- if \"one\"\n" },
		{ "/resume-ignored?b", 0, 2,
		    "/resume-ignored?b\n"
		    "/resume-ignored?b bytes=500- if \"one\"\n" },
		{ "/resume-changed?c", 0, 2,
		    "/resume-changed?c\n"
		    "/resume-changed?c bytes=500- if \"1\"\n" },
		{ "/resume-weak?d", 0, 2, "/resume-weak?d\n/resume-weak?d\n" },
		{ "/resume-untagged?e", 0, 2,
		    "/resume-untagged?e\n/resume-untagged?e\n" },
		{ "/resume-elsewhere?f", 0, 3,
		    "/resume-elsewhere?f\n"
		    "/resume-elsewhere?f bytes=500- if \"one\"\n"
		    "/resume-elsewhere?f\n" },
		{ "/resume-grown?g", 0, 3,
		    "/resume-grown?g\n"
		    "/resume-grown?g bytes=500- if \"one\"\n"
		    "/resume-grown?g\n" },
		{ "/resume-other?h", 0, 3,
		    "/resume-other?h\n"
		    "/resume-other?h bytes=500- if \"one\"\n"
		    "/resume-other?h\n" },
		{ "/resume-nowhere?i", 0, 3,
		    "/resume-nowhere?i\n"
		    "/resume-nowhere?i bytes=500- if \"one\"\n"
		    "/resume-nowhere?i\n" },
		{ "/resume-short?j", 0, 3,
		    "/resume-short?j\n"
		    "/resume-short?j bytes=500- if \"one\"\n"
		    "/resume-short?j\n" },
		{ "/resume-unknown?l", 0, 3,
		    "/resume-unknown?l\n"
		    "/resume-unknown?l bytes=500- if \"one\"\n"
		    "/resume-unknown?l\n" },
		{ "/resume-gone?k", 0, 3,
		    "/resume-gone?k\n/resume-gone?k bytes=500- if \"one\"\n"
		    "/resume-gone?k\n" },
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		close_directory(state);
		new_directory(state);
		ask("/log");
		want(cases[i].from, "body");
		FETCH(.at_once = 1);
		assert_outcome(
		    0, RSEC_FETCH_DONE, cases[i].resumed > 0 ? 206 : 200);
		assert_true(is_whole("body"));
		assert_int_equal(run.outcome[0].resumed, cases[i].resumed);
		assert_int_equal(run.outcome[0].tries, cases[i].tries);
		assert_string_equal(ask("/log"), cases[i].log);
		assert_false(exists("body.part") || exists("body.part.etag"));
	}
}

void
a_later_call_goes_on_where_one_was_broken_off(void **state)
{
	(void)state;
	want("/resume?later", "body");
	FETCH(.tries = 1);
	assert_failed(0, RSEC_ERR_NET,
	    "the connection closed after 500 bytes, before the end");
	assert_true(exists("body.part") && exists("body.part.etag"));
	run.told[0] = run.outcomes = 0;
	run.progress.done = run.progress.bytes = 0;
	FETCH(.tries = 1);
	assert_outcome(0, RSEC_FETCH_DONE, 206);
	assert_int_equal(run.outcome[0].resumed, 500);
	assert_int_equal(run.outcome[0].size, HTTPD_BODY_LEN);
	assert_int_equal(run.progress.bytes, HTTPD_BODY_LEN - 500);
	assert_true(is_whole("body"));
}

void
a_part_that_nothing_vouches_for_is_begun_anew(void **state)
{
	char record[256];

	(void)state;
	write_file("a.part", "rubbish");
	write_file("b.part", "rubbish");
	write_file("b.part.etag", "nonsense");
	write_file("c.part", "rubbish");
	snprintf(record, sizeof(record), "%s\n2100\n\"one\"\n\n",
	    httpd_url("/resume?other"));
	write_file("c.part.etag", record);
	write_file("d.part", "rubbish");
	snprintf(record, sizeof(record), "%s\n7\n\"one\"\n\n",
	    httpd_url("/plain?d"));
	write_file("d.part.etag", record);
	want("/plain?a", "a");
	want("/plain?b", "b");
	want("/plain?c", "c");
	want("/plain?d", "d");
	ask("/log");
	FETCH(.at_once = 1);
	assert_string_equal(
	    ask("/log"), "/plain?a\n/plain?b\n/plain?c\n/plain?d\n");
	assert_true(is_whole("a") && is_whole("b"));
	assert_true(is_whole("c") && is_whole("d"));
}

void
a_failed_fetch_leaves_the_file_that_was_there(void **state)
{
	char text[4] = "";
	int fd;

	(void)state;
	write_file("kept", "old");
	want("/cut", "kept");
	FETCH(.tries = 2);
	assert_int_equal(run.outcome[0].state, RSEC_FETCH_FAILED);
	fd = openat(dir, "kept", O_RDONLY);
	assert_int_equal(read(fd, text, 3), 3);
	close(fd);
	assert_string_equal(text, "old");
	assert_false(exists("kept.part")); /* without an ETag: no use */
}

void
a_current_file_is_not_fetched_again(void **state)
{
	(void)state;
	want("/etag?one", "tag");
	FETCH(.conditional = true);
	assert_outcome(0, RSEC_FETCH_DONE, 200);
	assert_true(exists("tag.etag"));
	run.told[0] = run.outcomes = 0;
	run.progress.done = run.progress.bytes = 0;
	FETCH(.conditional = true);
	assert_outcome(0, RSEC_FETCH_CURRENT, 304);
	assert_true(exists("tag") && exists("tag.etag"));
	assert_false(exists("tag.part"));
	write_file("tag", "changed by hand");
	run.told[0] = run.outcomes = 0;
	run.progress.done = run.progress.bytes = 0;
	FETCH(.conditional = true);
	assert_outcome(0, RSEC_FETCH_DONE, 200);
	assert_int_equal(run.outcome[0].size, 3);
}

void
a_stop_in_the_middle_leaves_what_can_be_resumed(void **state)
{
	struct rsec_fetch_many_options options = { .stop = count_polls };
	double start = seconds();

	(void)state;
	want("/stall-tagged", "a");
	run.stop_polls = 5;
	assert_int_equal(
	    rsec_fetch_many(dir, run.items, run.count, &options, &run.err), -1);
	assert_int_equal(run.err.code, RSEC_ERR_STOPPED);
	assert_true(seconds() - start < 5);
	assert_true(exists("a.part") && exists("a.part.etag"));
	assert_false(exists("a"));
}

void
two_processes_do_not_write_one_file(void **state)
{
	int fd;

	(void)state;
	write_file("a.part", "of another");
	fd = openat(dir, "a.part", O_RDWR);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	want("/plain", "a");
	FETCH(.at_once = 1);
	assert_failed(0, RSEC_ERR_IO, "another process is fetching a");
	close(fd);
	assert_true(exists("a.part"));
}

void
no_path_leads_out_of_the_directory(void **state)
{
	static const char *const paths[] = { "../a", "/tmp/a", "a/../../b", "",
		".", "a//b", "a/./b", "a/" };
	char message[64];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		want("/plain", paths[i]);
	assert_int_equal(symlinkat("/tmp/elsewhere", dir, "link.part"), 0);
	want("/plain", "link");
	FETCH(.at_once = 1);
	for (i = 0; i < run.count - 1; i++) {
		snprintf(message, sizeof(message),
		    "\"%s\" is no path below a directory", paths[i]);
		assert_int_equal(run.outcome[i].state, RSEC_FETCH_FAILED);
		assert_string_equal(run.outcome[i].err.msg, message);
	}
	assert_int_equal(run.outcome[i].state, RSEC_FETCH_FAILED);
	assert_int_equal(run.outcome[i].err.code, RSEC_ERR_IO);
	assert_false(exists("link"));
}
