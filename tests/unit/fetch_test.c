/* SPDX-License-Identifier: ISC */
/*
 * Fetches from tests/lib/httpd.py on loopback, which behaves as the path of
 * the URL asks.
 */
#include "tests/lib/test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "io/fetch.h"
#include "io/input.h"
#include "tests/lib/httpd.h"

static const char *
path_of(const char *name)
{
	static char path[256];

	snprintf(path, sizeof(path), "%s/%s", httpd_directory, name);
	return path;
}

/* What FD holds, as text; closes it. */
static const char *
text_of(int fd)
{
	static char text[8192];
	ssize_t n;

	assert_true(fd >= 0);
	assert_true((n = read(fd, text, sizeof(text) - 1)) >= 0);
	text[n] = '\0';
	close(fd);
	return text;
}

static void
assert_fetches(const char *path, uint64_t size)
{
	struct rsec_fetch_result result;
	struct rsec_err err;
	int fd = rsec_fetch(httpd_url(path), NULL, &result, &err);

	if (fd < 0)
		fail_msg("%s: %s", path, err.msg);
	assert_int_equal(result.status, 200);
	assert_false(result.not_modified);
	assert_int_equal(result.size, size);
	assert_int_equal(strlen(text_of(fd)), size);
}

static void
assert_refused(const char *path, const struct rsec_fetch_options *options,
    enum rsec_errcode code, const char *message)
{
	struct rsec_err err;

	assert_int_equal(rsec_fetch(httpd_url(path), options, NULL, &err), -1);
	assert_string_equal(err.msg, message);
	assert_int_equal(err.code, code);
}

static void
only_http_and_https_are_urls(void **state)
{
	(void)state;
	assert_true(rsec_fetch_is_url("http://192.0.2.1/"));
	assert_true(rsec_fetch_is_url("HTTPS://example.net/vrps.json"));
	assert_false(rsec_fetch_is_url("file:///etc/passwd"));
	assert_false(rsec_fetch_is_url("ftp://192.0.2.1/"));
	assert_false(rsec_fetch_is_url("rtr://192.0.2.1"));
	assert_false(rsec_fetch_is_url("http:/x"));
	assert_false(rsec_fetch_is_url("https"));
	assert_false(rsec_fetch_is_url(""));
}

static void
whole_bodies_arrive(void **state)
{
	(void)state;
	assert_fetches("/plain", HTTPD_BODY_LEN);
	assert_fetches("/empty", 0);
	assert_fetches("/chunked", HTTPD_BODY_LEN);
	assert_fetches("/until-close", HTTPD_BODY_LEN);
	assert_fetches("/redirect?1", HTTPD_BODY_LEN);
	assert_fetches("/redirect?5", HTTPD_BODY_LEN);
	assert_fetches("/long", 10); /* what is behind the length is no body */
}

static void
a_body_cut_short_is_an_error(void **state)
{
	struct rsec_err err;

	(void)state;
	assert_refused("/cut", NULL, RSEC_ERR_NET,
	    "the connection closed after 500 bytes, before the end");
	assert_int_equal(
	    rsec_fetch(httpd_url("/chunked-cut"), NULL, NULL, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_NET);
}

static void
any_status_but_200_is_an_error(void **state)
{
	(void)state;
	assert_refused(
	    "/nothing", NULL, RSEC_ERR_NET, "the server says HTTP 404");
	assert_refused(
	    "/status?500", NULL, RSEC_ERR_NET, "the server says HTTP 500");
	assert_refused(
	    "/status?206", NULL, RSEC_ERR_NET, "the server says HTTP 206");
	assert_refused(
	    "/status?204", NULL, RSEC_ERR_NET, "the server says HTTP 204");
	assert_refused(
	    "/status?304", NULL, RSEC_ERR_NET, "the server says HTTP 304");
	assert_refused(
	    "/status?300", NULL, RSEC_ERR_NET, "the server says HTTP 300");
}

static void
redirects_are_few_and_stay_on_http(void **state)
{
	static const char *const elsewhere[] = { "/to?file:///etc/passwd",
		"/to?ftp://127.0.0.1/", "/to?gopher://127.0.0.1/",
		"/to?dict://127.0.0.1/" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(elsewhere) / sizeof(*elsewhere); i++)
		assert_refused(elsewhere[i], NULL, RSEC_ERR_NET,
		    "redirected to what is neither http nor https");
	assert_refused("/loop", NULL, RSEC_ERR_NET, "more than 5 redirects");
	assert_refused(
	    "/redirect?6", NULL, RSEC_ERR_NET, "more than 5 redirects");
	assert_refused("/redirect-endless", NULL, RSEC_ERR_NET,
	    "the server says HTTP 302");
	assert_refused("/long-header", NULL, RSEC_ERR_NOMEM,
	    "out of memory, or a header that is too long");
}

static void
size_is_limited_announced_or_not(void **state)
{
	const struct rsec_fetch_options exact = { .max_size = HTTPD_BODY_LEN };
	const struct rsec_fetch_options less = { .max_size =
						     HTTPD_BODY_LEN - 1 };
	static const char *const paths[] = { "/plain", "/chunked",
		"/until-close", "/endless", "/claims-huge" };
	struct rsec_err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		assert_refused(paths[i], &less, RSEC_ERR_LIMIT,
		    "more than 2099 bytes, the limit of a fetch");
	for (i = 0; i < 3; i++)
		close(rsec_fetch(httpd_url(paths[i]), &exact, NULL, &err));
	assert_refused("/claims-huge", NULL, RSEC_ERR_LIMIT,
	    "more than 2147483648 bytes, the limit of a fetch");
}

static void
a_server_that_stops_is_not_waited_for(void **state)
{
	const struct rsec_fetch_options stall = { .stall_timeout = 1 };
	const struct rsec_fetch_options all = { .timeout = 1 };
	time_t start = time(NULL);
	struct rsec_err err;

	(void)state;
	assert_int_equal(
	    rsec_fetch(httpd_url("/stall"), &stall, NULL, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_NET);
	assert_int_equal(rsec_fetch(httpd_url("/stall"), &all, NULL, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_NET);
	assert_int_equal(
	    rsec_fetch(httpd_url("/silent"), &all, NULL, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_NET);
	assert_true(time(NULL) - start < 15);
}

static void
nobody_listening_is_an_error(void **state)
{
	struct rsec_err err;

	(void)state;
	assert_int_equal(
	    rsec_fetch("http://127.0.0.1:1/", NULL, NULL, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_NET);
	assert_memory_equal(err.msg, "cannot fetch: ", 14);
	assert_int_equal(
	    rsec_fetch("file:///etc/passwd", NULL, NULL, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_NET);
}

static void
the_request_names_us_and_asks_for_no_coding(void **state)
{
	struct rsec_err err;
	const char *text =
	    text_of(rsec_fetch(httpd_url("/echo"), NULL, NULL, &err));

	(void)state;
	assert_non_null(strstr(text, "User-Agent: rsec/" RSEC_VERSION));
	assert_null(strstr(text, "Accept-Encoding"));
	assert_null(strstr(text, "If-"));
}

/* The bodies of a server that codes against our will are kept as they are. */
static void
a_coded_body_is_stored_as_it_came_and_read_by_content(void **state)
{
	struct rsec_input *in;
	struct rsec_err err;
	char *all;
	size_t n;

	(void)state;
	assert_int_equal(
	    rsec_input_open(httpd_url("/coded"), NULL, &in, &err), 0);
	assert_int_equal(rsec_input_compression(in), RSEC_COMPRESSION_GZIP);
	assert_string_equal(rsec_input_name(in), httpd_url("/coded"));
	assert_int_equal(rsec_input_slurp(in, 100, &all, &n, &err), 0);
	assert_string_equal(all, "abc");
	free(all);
	rsec_input_close(in);
	assert_int_equal(
	    rsec_input_open(httpd_url("/cut"), NULL, &in, &err), -1);
}

/* Fetch PATH with the cache NAME: whether the copy was current, and text. */
static const char *
cached(const char *path, const char *name, bool *current)
{
	const struct rsec_fetch_options options = { .cache = path_of(name) };
	struct rsec_fetch_result result;
	struct rsec_err err;
	int fd = rsec_fetch(httpd_url(path), &options, &result, &err);

	if (fd < 0)
		fail_msg("%s: %s", path, err.msg);
	*current = result.not_modified;
	assert_int_equal(result.status, *current ? 304 : 200);
	return text_of(fd);
}

static void
a_copy_that_is_current_is_not_fetched_again(void **state)
{
	bool current;

	(void)state;
	assert_string_equal(cached("/etag?one", "tag", &current), "one");
	assert_false(current);
	assert_string_equal(cached("/etag?one", "tag", &current), "one");
	assert_true(current);
	assert_string_equal(cached("/etag?two", "tag", &current), "two");
	assert_false(current);
	assert_string_equal(text_of(open(path_of("tag"), O_RDONLY)), "two");
	assert_int_equal(
	    strlen(cached("/modified", "date", &current)), HTTPD_BODY_LEN);
	assert_false(current);
	assert_int_equal(
	    strlen(cached("/modified", "date", &current)), HTTPD_BODY_LEN);
	assert_true(current);
	cached("/plain", "none", &current);
	assert_false(current);
	cached("/plain", "none", &current);
	assert_false(current);
}

/* The server would say 304 to its tag, but the copy is not what it tagged. */
static void
a_copy_that_was_changed_is_fetched_again(void **state)
{
	bool current;
	int fd;

	(void)state;
	cached("/etag?copy", "changed", &current);
	assert_int_equal(truncate(path_of("changed"), 2), 0);
	assert_string_equal(cached("/etag?copy", "changed", &current), "copy");
	assert_false(current);
	cached("/etag?copy", "changed", &current);
	assert_true(current);
	assert_int_equal(unlink(path_of("changed")), 0);
	assert_string_equal(cached("/etag?copy", "changed", &current), "copy");
	assert_false(current);
	fd = open(path_of("changed.etag"), O_WRONLY | O_TRUNC);
	assert_true(write(fd, "nonsense\n\n", 10) == 10);
	close(fd);
	assert_string_equal(cached("/etag?copy", "changed", &current), "copy");
	assert_false(current);
}

static void
a_failed_fetch_leaves_the_copy_and_no_rubbish(void **state)
{
	static const char *const paths[] = { "/tagged-cut", "/nothing",
		"/chunked-cut", "/to?file:///etc/passwd" };
	struct rsec_fetch_options options = { .stall_timeout = 1 };
	char command[150];
	struct rsec_err err;
	struct stat st;
	bool current;
	size_t i;

	(void)state;
	cached("/etag?kept", "kept", &current);
	for (i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		options.cache = path_of("kept");
		assert_int_equal(
		    rsec_fetch(httpd_url(paths[i]), &options, NULL, &err), -1);
		assert_string_equal(
		    text_of(open(path_of("kept"), O_RDONLY)), "kept");
	}
	cached("/etag?kept", "kept", &current);
	assert_true(current); /* its record is still there as well */
	assert_int_equal(stat(path_of("kept"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0644);
	snprintf(command, sizeof(command), "! ls %s/* | grep '\\.......$'",
	    httpd_directory);
	assert_int_equal(system(command), 0);
	options.cache = "/nonexistent/copy";
	assert_int_equal(
	    rsec_fetch(httpd_url("/plain"), &options, NULL, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_IO);
}

static void
count_progress(void *ctx, uint64_t done, uint64_t total)
{
	uint64_t *last = ctx;

	assert_true(total == 0 || done <= total);
	assert_true(done >= *last);
	*last = done;
}

static void
progress_comes_to_the_end(void **state)
{
	uint64_t last = 0;
	const struct rsec_fetch_options options = { .progress = count_progress,
		.progress_ctx = &last };
	struct rsec_err err;

	(void)state;
	close(rsec_fetch(httpd_url("/plain"), &options, NULL, &err));
	assert_int_equal(last, HTTPD_BODY_LEN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_http_and_https_are_urls),
		cmocka_unit_test(whole_bodies_arrive),
		cmocka_unit_test(a_body_cut_short_is_an_error),
		cmocka_unit_test(any_status_but_200_is_an_error),
		cmocka_unit_test(redirects_are_few_and_stay_on_http),
		cmocka_unit_test(size_is_limited_announced_or_not),
		cmocka_unit_test(a_server_that_stops_is_not_waited_for),
		cmocka_unit_test(nobody_listening_is_an_error),
		cmocka_unit_test(the_request_names_us_and_asks_for_no_coding),
		cmocka_unit_test(
		    a_coded_body_is_stored_as_it_came_and_read_by_content),
		cmocka_unit_test(a_copy_that_is_current_is_not_fetched_again),
		cmocka_unit_test(a_copy_that_was_changed_is_fetched_again),
		cmocka_unit_test(a_failed_fetch_leaves_the_copy_and_no_rubbish),
		cmocka_unit_test(progress_comes_to_the_end),
	};

	return cmocka_run_group_tests(tests, httpd_start, httpd_stop);
}
