/* SPDX-License-Identifier: ISC */
/*
 * The writer when something is wrong: records beside their schema, writes
 * that fail or are short, no memory.
 */
#include "tests/lib/test.h"

#include <stdbool.h>
#include <stdlib.h>

static bool malloc_fails;

static void *
fallible_malloc(size_t size)
{
	return malloc_fails ? NULL : malloc(size);
}

#define malloc fallible_malloc
#include "lib/io/out.c"
#undef malloc

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>

static const struct rsec_out_column row_columns[] = {
	{ "asn", RSEC_OUT_ASN, 7, NULL },
	{ "prefix", RSEC_OUT_PREFIX, 15, NULL },
	{ NULL, 0, 0, NULL },
};

static const struct rsec_out_column route_columns[] = {
	{ "prefix", RSEC_OUT_PREFIX, 15, NULL },
	{ "origin", RSEC_OUT_ASN, 7, NULL },
	{ "state", RSEC_OUT_STRING, 8, NULL },
	{ "vrps", RSEC_OUT_ROWS, 0, row_columns },
	{ NULL, 0, 0, NULL },
};

static const enum rsec_out_format all_formats[] = { RSEC_OUT_TEXT, RSEC_OUT_TSV,
	RSEC_OUT_CSV, RSEC_OUT_JSON, RSEC_OUT_JSONL };

static void
put_prefix(struct rsec_out *out)
{
	struct rsec_prefix prefix;

	assert_int_equal(rsec_prefix_parse("::/0", 4, &prefix, NULL), 0);
	rsec_out_prefix(out, &prefix);
}

static void
put_half(struct rsec_out *out)
{
	put_prefix(out);
	rsec_out_asn(out, 1);
}

static void
put_route(struct rsec_out *out)
{
	put_half(out);
	rsec_out_string(out, "valid");
	rsec_out_rows_begin(out);
	rsec_out_rows_end(out);
	rsec_out_end(out);
}

static void
assert_misfit(void (*fill)(struct rsec_out *out), const char *column)
{
	struct rsec_out *out;
	struct rsec_err err;
	char wanted[128];
	size_t i;
	int fd = open("/dev/null", O_WRONLY);

	for (i = 0; i < sizeof(all_formats) / sizeof(all_formats[0]); i++) {
		out = rsec_out_new(fd, all_formats[i], route_columns);
		fill(out);
		assert_int_equal(rsec_out_close(out, &err), -1);
		snprintf(wanted, sizeof(wanted),
		    "a record does not follow its schema at column \"%s\"",
		    column);
		assert_string_equal(err.msg, wanted);
	}
	close(fd);
}

static void
put_wrong_type(struct rsec_out *out)
{
	put_prefix(out);
	rsec_out_uint(out, 64496);
}

static void
put_too_few(struct rsec_out *out)
{
	put_prefix(out);
	rsec_out_end(out);
}

static void
put_too_many(struct rsec_out *out)
{
	put_route(out);
	put_half(out);
	rsec_out_null(out);
	rsec_out_null(out);
	rsec_out_null(out);
}

static void
put_short_row(struct rsec_out *out)
{
	put_half(out);
	rsec_out_null(out);
	rsec_out_rows_begin(out);
	rsec_out_asn(out, 1);
	rsec_out_row_end(out);
}

static void
put_rows_in_rows(struct rsec_out *out)
{
	put_half(out);
	rsec_out_null(out);
	rsec_out_rows_begin(out);
	rsec_out_rows_begin(out);
	rsec_out_end(out);
}

static void
a_record_beside_its_schema_fails(void **state)
{
	(void)state;
	assert_misfit(put_wrong_type, "origin");
	assert_misfit(put_too_few, "origin");
	assert_misfit(put_half, "state");
	assert_misfit(put_too_many, "(behind the last)");
	assert_misfit(put_short_row, "prefix");
	assert_misfit(put_rows_in_rows, "asn");
	assert_misfit(rsec_out_row_end, "prefix");
	assert_misfit(rsec_out_rows_end, "prefix");
	assert_misfit(rsec_out_rows_begin, "prefix");
}

static void
a_full_disk_is_told_at_the_end(void **state)
{
	int fd = open("/dev/full", O_WRONLY);
	struct rsec_out *out;
	struct rsec_err err;

	(void)state;
	if (fd < 0)
		skip();
	out = rsec_out_new(fd, RSEC_OUT_TSV, route_columns);
	assert_false(rsec_out_failed(out));
	rsec_out_flush(out);
	assert_true(rsec_out_failed(out));
	assert_false(rsec_out_broken_pipe(out));
	put_route(out); /* formatted, and dropped */
	assert_int_equal(rsec_out_close(out, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_IO);
	assert_string_equal(err.msg, "write: No space left on device");
	close(fd);
}

static void
a_reader_that_went_away_is_no_error(void **state)
{
	struct rsec_out *out;
	struct rsec_err err;
	int fds[2];

	(void)state;
	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(pipe(fds), 0);
	close(fds[0]);
	out = rsec_out_new(fds[1], RSEC_OUT_JSON, route_columns);
	put_route(out);
	assert_false(rsec_out_broken_pipe(out));
	rsec_out_flush(out);
	assert_true(rsec_out_broken_pipe(out));
	assert_true(rsec_out_failed(out));
	assert_int_equal(rsec_out_close(out, &err), 1);
	close(fds[1]);
}

struct reader {
	int fd;
	size_t bytes;
	uint64_t sum;
};

static void
sum_up(struct reader *reader, const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		reader->sum = reader->sum * 31 + (unsigned char)s[i];
	reader->bytes += n;
}

static void *
read_slowly(void *ctx)
{
	struct reader *reader = ctx;
	char chunk[700];
	ssize_t n;

	while ((n = read(reader->fd, chunk, sizeof(chunk))) > 0)
		sum_up(reader, chunk, (size_t)n);
	return NULL;
}

/* A non-blocking pipe takes what it has room for, or nothing: EAGAIN. */
static void
short_writes_lose_nothing(void **state)
{
	static char large[3 * OUT_BUFFER + 17];
	struct reader reader = { 0, 0, 0 }, wanted = { 0, 0, 0 };
	struct rsec_out *out;
	pthread_t thread;
	size_t i, n;
	int fds[2];

	(void)state;
	for (i = 0; i < sizeof(large); i++)
		large[i] = (char)('a' + i % 23);
	assert_int_equal(pipe2(fds, O_NONBLOCK), 0);
	assert_int_equal(fcntl(fds[0], F_SETFL, 0), 0);
	reader.fd = fds[0];
	pthread_create(&thread, NULL, read_slowly, &reader);
	out = rsec_out_new(fds[1], RSEC_OUT_TEXT, NULL);
	for (i = 0; i < 200; i++) {
		n = i * 7919 % sizeof(large);
		rsec_out_raw_bytes(out, large, n);
		sum_up(&wanted, large, n);
	}
	assert_int_equal(rsec_out_close(out, NULL), 0);
	close(fds[1]);
	pthread_join(thread, NULL);
	close(fds[0]);
	assert_int_equal(reader.bytes, wanted.bytes);
	assert_true(reader.sum == wanted.sum);
}

static void
no_memory_is_no_writer(void **state)
{
	size_t i;

	(void)state;
	malloc_fails = true;
	for (i = 0; i < sizeof(all_formats) / sizeof(all_formats[0]); i++)
		assert_null(rsec_out_new(1, all_formats[i], route_columns));
	malloc_fails = false;
	assert_int_equal(rsec_out_close(NULL, NULL), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_record_beside_its_schema_fails),
		cmocka_unit_test(a_full_disk_is_told_at_the_end),
		cmocka_unit_test(a_reader_that_went_away_is_no_error),
		cmocka_unit_test(short_writes_lose_nothing),
		cmocka_unit_test(no_memory_is_no_writer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
