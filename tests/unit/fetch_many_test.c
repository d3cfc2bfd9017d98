/* SPDX-License-Identifier: ISC */
/*
 * Many fetches at once from tests/lib/httpd.py on loopback, which behaves as
 * the path of each URL asks.
 */
#include "tests/lib/test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/fetch_many/run.h"

static void
each_body_becomes_a_file_and_each_url_has_one_outcome(void **state)
{
	static const char *const from[] = { "/plain", "/chunked",
		"/until-close", "/redirect?3", "/slow?0.1" };
	char path[32];
	size_t i;

	(void)state;
	for (i = 0; i < 25; i++) {
		snprintf(path, sizeof(path), "d%zu/sub/f%zu", i % 3, i);
		want(from[i % 5], path);
	}
	FETCH(.at_once = 5, .per_host = 5);
	for (i = 0; i < run.count; i++) {
		assert_outcome(i, RSEC_FETCH_DONE, 200);
		assert_int_equal(run.outcome[i].size, HTTPD_BODY_LEN);
		assert_int_equal(run.outcome[i].resumed, 0);
		assert_int_equal(run.outcome[i].tries, 1);
		assert_true(is_whole(run.path[i]));
	}
	assert_int_equal(run.progress.bytes, 25 * HTTPD_BODY_LEN);
	assert_false(exists("d0/sub/f0.part"));
	assert_false(exists("d0/sub/f0.etag"));
}

static void
no_urls_are_fetched_at_once(void **state)
{
	(void)state;
	FETCH(.at_once = 1);
	assert_int_equal(run.outcomes, 0);
}

static void
an_empty_body_is_an_empty_file(void **state)
{
	struct stat st;

	(void)state;
	want("/empty", "empty");
	FETCH(.at_once = 1);
	assert_outcome(0, RSEC_FETCH_DONE, 200);
	assert_int_equal(fstatat(dir, "empty", &st, 0), 0);
	assert_int_equal(st.st_size, 0);
}

static void
urls_of_a_host_are_asked_for_in_order(void **state)
{
	char from[32], path[8], expected[1024] = "";
	size_t i;

	(void)state;
	ask("/log");
	for (i = 0; i < 20; i++) {
		snprintf(from, sizeof(from), "/plain?%zu", i);
		snprintf(path, sizeof(path), "f%zu", i);
		want(from, path);
		strcat(strcat(expected, from), "\n");
	}
	FETCH(.at_once = 1);
	assert_string_equal(ask("/log"), expected);
	for (i = 0; i < 20; i++)
		assert_int_equal(run.order[i], i);
}

static void
want_12_times(const char *from)
{
	char path[8];
	size_t i;

	memset(&run, 0, sizeof(run));
	for (i = 0; i < 12; i++) {
		snprintf(path, sizeof(path), "f%zu", i);
		want(from, path);
	}
}

/* The server answers when so many requests wait. */
static void
as_many_run_at_once_as_asked_for(void **state)
{
	size_t i;

	(void)state;
	ask("/peak");
	want_12_times("/together?3");
	FETCH(.at_once = 8, .per_host = 3);
	for (i = 0; i < run.count; i++)
		assert_outcome(i, RSEC_FETCH_DONE, 200);
	assert_int_equal(atoi(ask("/peak")), 3);
	want_12_times("/together?2");
	FETCH(.at_once = 2, .per_host = 8);
	for (i = 0; i < run.count; i++)
		assert_outcome(i, RSEC_FETCH_DONE, 200);
	assert_int_equal(atoi(ask("/peak")), 2);
}

static void
what_a_server_lacks_is_missing_and_the_rest_comes(void **state)
{
	(void)state;
	want("/nothing", "missing");
	want("/status?410", "gone");
	want("/status?403", "forbidden");
	want("/plain", "plain");
	want("/cut", "cut");
	want("/to?file:///etc/passwd", "passwd");
	want("/loop", "loop");
	FETCH(.at_once = 1, .tries = 2);
	assert_outcome(0, RSEC_FETCH_MISSING, 404);
	assert_outcome(1, RSEC_FETCH_MISSING, 410);
	assert_false(exists("missing") || exists("gone"));
	assert_failed(2, RSEC_ERR_NET, "the server says HTTP 403");
	assert_int_equal(run.outcome[2].tries, 1);
	assert_outcome(3, RSEC_FETCH_DONE, 200);
	assert_true(is_whole("plain"));
	assert_failed(4, RSEC_ERR_NET,
	    "the connection closed after 500 bytes, before the end");
	assert_int_equal(run.outcome[4].tries, 2);
	assert_failed(
	    5, RSEC_ERR_NET, "redirected to what is neither http nor https");
	assert_failed(6, RSEC_ERR_NET, "more than 5 redirects");
	assert_int_equal(run.outcome[6].tries, 1);
}

static void
a_status_without_a_body_of_ours_fails(void **state)
{
	(void)state;
	want("/status?204", "a");
	want("/status?304", "b");
	want("/part", "c");
	want("/status?300", "d");
	FETCH(.at_once = 1, .tries = 2, .give_up = 100);
	assert_failed(0, RSEC_ERR_NET, "the server says HTTP 204");
	assert_failed(1, RSEC_ERR_NET, "the server says HTTP 304");
	assert_failed(
	    2, RSEC_ERR_NET, "the server sent a part that was not asked for");
	assert_failed(3, RSEC_ERR_NET, "the server says HTTP 300");
}

/* Each way of a server to answer a request for the rest of a body. */
/* A part with nothing, or something false, to say what it is a part of. */
static void
size_is_limited_announced_or_not(void **state)
{
	static const char *const from[] = { "/plain", "/chunked",
		"/until-close", "/endless", "/claims-huge" };
	static const char name[] = "abcde";
	char path[2] = "";
	size_t i;

	(void)state;
	for (i = 0; i < 5; i++) {
		path[0] = name[i];
		want(from[i], path);
		run.items[i].max_size = HTTPD_BODY_LEN - 1;
	}
	want("/plain", "exact");
	run.items[5].max_size = HTTPD_BODY_LEN;
	want("/resume?limit", "rest");
	run.items[6].max_size = HTTPD_BODY_LEN - 1;
	FETCH(.at_once = 1);
	for (i = 0; i < 5; i++) {
		assert_failed(i, RSEC_ERR_LIMIT,
		    "more than 2099 bytes, the limit of a fetch");
		assert_int_equal(run.outcome[i].tries, 1);
	}
	assert_outcome(5, RSEC_FETCH_DONE, 200);
	assert_failed(
	    6, RSEC_ERR_LIMIT, "more than 2099 bytes, the limit of a fetch");
}

static void
a_server_that_stops_is_not_waited_for(void **state)
{
	double start = seconds();

	(void)state;
	want("/stall", "a");
	want("/silent", "b");
	FETCH(.stall_timeout = 1, .tries = 1);
	assert_int_equal(run.outcome[0].state, RSEC_FETCH_FAILED);
	assert_int_equal(run.outcome[1].state, RSEC_FETCH_FAILED);
	assert_true(seconds() - start < 10);
}

static void
what_fails_for_a_while_is_tried_again(void **state)
{
	(void)state;
	want("/flaky?x,2", "a");
	want("/flaky?y,9", "b");
	want("/plain", "c");
	FETCH(.at_once = 1, .tries = 3, .give_up = 100);
	assert_outcome(0, RSEC_FETCH_DONE, 200);
	assert_int_equal(run.outcome[0].tries, 3);
	assert_int_equal(run.outcome[1].state, RSEC_FETCH_FAILED);
	assert_int_equal(run.outcome[1].tries, 3);
	assert_outcome(2, RSEC_FETCH_DONE, 200);
}

static void
the_wait_after_a_failure_doubles(void **state)
{
	double start = seconds();

	(void)state;
	want("/flaky?doubles,3", "a");
	FETCH(.back_off = 100);
	assert_outcome(0, RSEC_FETCH_DONE, 200);
	assert_true(seconds() - start >= 0.7); /* 0.1 + 0.2 + 0.4 */
	assert_true(seconds() - start < 5);
}

static void
retry_after_is_waited_for(void **state)
{
	double start = seconds();

	(void)state;
	want("/busy?now,1,1", "a");
	want("/plain", "b"); /* of the same host: it waits, too */
	FETCH(.at_once = 1);
	assert_outcome(0, RSEC_FETCH_DONE, 200);
	assert_int_equal(run.outcome[0].tries, 2);
	assert_true(seconds() - start >= 1);
	assert_int_equal(run.order[0], 0);
}

static void
a_host_that_wants_us_back_tomorrow_is_given_up_on(void **state)
{
	char message[128];

	(void)state;
	want("/busy?tomorrow,9,86400", "a");
	want("/plain", "b");
	FETCH(.at_once = 1);
	assert_failed(0, RSEC_ERR_NET, "the server says HTTP 503");
	assert_int_equal(run.outcome[0].tries, 1);
	snprintf(message, sizeof(message),
	    "given up on %s: the server says HTTP 503",
	    httpd_url("") + strlen("http://"));
	assert_failed(1, RSEC_ERR_NET, message);
	assert_int_equal(run.outcome[1].tries, 0);
}

static void
a_host_that_goes_on_failing_is_given_up_on_alone(void **state)
{
	char path[8];
	size_t i;

	(void)state;
	for (i = 0; i < 10; i++) {
		snprintf(path, sizeof(path), "f%zu", i);
		want_url("http://127.0.0.1:1/", path);
	}
	want("/plain", "plain");
	FETCH(.at_once = 1, .tries = 2, .give_up = 3);
	for (i = 0; i < 10; i++)
		assert_int_equal(run.outcome[i].state, RSEC_FETCH_FAILED);
	assert_int_equal(run.outcome[0].tries, 2);
	assert_int_equal(run.outcome[9].tries, 0);
	assert_memory_equal(run.outcome[9].err.msg,
	    "given up on 127.0.0.1:1: cannot fetch: ", 39);
	assert_outcome(10, RSEC_FETCH_DONE, 200);
}

static void
bytes_a_second_are_limited_over_all(void **state)
{
	double start = seconds(), took;

	(void)state;
	want("/big?30000,a", "a");
	want("/big?30000,b", "b");
	want("/big?30000,c", "c");
	FETCH(.bytes_per_second = 60000);
	took = seconds() - start;
	/* All but what a burst and three last runs of 16 KiB are let through.
	 */
	assert_true(took >= (90000 - 15000 - 3 * 16384) / 60000.0);
	assert_true(took < 10);
	assert_int_equal(run.outcome[2].state, RSEC_FETCH_DONE);
	assert_int_equal(run.outcome[2].size, 30000);
}

static void
requests_a_second_are_limited(void **state)
{
	double start = seconds();
	char path[8];
	size_t i;

	(void)state;
	for (i = 0; i < 6; i++) {
		snprintf(path, sizeof(path), "f%zu", i);
		want("/plain", path);
	}
	FETCH(.requests_per_second = 10);
	assert_true(seconds() - start >= 0.5);
	assert_true(seconds() - start < 5);
}

static void
a_caller_that_has_enough_stops_it(void **state)
{
	struct rsec_fetch_many_options options = {
		.at_once = 1, .outcome = note_outcome, .stop = count_polls
	};

	(void)state;
	want("/plain", "a");
	want("/plain", "b");
	run.stop_after = 1;
	assert_int_equal(
	    rsec_fetch_many(dir, run.items, run.count, &options, &run.err), -1);
	assert_int_equal(run.err.code, RSEC_ERR_STOPPED);
	assert_true(is_whole("a"));
	assert_false(exists("b"));
}

static void
a_url_that_is_none_fails_alone(void **state)
{
	(void)state;
	want_url("file:///etc/passwd", "a");
	want_url("nonsense://", "b");
	want("/plain", "c");
	FETCH(.at_once = 1);
	assert_int_equal(run.outcome[0].state, RSEC_FETCH_FAILED);
	assert_int_equal(run.outcome[1].state, RSEC_FETCH_FAILED);
	assert_outcome(2, RSEC_FETCH_DONE, 200);
}

static void
the_request_names_us(void **state)
{
	char text[1024] = "";
	int fd;

	(void)state;
	want("/echo", "a");
	run.items[0].accept = "application/ld+json";
	FETCH(.agent = "rsec/test (a test)");
	fd = openat(dir, "a", O_RDONLY);
	assert_true(read(fd, text, sizeof(text) - 1) > 0);
	close(fd);
	assert_non_null(strstr(text, "User-Agent: rsec/test (a test)"));
	assert_non_null(strstr(text, "Accept: application/ld+json"));
	assert_null(strstr(text, "Accept-Encoding"));
	assert_null(strstr(text, "If-"));
	assert_null(strstr(text, "Range"));
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, new_directory, close_directory)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_body_becomes_a_file_and_each_url_has_one_outcome),
		TEST(no_urls_are_fetched_at_once),
		TEST(an_empty_body_is_an_empty_file),
		TEST(urls_of_a_host_are_asked_for_in_order),
		TEST(as_many_run_at_once_as_asked_for),
		TEST(what_a_server_lacks_is_missing_and_the_rest_comes),
		TEST(a_status_without_a_body_of_ours_fails),
		TEST(a_broken_body_is_resumed_or_begun_anew_never_mixed),
		TEST(a_later_call_goes_on_where_one_was_broken_off),
		TEST(a_part_that_nothing_vouches_for_is_begun_anew),
		TEST(a_failed_fetch_leaves_the_file_that_was_there),
		TEST(a_current_file_is_not_fetched_again),
		TEST(size_is_limited_announced_or_not),
		TEST(a_server_that_stops_is_not_waited_for),
		TEST(what_fails_for_a_while_is_tried_again),
		TEST(the_wait_after_a_failure_doubles),
		TEST(retry_after_is_waited_for),
		TEST(a_host_that_wants_us_back_tomorrow_is_given_up_on),
		TEST(a_host_that_goes_on_failing_is_given_up_on_alone),
		TEST(bytes_a_second_are_limited_over_all),
		TEST(requests_a_second_are_limited),
		TEST(a_caller_that_has_enough_stops_it),
		TEST(a_stop_in_the_middle_leaves_what_can_be_resumed),
		TEST(two_processes_do_not_write_one_file),
		TEST(no_path_leads_out_of_the_directory),
		TEST(a_url_that_is_none_fails_alone),
		TEST(the_request_names_us),
		TEST(what_a_check_refuses_does_not_replace_a_file),
	};

	return cmocka_run_group_tests(tests, httpd_start, httpd_stop);
}
