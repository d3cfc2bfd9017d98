/* SPDX-License-Identifier: ISC */
/*
 * The reader of RPSL beside one that knows nothing but lines, over random
 * texts, and in runs of every size.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "irr/reader_private.h"
#include "irr/value.h"
#include "tests/lib/random.h"

#define TEXTS	  400
#define LINES_MAX 200

struct line {
	const char *s;
	size_t n; /* without LF, and without the CR before it */
};

/* Texts of what was read, to be compared as such. */
struct story {
	struct rsec_buf told;
};

static void
tell(struct story *story, const char *what, uint64_t line, const char *s,
    size_t n)
{
	char head[64];

	snprintf(
	    head, sizeof(head), "%s %llu [", what, (unsigned long long)line);
	assert_int_equal(rsec_buf_puts(&story->told, head), 0);
	assert_int_equal(rsec_buf_add(&story->told, s, n), 0);
	assert_int_equal(rsec_buf_puts(&story->told, "]\n"), 0);
}

static size_t
split(const char *text, size_t len, struct line line[LINES_MAX])
{
	size_t count = 0, i, begin = 0;

	for (i = 0; i <= len; i++) {
		if (i < len && text[i] != '\n')
			continue;
		if (i == len && begin == len)
			break;
		assert_true(count < LINES_MAX);
		line[count].s = text + begin;
		line[count].n = i - begin;
		if (i > begin && text[i - 1] == '\r')
			line[count].n--;
		count++;
		begin = i + 1;
	}
	return count;
}

static bool
is_blank(const struct line *line)
{
	return strspn(line->s, " \t\r") >= line->n;
}

static bool
is_comment(const struct line *line)
{
	return line->n > 0 && (line->s[0] == '#' || line->s[0] == '%');
}

static bool
goes_on(const struct line *line)
{
	return line->s[0] == ' ' || line->s[0] == '\t' || line->s[0] == '+';
}

static bool
is_attribute(const struct line *line)
{
	static const char letters[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static const char others[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

	return line->n > 1 && memchr(line->s, ':', line->n) != NULL &&
	       strspn(line->s, letters) > 0 &&
	       line->s[strspn(line->s, others)] == ':';
}

/* What an attribute says, of its lines FROM..TO; told as its value. */
static void
naive_value(struct story *story, const struct line *from, const struct line *to)
{
	const char *s, *end;
	const struct line *at;

	for (at = from; at < to; at++) {
		if (at > from && is_comment(at))
			continue;
		s = at->s;
		end = s + at->n;
		if (at == from)
			s = strchr(s, ':') + 1;
		else if (*s == '+')
			s++;
		if (memchr(s, '#', (size_t)(end - s)) != NULL)
			end = memchr(s, '#', (size_t)(end - s));
		while (s < end && strchr(" \t\r", *s) != NULL)
			s++;
		while (s < end && strchr(" \t\r", end[-1]) != NULL)
			end--;
		if (s < end)
			tell(story, "says", 0, s, (size_t)(end - s));
		while (s < end) {
			size_t n = 0;

			while (s + n < end && strchr(" \t\r,", s[n]) == NULL)
				n++;
			if (n > 0)
				tell(story, "item", 0, s, n);
			s += n + 1;
		}
	}
}

/* The object of the lines FROM..TO. */
static void
naive_object(struct story *story, const struct line *all, size_t from,
    size_t to, bool cut)
{
	size_t i, next, last = from;

	if (all[from].n >= 3 && memcmp(all[from].s, "*xx", 3) == 0)
		return;
	for (i = from; i < to; i++) {
		if (is_comment(&all[i]))
			continue;
		if (goes_on(&all[i]) ? i == from : !is_attribute(&all[i])) {
			tell(story, cut ? "cut" : "bad", i + 1, "", 0);
			return;
		}
		last = i;
	}
	tell(story, "object", from + 1, all[from].s,
	    (size_t)(all[last].s + all[last].n - all[from].s));
	for (i = from; i < to; i = next) {
		next = i + 1;
		while (next < to &&
		       (is_comment(&all[next]) || goes_on(&all[next])))
			next++;
		tell(story, "name", i - from, all[i].s,
		    (size_t)(strchr(all[i].s, ':') - all[i].s));
		naive_value(story, &all[i], &all[next]);
	}
}

static void
naive(struct story *story, const char *text, size_t len)
{
	struct line line[LINES_MAX];
	size_t count = split(text, len, line), i, from;

	for (i = 0; i < count; i++) {
		if (is_comment(&line[i]) || is_blank(&line[i]))
			continue;
		for (from = i; i < count && line[i].n > 0;)
			i++;
		naive_object(story, line, from, i,
		    i == count && strchr("\r\n", text[len - 1]) == NULL);
	}
}

static int
tell_fault(void *ctx, const struct rsec_err *err)
{
	tell(ctx, "bad", err->line, "", 0);
	return 0;
}

/* Lines and items, line by line, as naive_value() tells them. */
static void
tell_value(struct story *story, const struct rsec_rpsl_attribute *attribute)
{
	struct rsec_rpsl_walk lines = { attribute, NULL };
	struct rsec_rpsl_walk items = { attribute, NULL };
	struct rsec_rpsl_piece line, item;
	bool have = rsec_rpsl_item_next(&items, &item);

	while (rsec_rpsl_line_next(&lines, &line)) {
		tell(story, "says", 0, line.s, line.n);
		while (have && item.s < line.s + line.n) {
			tell(story, "item", 0, item.s, item.n);
			have = rsec_rpsl_item_next(&items, &item);
		}
	}
	assert_false(have);
}

static void
tell_object(struct story *story, const char *text,
    const struct rsec_rpsl_object *object)
{
	size_t i;

	tell(story, "object", object->line, object->text, object->len);
	assert_memory_equal(text + object->offset, object->text, object->len);
	for (i = 0; i < object->count; i++) {
		tell(story, "name", object->attributes[i].line,
		    object->attributes[i].name, object->attributes[i].name_len);
		assert_int_equal(object->attributes[i].id,
		    rsec_rpsl_name_find(object->attributes[i].name,
			object->attributes[i].name_len));
		tell_value(story, &object->attributes[i]);
	}
}

static void
ours(struct story *story, const char *text, size_t len, size_t chunk)
{
	struct rsec_memory memory = { (const uint8_t *)text, len, chunk };
	struct rsec_diag diag = { tell_fault, story };
	struct rsec_rpsl_object object;
	struct rsec_rpsl *rpsl =
	    rsec_rpsl_new(rsec_source_memory(&memory), &diag);
	struct rsec_err err;
	int rc;

	assert_non_null(rpsl);
	while ((rc = rsec_rpsl_next(rpsl, &object, &err)) == 1)
		tell_object(story, text, &object);
	if (rc == -1) {
		assert_int_equal(err.code, RSEC_ERR_TRUNCATED);
		tell(story, "cut", err.line, "", 0);
	}
	rsec_rpsl_free(rpsl);
}

/* The same of objects that are cut off first, some at once, and then read. */
static void
ours_cut(struct story *story, const char *text, size_t len, size_t chunk)
{
	struct rsec_memory memory = { (const uint8_t *)text, len, chunk };
	struct rsec_rpsl *rpsl =
	    rsec_rpsl_new(rsec_source_memory(&memory), NULL);
	struct rsec_rpsl_object object;
	struct rsec_rpsl_raw raw[3];
	struct rsec_err err;
	int i, n, rc;

	assert_non_null(rpsl);
	while ((n = rsec_rpsl_cut(rpsl, raw, 3, &err)) > 0)
		for (i = 0; i < n; i++) {
			rc = rsec_rpsl_take(rpsl, &raw[i], &object, &err);
			if (rc == 1)
				tell_object(story, text, &object);
			else if (rc == -1)
				tell(story, raw[i].unended ? "cut" : "bad",
				    err.line, "", 0);
		}
	assert_int_equal(n, 0);
	rsec_rpsl_free(rpsl);
}

static void
assert_same(const struct story *got, const struct story *expected)
{
	assert_int_equal(got->told.len, expected->told.len);
	if (got->told.len > 0)
		assert_memory_equal(
		    got->told.data, expected->told.data, got->told.len);
}

/* A text of lines that are like RPSL, and of some that are not quite. */
static void
make_text(struct rsec_buf *text, struct random *r, unsigned lines)
{
	static const char *const line[] = { "route: 192.0.2.0/24", "oRigin:AS1",
		"MNT-BY: A, B,C # d, e", "x: y", "x-9_: 1 # 2: 3", " on",
		"\ton,\ton", "+", "+ on", "+on# no", " ", " \t ", "# c: d",
		"% e:", "", "", "", "\r", "*xxte: 1", "*xx", "no", "-y: 1",
		": 1", "a b: c", "9: x",
		"remarks:", "remarks: : : ", "heartbeat-interval: 1 2",
		"reseed-address: x", "y\r: 1",
		("descr: a text that is longer than one word of sixty-four "
		 "bytes"
		 " is, or a block of sixteen"),
		"a-name-that-is-longer-than-sixteen: 1", "a:\r", "\xff: 1",
		"b: \xff\x80" };
	static const char *const end[] = { "\n", "\n", "\n", "\r\n", "\n\n",
		"\r\n\r\n", "\n\r\n", "\r\r\n" };
	unsigned i;

	text->len = 0;
	for (i = 0; i < lines; i++) {
		const char *s =
		    line[random_below(r, sizeof(line) / sizeof(line[0]))];

		/* More good ones than bad, or nothing is ever read. */
		if (random_once_in(r, 2))
			s = line[random_below(r, 12)];
		assert_int_equal(rsec_buf_puts(text, s), 0);
		if (i + 1 == lines && random_once_in(r, 2))
			break;
		s = end[random_below(r, sizeof(end) / sizeof(end[0]))];
		assert_int_equal(rsec_buf_puts(text, s), 0);
	}
	/* For strspn() and strchr(), which look behind the end. */
	assert_int_equal(rsec_buf_addc(text, '\0'), 0);
	text->len--;
}

static void
texts_are_read_as_lines_say_in_runs_of_any_size(void **state)
{
	struct story expected = { RSEC_BUF_INIT }, got = { RSEC_BUF_INIT };
	struct rsec_buf text = RSEC_BUF_INIT;
	struct random r = { 2622 };
	size_t chunk, objects = 0;
	int i;

	(void)state;
	for (i = 0; i < TEXTS; i++) {
		make_text(&text, &r, 1 + random_below(&r, 30));
		expected.told.len = 0;
		naive(&expected, text.data, text.len);
		objects += expected.told.len > 0;
		for (chunk = 0; chunk <= text.len; chunk++) {
			got.told.len = 0;
			ours(&got, text.data, text.len, chunk);
			assert_same(&got, &expected);
			got.told.len = 0;
			ours_cut(&got, text.data, text.len, chunk);
			assert_same(&got, &expected);
		}
	}
	assert_true(objects > TEXTS / 2);
	rsec_buf_fini(&text);
	rsec_buf_fini(&expected.told);
	rsec_buf_fini(&got.told);
}

/* Lines of every length, so that newlines stand everywhere in a word. */
static void
long_texts_are_read_as_lines_say(void **state)
{
	struct story expected = { RSEC_BUF_INIT }, got = { RSEC_BUF_INIT };
	struct rsec_buf text = RSEC_BUF_INIT;
	static const size_t chunks[] = { 0, 63, 64, 65, 4096, 8191, 8192,
		8193 };
	size_t line, i;

	(void)state;
	assert_int_equal(rsec_buf_puts(&text, "a:"), 0);
	for (line = 0; line < LINES_MAX - 1; line++) {
		assert_int_equal(rsec_buf_puts(&text, "\n b"), 0);
		for (i = 0; i < line; i++)
			assert_int_equal(rsec_buf_addc(&text, 'c'), 0);
	}
	assert_int_equal(rsec_buf_addc(&text, '\0'), 0);
	text.len--;
	naive(&expected, text.data, text.len);
	for (i = 0; i < sizeof(chunks) / sizeof(chunks[0]); i++) {
		got.told.len = 0;
		ours(&got, text.data, text.len, chunks[i]);
		assert_same(&got, &expected);
		got.told.len = 0;
		ours_cut(&got, text.data, text.len, chunks[i]);
		assert_same(&got, &expected);
	}
	rsec_buf_fini(&text);
	rsec_buf_fini(&expected.told);
	rsec_buf_fini(&got.told);
}

/* The limit is the same however the runs are cut. */
static void
objects_have_a_largest_size(void **state)
{
	static const size_t chunks[] = { 0, 1 << 20, 65536 + 1 };
	const size_t max = RSEC_RPSL_OBJECT_MAX;
	char *text = test_malloc(max + 64);
	struct rsec_rpsl_object object;
	struct rsec_memory memory;
	struct rsec_rpsl *rpsl;
	struct rsec_err err;
	size_t i, over;

	(void)state;
	for (i = 0; i < 2 * sizeof(chunks) / sizeof(chunks[0]); i++) {
		over = i % 2;
		memset(text, 'x', max + over);
		memcpy(text, "a:", 2);
		memcpy(text + max + over - 1, "\n\nb: c\n", 7);
		memory = (struct rsec_memory){ (const uint8_t *)text,
			max + over + 6, chunks[i / 2] };
		rpsl = rsec_rpsl_new(rsec_source_memory(&memory), NULL);
		assert_non_null(rpsl);
		if (over == 0) {
			assert_int_equal(
			    rsec_rpsl_next(rpsl, &object, &err), 1);
			assert_int_equal(object.len, max - 1);
			assert_int_equal(
			    rsec_rpsl_next(rpsl, &object, &err), 1);
			assert_int_equal(object.line, 3);
		} else {
			assert_int_equal(
			    rsec_rpsl_next(rpsl, &object, &err), -1);
			assert_int_equal(err.code, RSEC_ERR_LIMIT);
			assert_int_equal(err.line, 1);
			assert_string_equal(
			    err.msg, "object is longer than 16777216 bytes");
		}
		rsec_rpsl_free(rpsl);
	}
	test_free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    texts_are_read_as_lines_say_in_runs_of_any_size),
		cmocka_unit_test(long_texts_are_read_as_lines_say),
		cmocka_unit_test(objects_have_a_largest_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
