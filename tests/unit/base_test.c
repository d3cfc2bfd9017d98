/* SPDX-License-Identifier: ISC */
#include "tests/lib/test.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/num.h"
#include "base/source.h"
#include "base/utc.h"

static void
numbers_are_exact(void **state)
{
	uint64_t v = 7;

	(void)state;
	assert_true(rsec_parse_u64("18446744073709551615", 20, UINT64_MAX, &v));
	assert_true(v == UINT64_MAX);
	assert_false(
	    rsec_parse_u64("18446744073709551616", 20, UINT64_MAX, &v));
	assert_false(rsec_parse_u64("", 0, UINT64_MAX, &v));
	assert_false(rsec_parse_u64("-1", 2, UINT64_MAX, &v));
	assert_false(rsec_parse_u64("1 ", 2, UINT64_MAX, &v));
	assert_false(rsec_parse_u64("33", 2, 32, &v));
	assert_true(v == UINT64_MAX);
}

static void
every_day_is_its_own_inverse(void **state)
{
	struct rsec_civil date = { 1969, 12, 31 }, next;
	int64_t day;

	(void)state;
	for (day = 0; day < 200 * 366; day++) {
		next = rsec_utc_civil(day);
		assert_true(rsec_utc_days(&next) == day);
		assert_true(next.day == date.day + 1 ||
			    (next.day == 1 && date.day >= 28));
		date = next;
	}
}

static void
times_parse(void **state)
{
	static const struct {
		const char *text;
		int64_t t;
	} good[] = {
		{ "1970-01-01", 0 },
		{ "2026-11-23T04:05:06Z", 1795406706 },
		{ "2026-11-23 04:05:06", 1795406706 },
		{ "2026-11-23T05:05:06.25+01:00", 1795406706 },
		{ "2000-02-29", 951782400 },
	};
	static const char *bad[] = { "", "2026-13-01", "2026-02-30",
		"1900-02-29", "2026-11-23T", "2026-11-23T24:00:00Z",
		"2026-11-23T04:05:06Zx", "2026-1-2" };
	char text[RSEC_UTC_SIZE];
	int64_t t;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_true(
		    rsec_utc_parse(good[i].text, strlen(good[i].text), &t));
		assert_true(t == good[i].t);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(rsec_utc_parse(bad[i], strlen(bad[i]), &t));
	assert_true(rsec_utc_parse_digits("20000229", 8, &t));
	assert_true(t == 951782400);
	assert_false(rsec_utc_parse_digits("19000229", 8, &t));
	assert_false(rsec_utc_parse_digits("2000022", 7, &t));
	assert_false(rsec_utc_parse_digits("200002299", 9, &t));
	assert_false(rsec_utc_parse_digits("2000-2-9", 8, &t));
	rsec_utc_format(text, -1);
	assert_string_equal(text, "1969-12-31T23:59:59Z");
}

static void
an_error_keeps_its_place(void **state)
{
	struct rsec_err err;

	(void)state;
	assert_int_equal(
	    rsec_err_at_line(&err, RSEC_ERR_RANGE, 12, "maxLength %d", 33), -1);
	rsec_err_prepend(&err, "roas[%d]", 4);
	assert_string_equal(err.msg, "roas[4]: maxLength 33");
	assert_true(err.line == 12 && err.offset == RSEC_NO_OFFSET);
	assert_int_equal(rsec_err_set(NULL, RSEC_ERR_RANGE, "x"), -1);
}

static void
an_arena_never_moves(void **state)
{
	struct rsec_arena arena = RSEC_ARENA_INIT;
	char *p[1000];
	size_t i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		p[i] = rsec_arena_alloc(&arena, i * 37 + 1);
		assert_non_null(p[i]);
		memset(p[i], (int)(i & 0xff), i * 37 + 1);
	}
	for (i = 0; i < 1000; i++)
		assert_int_equal((unsigned char)p[i][i * 37], i & 0xff);
	assert_string_equal(rsec_arena_strndup(&arena, "abcdef", 3), "abc");
	rsec_arena_fini(&arena);
}

static void
an_arena_gives_its_memory_again(void **state)
{
	struct rsec_arena arena = RSEC_ARENA_INIT;
	void *first;
	int i;

	(void)state;
	rsec_arena_reset(&arena);
	assert_non_null(rsec_arena_alloc(&arena, (size_t)1 << 20));
	rsec_arena_reset(&arena); /* only a block for one request */
	first = rsec_arena_alloc(&arena, 1);
	for (i = 0; i < 10; i++) {
		assert_non_null(rsec_arena_alloc(&arena, (size_t)1 << 20));
		assert_non_null(rsec_arena_alloc(&arena, 1000));
		rsec_arena_reset(&arena);
		assert_ptr_equal(rsec_arena_alloc(&arena, 1), first);
	}
	assert_non_null(rsec_arena_alloc(&arena, 0));
	rsec_arena_fini(&arena);
	assert_non_null(rsec_arena_alloc(&arena, 0));
	rsec_arena_fini(&arena);
}

static void
a_memory_source_hands_out_all(void **state)
{
	struct rsec_memory mem = { (const uint8_t *)"hello world", 11, 4 };
	struct rsec_source source = rsec_source_memory(&mem);
	struct rsec_buf buf = RSEC_BUF_INIT;
	const uint8_t *data;
	size_t len;

	(void)state;
	while (source.next(source.ctx, &data, &len, NULL) == 1)
		assert_int_equal(rsec_buf_add(&buf, data, len), 0);
	assert_int_equal(buf.len, 11);
	assert_memory_equal(buf.data, "hello world", 11);
	rsec_buf_fini(&buf);
}

/* What was looked at is handed out again, whatever the runs. */
static void
a_source_that_was_looked_at_loses_nothing(void **state)
{
	static const char text[] = "0123456789";
	struct rsec_memory mem;
	struct rsec_peeked peeked;
	struct rsec_source source;
	const uint8_t *data;
	char got[16];
	size_t chunk, want, len, n;

	(void)state;
	for (chunk = 0; chunk <= 10; chunk++) {
		for (want = 0; want <= 12; want++) {
			mem = (struct rsec_memory){ (const uint8_t *)text, 10,
				chunk };
			assert_int_equal(
			    rsec_source_peek(&peeked, rsec_source_memory(&mem),
				want, &data, &len, NULL),
			    0);
			assert_int_equal(len, want < 10 ? want : 10);
			assert_memory_equal(data, text, len);
			source = rsec_source_peeked(&peeked);
			for (n = 0;
			     source.next(source.ctx, &data, &len, NULL) == 1;
			     n += len)
				memcpy(got + n, data, len);
			assert_int_equal(n, 10);
			assert_memory_equal(got, text, 10);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_source_that_was_looked_at_loses_nothing),
		cmocka_unit_test(numbers_are_exact),
		cmocka_unit_test(every_day_is_its_own_inverse),
		cmocka_unit_test(times_parse),
		cmocka_unit_test(an_error_keeps_its_place),
		cmocka_unit_test(an_arena_never_moves),
		cmocka_unit_test(an_arena_gives_its_memory_again),
		cmocka_unit_test(a_memory_source_hands_out_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
