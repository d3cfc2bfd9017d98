/* SPDX-License-Identifier: ISC */
/*
 * Files are compared with what the server says a whole body is: lines of 21
 * bytes, 100 of them.
 */
#include "tests/lib/test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "io/fetch.h"
#include "tests/unit/fetch_many/run.h"

int dir; /* a new, empty one for each test */

struct run run;

int
new_directory(void **state)
{
	static unsigned number;
	char path[64];

	(void)state;
	snprintf(path, sizeof(path), "%s/%u", httpd_directory, number++);
	assert_int_equal(mkdir(path, 0777), 0);
	assert_true((dir = open(path, O_RDONLY | O_DIRECTORY)) >= 0);
	memset(&run, 0, sizeof(run));
	return 0;
}

int
close_directory(void **state)
{
	(void)state;
	return close(dir);
}

/* Ask for the URL as the file PATH. */
void
want_url(const char *url, const char *path)
{
	const size_t i = run.count++;

	assert_true(i < ITEMS_MAX);
	snprintf(run.url[i], sizeof(run.url[i]), "%s", url);
	snprintf(run.path[i], sizeof(run.path[i]), "%s", path);
	run.items[i] =
	    (struct rsec_fetch_item){ .url = run.url[i], .path = run.path[i] };
}

void
want(const char *from, const char *path)
{
	want_url(httpd_url(from), path);
}

int
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
	assert_true(progress->longest.total == 0 ||
		    (progress->longest.item < run.count &&
			progress->longest.size < progress->longest.total));
	run.progress = *progress;
}

bool
count_polls(void *ctx)
{
	(void)ctx;
	return run.stop_polls > 0 && --run.stop_polls == 0;
}

/* Fetch what is wanted; each has exactly one outcome. */
void
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

bool
exists(const char *path)
{
	struct stat st;

	return fstatat(dir, path, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

/* Whether the file PATH is a whole body. */
bool
is_whole(const char *path)
{
	static const char line[] = "192.0.2.0/24 AS64496\n";
	char text[HTTPD_BODY_LEN + 1];
	int fd = openat(dir, path, O_RDONLY);
	ssize_t n, i;

	if (fd < 0)
		return false;
	n = read(fd, text, sizeof(text));
	close(fd);
	for (i = 0; i < n; i++)
		if (text[i] != line[i % 21])
			return false;
	return n == HTTPD_BODY_LEN;
}

void
assert_outcome(size_t i, enum rsec_fetch_state state, long status)
{
	if (run.outcome[i].state != state)
		fail_msg("%s: state %d, HTTP %ld: %s", run.url[i],
		    (int)run.outcome[i].state, run.outcome[i].status,
		    run.outcome[i].err.msg);
	assert_int_equal(run.outcome[i].status, status);
}

/* Item I failed with MESSAGE, and there is no file. */
void
assert_failed(size_t i, enum rsec_errcode code, const char *message)
{
	assert_int_equal(run.outcome[i].state, RSEC_FETCH_FAILED);
	assert_string_equal(run.outcome[i].err.msg, message);
	assert_int_equal(run.outcome[i].err.code, code);
	assert_false(exists(run.path[i]));
}

void
write_file(const char *path, const char *text)
{
	int fd = openat(dir, path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

/* What /log or /peak says. */
const char *
ask(const char *path)
{
	static char text[8192];
	struct rsec_err err;
	int fd = rsec_fetch(httpd_url(path), NULL, NULL, &err);
	ssize_t n = read(fd, text, sizeof(text) - 1);

	assert_true(n >= 0);
	close(fd);
	text[n] = '\0';
	return text;
}

double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
