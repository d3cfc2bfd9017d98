/* SPDX-License-Identifier: ISC */
/*
 * Many fetches at once from tests/lib/httpd.py on loopback, which behaves as
 * the path of each URL asks.  Files are compared with what the server says a
 * whole body is: lines of 21 bytes, 100 of them.
 */
#include "tests/lib/test.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "io/fetch.h"
#include "io/fetchmany.h"

#define BODY_LEN  2100
#define ITEMS_MAX 64

static struct server {
	pid_t pid;
	int in; /* closing it ends the server */
	int port;
} server;

static char directory[] = "/tmp/fetch_many_test.XXXXXX";
static int dir; /* a new, empty one for each test */

/* What rsec_fetch_many() is asked for, and what it told. */
static struct run {
	char url[ITEMS_MAX][128], path[ITEMS_MAX][32];
	struct rsec_fetch_item items[ITEMS_MAX];
	size_t count;
	struct rsec_fetch_outcome outcome[ITEMS_MAX];
	size_t told[ITEMS_MAX];	 /* how often */
	size_t order[ITEMS_MAX]; /* items, as they were told */
	size_t outcomes;
	size_t stop_after; /* outcomes; 0: never */
	unsigned stop_polls;
	struct rsec_fetch_progress progress;
	struct rsec_err err;
} run;

static int
start_server(void **state)
{
	int in[2], out[2];
	FILE *f;

	(void)state;
	assert_non_null(mkdtemp(directory));
	setenv("no_proxy", "*", 1);
	assert_int_equal(pipe2(in, O_CLOEXEC), 0);
	assert_int_equal(pipe2(out, O_CLOEXEC), 0);
	if ((server.pid = fork()) == 0) {
		dup2(in[0], 0);
		dup2(out[1], 1);
		execlp("python3", "python3", "tests/lib/httpd.py", NULL);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	server.in = in[1];
	assert_non_null(f = fdopen(out[0], "r"));
	if (fscanf(f, "%d", &server.port) != 1)
		server.port = 0;
	fclose(f);
	return 0;
}

static int
stop_server(void **state)
{
	char command[100];

	(void)state;
	close(server.in);
	waitpid(server.pid, NULL, 0);
	snprintf(command, sizeof(command), "rm -r %s", directory);
	return system(command);
}

static int
new_directory(void **state)
{
	static unsigned number;
	char path[64];

	(void)state;
	snprintf(path, sizeof(path), "%s/%u", directory, number++);
	assert_int_equal(mkdir(path, 0777), 0);
	assert_true((dir = open(path, O_RDONLY | O_DIRECTORY)) >= 0);
	memset(&run, 0, sizeof(run));
	return 0;
}

static int
close_directory(void **state)
{
	(void)state;
	return close(dir);
}

static const char *
url_of(const char *path)
{
	static char url[128];

	if (server.port == 0) {
		print_message("SKIP: no python3, or no loopback\n");
		skip();
	}
	snprintf(url, sizeof(url), "http://127.0.0.1:%d%s", server.port, path);
	return url;
}

/* Ask for the URL as the file PATH. */
static void
want_url(const char *url, const char *path)
{
	const size_t i = run.count++;

	assert_true(i < ITEMS_MAX);
	snprintf(run.url[i], sizeof(run.url[i]), "%s", url);
	snprintf(run.path[i], sizeof(run.path[i]), "%s", path);
	run.items[i] =
	    (struct rsec_fetch_item){ .url = run.url[i], .path = run.path[i] };
}

static void
want(const char *from, const char *path)
{
	want_url(url_of(from), path);
}

static int
note_outcome(void *ctx, const struct rsec_fetch_outcome *outcome)
{
	(void)ctx;
	assert_true(outcome->item < run.count);
	run.outcome[outcome->item] = *outcome;
	run.told[outcome->item]++;
	run.order[run.outcomes++] = outcome->item;
	return run.stop_after != 0 && run.outcomes == run.stop_after;
}

static void
note_progress(void *ctx, const struct rsec_fetch_progress *progress)
{
	(void)ctx;
	assert_true(progress->done >= run.progress.done);
	assert_true(progress->bytes >= run.progress.bytes);
	assert_true(progress->done <= progress->items);
	run.progress = *progress;
}

static bool
count_polls(void *ctx)
{
	(void)ctx;
	return run.stop_polls > 0 && --run.stop_polls == 0;
}

/* Fetch what is wanted; each has exactly one outcome. */
static void
fetch(struct rsec_fetch_many_options options)
{
	size_t i;

	options.outcome = note_outcome;
	options.progress = note_progress;
	options.stop = count_polls;
	if (options.back_off == 0)
		options.back_off = 1;
	if (rsec_fetch_many(dir, run.items, run.count, &options, &run.err) != 0)
		fail_msg("%s", run.err.msg);
	for (i = 0; i < run.count; i++)
		assert_int_equal(run.told[i], 1);
	assert_int_equal(run.progress.done, run.count);
}

#define FETCH(...) fetch((struct rsec_fetch_many_options){ __VA_ARGS__ })

static bool
exists(const char *path)
{
	struct stat st;

	return fstatat(dir, path, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

/* Whether the file PATH is a whole body. */
static bool
is_whole(const char *path)
{
	static const char line[] = "192.0.2.0/24 AS64496\n";
	char text[BODY_LEN + 1];
	int fd = openat(dir, path, O_RDONLY);
	ssize_t n, i;

	if (fd < 0)
		return false;
	n = read(fd, text, sizeof(text));
	close(fd);
	for (i = 0; i < n; i++)
		if (text[i] != line[i % 21])
			return false;
	return n == BODY_LEN;
}

static void
assert_outcome(size_t i, enum rsec_fetch_state state, long status)
{
	if (run.outcome[i].state != state)
		fail_msg("%s: state %d, HTTP %ld: %s", run.url[i],
		    (int)run.outcome[i].state, run.outcome[i].status,
		    run.outcome[i].err.msg);
	assert_int_equal(run.outcome[i].status, status);
}

/* Item I failed with MESSAGE, and there is no file. */
static void
assert_failed(size_t i, enum rsec_errcode code, const char *message)
{
	assert_int_equal(run.outcome[i].state, RSEC_FETCH_FAILED);
	assert_string_equal(run.outcome[i].err.msg, message);
	assert_int_equal(run.outcome[i].err.code, code);
	assert_false(exists(run.path[i]));
}

static void
write_file(const char *path, const char *text)
{
	int fd = openat(dir, path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

/* What /log or /peak says. */
static const char *
ask(const char *path)
{
	static char text[8192];
	struct rsec_err err;
	int fd = rsec_fetch(url_of(path), NULL, NULL, &err);
	ssize_t n = read(fd, text, sizeof(text) - 1);

	assert_true(n >= 0);
	close(fd);
	text[n] = '\0';
	return text;
}

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

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
		assert_int_equal(run.outcome[i].size, BODY_LEN);
		assert_int_equal(run.outcome[i].resumed, 0);
		assert_int_equal(run.outcome[i].tries, 1);
		assert_true(is_whole(run.path[i]));
	}
	assert_int_equal(run.progress.bytes, 25 * BODY_LEN);
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
no_more_run_at_once_than_asked_for(void **state)
{
	char path[8];
	size_t i;

	(void)state;
	for (i = 0; i < 12; i++) {
		snprintf(path, sizeof(path), "f%zu", i);
		want("/slow?0.05", path);
	}
	ask("/peak");
	FETCH(.at_once = 8, .per_host = 3);
	assert_int_equal(atoi(ask("/peak")), 3);
	memset(run.told, 0, sizeof(run.told));
	memset(&run.progress, 0, sizeof(run.progress));
	run.outcomes = 0;
	FETCH(.at_once = 2, .per_host = 8);
	assert_int_equal(atoi(ask("/peak")), 2);
}

static void
what_the_server_has_not_is_missing_and_keeps_none_of_the_rest(void **state)
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
static void
what_was_broken_off_is_resumed_or_fetched_anew_but_never_mixed(void **state)
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

static void
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
	assert_int_equal(run.outcome[0].size, BODY_LEN);
	assert_int_equal(run.progress.bytes, BODY_LEN - 500);
	assert_true(is_whole("body"));
}

/* A part with nothing, or something false, to say what it is a part of. */
static void
a_part_that_nothing_vouches_for_is_begun_anew(void **state)
{
	char record[256];

	(void)state;
	write_file("a.part", "rubbish");
	write_file("b.part", "rubbish");
	write_file("b.part.etag", "nonsense");
	write_file("c.part", "rubbish");
	snprintf(record, sizeof(record), "%s\n2100\n\"one\"\n\n",
	    url_of("/resume?other"));
	write_file("c.part.etag", record);
	write_file("d.part", "rubbish");
	snprintf(
	    record, sizeof(record), "%s\n7\n\"one\"\n\n", url_of("/plain?d"));
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

static void
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

static void
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
		run.items[i].max_size = BODY_LEN - 1;
	}
	want("/plain", "exact");
	run.items[5].max_size = BODY_LEN;
	want("/resume?limit", "rest");
	run.items[6].max_size = BODY_LEN - 1;
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
	    "given up on 127.0.0.1:%d: the server says HTTP 503", server.port);
	assert_failed(1, RSEC_ERR_NET, message);
	assert_int_equal(run.outcome[1].tries, 0);
}

static void
a_host_that_goes_on_failing_is_given_up_on_and_no_other_is(void **state)
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

static void
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

static void
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
	FETCH(.agent = "rsec/test (a test)");
	fd = openat(dir, "a", O_RDONLY);
	assert_true(read(fd, text, sizeof(text) - 1) > 0);
	close(fd);
	assert_non_null(strstr(text, "User-Agent: rsec/test (a test)"));
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
		TEST(no_more_run_at_once_than_asked_for),
		TEST(
		    what_the_server_has_not_is_missing_and_keeps_none_of_the_rest),
		TEST(a_status_without_a_body_of_ours_fails),
		TEST(
		    what_was_broken_off_is_resumed_or_fetched_anew_but_never_mixed),
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
		TEST(
		    a_host_that_goes_on_failing_is_given_up_on_and_no_other_is),
		TEST(bytes_a_second_are_limited_over_all),
		TEST(requests_a_second_are_limited),
		TEST(a_caller_that_has_enough_stops_it),
		TEST(a_stop_in_the_middle_leaves_what_can_be_resumed),
		TEST(two_processes_do_not_write_one_file),
		TEST(no_path_leads_out_of_the_directory),
		TEST(a_url_that_is_none_fails_alone),
		TEST(the_request_names_us),
	};

	return cmocka_run_group_tests(tests, start_server, stop_server);
}
