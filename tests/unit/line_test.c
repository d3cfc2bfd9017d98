/* SPDX-License-Identifier: ISC */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/line.h"

/* Each line of TEXT as "offset:length:bytes;", read in runs of CHUNK. */
static void
read_all(const char *text, size_t n, size_t chunk, struct rsec_buf *out)
{
	struct rsec_memory mem = { (const uint8_t *)text, n, chunk };
	struct rsec_lines lines;
	struct rsec_err err;
	uint64_t number = 0;
	const char *line;
	char head[64];
	size_t len;

	out->len = 0;
	rsec_lines_init(&lines, rsec_source_memory(&mem));
	while (rsec_lines_next(&lines, &line, &len, &err) == 1) {
		assert_true(lines.number == ++number);
		snprintf(head, sizeof(head),
		    "%llu:%zu:", (unsigned long long)lines.offset, len);
		assert_int_equal(rsec_buf_puts(out, head), 0);
		assert_int_equal(rsec_buf_add(out, line, len), 0);
		assert_int_equal(rsec_buf_addc(out, ';'), 0);
	}
	assert_true(lines.number == number);
	assert_int_equal(rsec_lines_next(&lines, &line, &len, &err), 0);
	rsec_lines_fini(&lines);
}

static void
lines_are_the_same_however_runs_are_cut(void **state)
{
	static const struct {
		const char *text, *lines;
	} cases[] = {
		{ "", "" },
		{ "\n", "0:0:;" },
		{ "\r\n", "0:0:;" },
		{ "a", "0:1:a;" },
		{ "a\n", "0:1:a;" },
		{ "a\r\n", "0:1:a;" },
		{ "a\nb", "0:1:a;2:1:b;" },
		{ "one\r\n\r\ntwo\n\nthree", "0:3:one;5:0:;7:3:two;11:0:;"
					     "12:5:three;" },
		{ "a\rb\n", "0:3:a\rb;" },
		{ "a\r\r\n", "0:2:a\r;" },
		{ "a\r", "0:2:a\r;" },
	};
	struct rsec_buf out = RSEC_BUF_INIT;
	size_t i, n, chunk;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		n = strlen(cases[i].text);
		for (chunk = 0; chunk <= n; chunk++) {
			read_all(cases[i].text, n, chunk, &out);
			assert_int_equal(out.len, strlen(cases[i].lines));
			if (out.len > 0)
				assert_memory_equal(
				    out.data, cases[i].lines, out.len);
		}
	}
	rsec_buf_fini(&out);
}

static void
a_nul_byte_is_data(void **state)
{
	struct rsec_buf out = RSEC_BUF_INIT;

	(void)state;
	read_all("a\0b\nc", 5, 0, &out);
	assert_int_equal(out.len, 14);
	assert_memory_equal(out.data, "0:3:a\0b;4:1:c;", 14);
	rsec_buf_fini(&out);
}

/* One line of N bytes and END, in runs of CHUNK: what comes back. */
static int
read_long(size_t n, const char *end, size_t chunk, struct rsec_err *err)
{
	size_t len, total = n + strlen(end);
	char *text = malloc(total + 1);
	struct rsec_memory mem = { (uint8_t *)text, total, chunk };
	struct rsec_lines lines;
	const char *line;
	int rc;

	assert_non_null(text);
	memset(text, 'x', n);
	memcpy(text + n, end, strlen(end) + 1);
	rsec_lines_init(&lines, rsec_source_memory(&mem));
	rc = rsec_lines_next(&lines, &line, &len, err);
	if (rc == 1)
		assert_int_equal(len, n);
	rsec_lines_fini(&lines);
	free(text);
	return rc;
}

static void
a_line_of_the_limit_is_the_longest(void **state)
{
	static const char *ends[] = { "", "\n", "\r\n", "\r\nnext\n" };
	static const size_t chunks[] = { 0, 65536, 65537 };
	struct rsec_err err;
	size_t i, j;

	(void)state;
	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		for (j = 0; j < 3; j++) {
			assert_int_equal(
			    read_long(RSEC_LINE_MAX, ends[i], chunks[j], &err),
			    1);
			assert_int_equal(read_long(RSEC_LINE_MAX + 1, ends[i],
					     chunks[j], &err),
			    -1);
			assert_int_equal(err.code, RSEC_ERR_LIMIT);
			assert_true(err.line == 1);
			assert_string_equal(
			    err.msg, "line is longer than 1048576 bytes");
		}
	}
}

static int
broken_next(void *ctx, const uint8_t **data, size_t *len, struct rsec_err *err)
{
	int *calls = ctx;

	*data = (const uint8_t *)"whole\ncut";
	*len = 9;
	return ++*calls == 1 ? 1 : rsec_err_set(err, RSEC_ERR_IO, "broken");
}

static void
a_failing_source_hands_out_no_half_line(void **state)
{
	int calls = 0;
	struct rsec_source source = { broken_next, &calls };
	struct rsec_lines lines;
	struct rsec_err err;
	const char *line;
	size_t len;

	(void)state;
	rsec_lines_init(&lines, source);
	assert_int_equal(rsec_lines_next(&lines, &line, &len, &err), 1);
	assert_int_equal(len, 5);
	assert_int_equal(rsec_lines_next(&lines, &line, &len, &err), -1);
	assert_string_equal(err.msg, "broken");
	assert_int_equal(calls, 2);
	rsec_lines_fini(&lines);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_the_same_however_runs_are_cut),
		cmocka_unit_test(a_nul_byte_is_data),
		cmocka_unit_test(a_line_of_the_limit_is_the_longest),
		cmocka_unit_test(a_failing_source_hands_out_no_half_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
