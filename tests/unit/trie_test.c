/* SPDX-License-Identifier: ISC */
/* The oracle of all questions is a scan over the whole list. */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "net/trie.h"
#include "tests/lib/prefixes.h"
#include "tests/lib/random.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MANY	     400 /* prefixes of a random table */

/* The N prefixes of LIST, which gets sorted, as a frozen trie. */
static struct rsec_trie *
trie_of(struct rsec_prefix *list, size_t n)
{
	struct rsec_trie *trie = rsec_trie_new();
	struct rsec_err err;
	size_t i;

	assert_non_null(trie);
	if (n > 0)
		qsort(list, n, sizeof(*list), prefixes_cmp);
	for (i = 0; i < n; i++)
		if (rsec_trie_append(trie, &list[i], &err) == -1)
			fail_msg("%s", err.msg);
	assert_int_equal(rsec_trie_freeze(trie, &err), 0);
	assert_int_equal(rsec_trie_values(trie), n);
	return trie;
}

/* The number of the entry that is P in TRIE, by its definition. */
static uint32_t
entry_of(const struct rsec_trie *trie, const struct rsec_prefix *p)
{
	struct rsec_prefix each;
	uint32_t e, first;

	for (e = 0; e < rsec_trie_count(trie); e++) {
		rsec_trie_get(trie, e, &each, &first);
		if (rsec_prefix_equal(&each, p))
			return e;
	}
	return RSEC_TRIE_NONE;
}

/* The longest of LIST that contains Q, shorter than LIMIT; NULL if none. */
static const struct rsec_prefix *
longest(const struct rsec_prefix *list, size_t n, const struct rsec_prefix *q,
    unsigned limit)
{
	const struct rsec_prefix *best = NULL;
	size_t i;

	for (i = 0; i < n; i++)
		if (rsec_prefix_contains(&list[i], q) && list[i].len < limit &&
		    (best == NULL || list[i].len > best->len))
			best = &list[i];
	return best;
}

/* All three questions about Q agree with the scan over LIST. */
static void
check_question(const struct rsec_trie *trie, const struct rsec_prefix *list,
    size_t n, const struct rsec_prefix *q)
{
	const struct rsec_prefix *want = longest(list, n, q, 129);
	struct rsec_prefix got;
	uint32_t e, first, from, to, inside = 0;
	size_t i;

	e = rsec_trie_covering(trie, q);
	while (want != NULL) {
		assert_true(e < rsec_trie_count(trie));
		rsec_trie_get(trie, e, &got, &first);
		assert_true(rsec_prefix_equal(&got, want));
		want = longest(list, n, q, want->len);
		e = rsec_trie_parent(trie, e);
	}
	assert_true(e == RSEC_TRIE_NONE);

	rsec_trie_within(trie, q, &from, &to);
	for (e = 0; e < rsec_trie_count(trie); e++) {
		rsec_trie_get(trie, e, &got, &first);
		assert_true(
		    rsec_prefix_contains(q, &got) == (e >= from && e < to));
	}
	for (i = 0; i < n; i++)
		inside += (i == 0 || rsec_prefix_cmp(&list[i - 1], &list[i])) &&
			  rsec_prefix_contains(q, &list[i]);
	assert_int_equal(inside, to - from);
}

/* Entries are LIST, each once and in order, and share out its values. */
static void
check_entries(
    const struct rsec_trie *trie, const struct rsec_prefix *list, size_t n)
{
	const struct rsec_prefix *want;
	struct rsec_prefix got;
	uint32_t e, first, count, value = 0, i;

	for (e = 0; e < rsec_trie_count(trie); e++) {
		count = rsec_trie_get(trie, e, &got, &first);
		assert_int_equal(first, value);
		assert_true(count > 0);
		for (i = 0; i < count; i++)
			assert_true(rsec_prefix_equal(&list[value++], &got));
		want = longest(list, n, &got, got.len);
		assert_int_equal(rsec_trie_parent(trie, e),
		    want == NULL ? RSEC_TRIE_NONE : entry_of(trie, want));
	}
	assert_int_equal(value, n);
}

static void
an_empty_set_answers(void **state)
{
	struct rsec_trie *trie = trie_of(NULL, 0);
	const struct rsec_prefix questions[] = { prefix_of("0.0.0.0/0"),
		prefix_of("255.255.255.255"), prefix_of("::/0"),
		prefix_of("2001:db8::/32"),
		prefix_of("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff") };
	size_t i;

	(void)state;
	assert_int_equal(rsec_trie_count(trie), 0);
	for (i = 0; i < COUNT(questions); i++)
		check_question(trie, NULL, 0, &questions[i]);
	rsec_trie_free(trie);
	rsec_trie_free(NULL);
}

static void
the_picture_in_trie_c_is_right(void **state)
{
	struct rsec_prefix list[] = { prefix_of("192.0.2.0/24"),
		prefix_of("192.0.2.0/25"), prefix_of("192.0.2.64/26"),
		prefix_of("192.0.2.128/26"), prefix_of("198.51.100.0/24") };
	const uint32_t parents[] = { RSEC_TRIE_NONE, 0, 1, 0, RSEC_TRIE_NONE };
	struct rsec_prefix q = prefix_of("192.0.2.192/26");
	struct rsec_trie *trie = trie_of(list, COUNT(list));
	uint32_t e;

	(void)state;
	for (e = 0; e < COUNT(list); e++)
		assert_int_equal(rsec_trie_parent(trie, e), parents[e]);
	assert_int_equal(rsec_trie_covering(trie, &q), 0);
	rsec_trie_free(trie);
}

/*
 * What a search with an index could get wrong: answers in an earlier slot, at
 * the first and the last entry, outside of 2000::/3, beyond /64.
 */
static void
edges_agree_with_a_scan(void **state)
{
	struct rsec_prefix list[] = { prefix_of("0.0.0.0/0"),
		prefix_of("0.0.0.0/32"), prefix_of("10.0.0.0/8"),
		prefix_of("10.255.255.255"), prefix_of("192.0.0.0/15"),
		prefix_of("192.0.2.0/24"), prefix_of("192.0.255.0/24"),
		prefix_of("192.1.0.0/16"), prefix_of("255.255.255.255"),
		prefix_of("::/0"), prefix_of("::/128"),
		prefix_of("64:ff9b::/96"), prefix_of("2000::/3"),
		prefix_of("2000::/128"), prefix_of("2001:db8::/32"),
		prefix_of("2001:db8::/64"), prefix_of("2001:db8::/65"),
		prefix_of("2001:db8::8000:0:0:0/65"),
		prefix_of("2001:db8::1/128"), prefix_of("2001:db9::/32"),
		prefix_of("3fff:ffff:ffff:ffff::/64"), prefix_of("4000::/3"),
		prefix_of("fc00::/7"),
		prefix_of("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff") };
	static const char *more[] = { "1.0.0.0", "10.255.255.254", "11.0.0.0/8",
		"192.0.0.0/14", "192.0.3.0/24", "192.1.0.0/24",
		"255.255.255.254/31", "1::/16", "1fff::/16", "2001:db8::2",
		"2001:db8:0:0:4000::/66", "2001:db8:0:1::/64", "4000::/2",
		"5000::/4", "fdff::/16", "fe00::/7", "8000::/1", "::/1" };
	struct rsec_trie *trie = trie_of(list, COUNT(list));
	struct rsec_prefix q;
	size_t i;

	(void)state;
	check_entries(trie, list, COUNT(list));
	for (i = 0; i < COUNT(list); i++)
		check_question(trie, list, COUNT(list), &list[i]);
	for (i = 0; i < COUNT(more); i++) {
		q = prefix_of(more[i]);
		check_question(trie, list, COUNT(list), &q);
	}
	rsec_trie_free(trie);
}

/* Prefix I of the universe of BITS bits that starts at bit AT of FAMILY. */
static struct rsec_prefix
universe(uint8_t family, unsigned at, unsigned bits, unsigned i)
{
	/* 1, 01, 11, 001, ...: the highest one bit of I + 1 marks the end. */
	const unsigned len = 31 - (unsigned)__builtin_clz(i + 1);
	const uint64_t addr = (uint64_t)(i + 1 - (1u << len)) << (bits - len);
	const unsigned low = 128 - at - bits; /* bits behind the universe */
	struct rsec_prefix p = { 0, 0, family, (uint8_t)(at + len) };

	if (at >= 8)
		p.hi = (uint64_t)0x20 << 56;
	if (low >= 64)
		p.hi |= addr << (low - 64);
	else
		p.lo |= addr << low;
	if (low < 64 && low > 0)
		p.hi |= addr >> (64 - low);
	return prefix_masked(p);
}

/* Each subset of the seven prefixes of two bits, wherever these bits are. */
static void
every_small_set_agrees_with_a_scan(void **state)
{
	static const struct {
		uint8_t family;
		unsigned at;
	} places[] = { { RSEC_IPV4, 0 }, { RSEC_IPV4, 14 }, { RSEC_IPV4, 15 },
		{ RSEC_IPV4, 16 }, { RSEC_IPV4, 30 }, { RSEC_IPV6, 0 },
		{ RSEC_IPV6, 1 }, { RSEC_IPV6, 17 }, { RSEC_IPV6, 18 },
		{ RSEC_IPV6, 62 }, { RSEC_IPV6, 63 }, { RSEC_IPV6, 64 },
		{ RSEC_IPV6, 126 } };
	struct rsec_prefix list[7], q;
	struct rsec_trie *trie;
	unsigned set, i;
	size_t place, n;

	(void)state;
	for (place = 0; place < COUNT(places); place++) {
		for (set = 0; set < 1 << 7; set++) {
			for (i = 0, n = 0; i < 7; i++)
				if (set >> i & 1)
					list[n++] =
					    universe(places[place].family,
						places[place].at, 2, i);
			trie = trie_of(list, n);
			check_entries(trie, list, n);
			for (i = 0; i < 7; i++) {
				q = universe(places[place].family,
				    places[place].at, 2, i);
				check_question(trie, list, n, &q);
			}
			rsec_trie_free(trie);
		}
	}
}

/* Sets of the 511 prefixes of eight bits, asked for each of them. */
static void
sets_of_eight_bits_agree_with_a_scan(void **state)
{
	static const unsigned at[] = { 0, 4, 12, 24, 60, 120 };
	struct random r = { 1 };
	struct rsec_prefix list[511], q;
	struct rsec_trie *trie;
	unsigned place, family, i, every;
	size_t n;

	(void)state;
	for (place = 0; place < 2 * COUNT(at); place++) {
		family = place & 1 ? RSEC_IPV4 : RSEC_IPV6;
		if (family == RSEC_IPV4 && at[place / 2] > 24)
			continue;
		every = 1 + random_below(&r, 16);
		for (i = 0, n = 0; i < 511; i++)
			if (random_once_in(&r, every))
				list[n++] = universe(
				    (uint8_t)family, at[place / 2], 8, i);
		trie = trie_of(list, n);
		check_entries(trie, list, n);
		for (i = 0; i < 511; i++) {
			q = universe((uint8_t)family, at[place / 2], 8, i);
			check_question(trie, list, n, &q);
		}
		rsec_trie_free(trie);
	}
}

static void
random_tables_agree_with_a_scan(void **state)
{
	static const uint8_t families[] = { RSEC_IPV4, RSEC_IPV6, 0 };
	struct random r = { 2 };
	struct rsec_prefix list[MANY], q;
	struct rsec_trie *trie;
	unsigned round, i;
	size_t n;

	(void)state;
	for (round = 0; round < 60; round++) {
		n = 1 + random_below(&r, MANY);
		prefixes_random(&r, families[round % 3], list, n);
		trie = trie_of(list, n);
		check_entries(trie, list, n);
		for (i = 0; i < 200; i++) {
			q = prefix_near(
			    &r, &list[random_below(&r, (uint32_t)n)]);
			check_question(trie, list, n, &q);
		}
		rsec_trie_free(trie);
	}
}

static void
appending_refuses_what_is_out_of_order(void **state)
{
	struct rsec_trie *trie = rsec_trie_new();
	struct rsec_prefix p = prefix_of("192.0.2.0/24");
	struct rsec_err err;

	(void)state;
	assert_int_equal(rsec_trie_append(trie, &p, &err), 0);
	assert_int_equal(rsec_trie_append(trie, &p, &err), 0);
	p = prefix_of("192.0.0.0/16");
	assert_int_equal(rsec_trie_append(trie, &p, &err), -1);
	assert_string_equal(err.msg, "the prefixes are not in order");
	p = prefix_of("::/0");
	assert_int_equal(rsec_trie_append(trie, &p, &err), 0);
	p = prefix_of("192.0.2.0/25");
	assert_int_equal(rsec_trie_append(trie, &p, &err), -1);
	assert_int_equal(rsec_trie_freeze(trie, &err), 0);
	assert_int_equal(rsec_trie_count(trie), 2);
	p = prefix_of("2001:db8::/32");
	assert_int_equal(rsec_trie_append(trie, &p, &err), -1);
	assert_string_equal(err.msg, "the set of prefixes is frozen");
	rsec_trie_free(trie);
}

static int
collect(void *ctx, const void *data, size_t len)
{
	return rsec_buf_add(ctx, data, len);
}

static int
refuse_write(void *ctx, const void *data, size_t len)
{
	unsigned *left = ctx;

	(void)data;
	(void)len;
	return (*left)-- == 0 ? -1 : 0;
}

/* A random table of N prefixes as an image; the list is left sorted. */
static struct rsec_buf
image_of(struct random *r, struct rsec_prefix *list, size_t n)
{
	struct rsec_buf image = RSEC_BUF_INIT;
	struct rsec_trie *trie;

	prefixes_random(r, 0, list, n);
	trie = trie_of(list, n);
	assert_int_equal(rsec_trie_image_write(trie, collect, &image), 0);
	assert_int_equal(image.len, rsec_trie_image_size(trie));
	rsec_trie_free(trie);
	return image;
}

static void
an_image_answers_as_its_trie(void **state)
{
	struct random r = { 3 };
	struct rsec_prefix list[MANY], q;
	struct rsec_buf image;
	struct rsec_trie *trie;
	struct rsec_err err;
	unsigned i, n;

	(void)state;
	for (n = 0; n <= MANY; n += 25) {
		image = image_of(&r, list, n);
		trie =
		    rsec_trie_map((const uint8_t *)image.data, image.len, &err);
		if (trie == NULL)
			fail_msg("%s", err.msg);
		check_entries(trie, list, n);
		for (i = 0; i < n; i++) {
			q = prefix_near(&r, &list[i]);
			check_question(trie, list, n, &q);
		}
		rsec_trie_free(trie);
		rsec_buf_fini(&image);
	}
}

static void
a_failed_write_is_told(void **state)
{
	struct rsec_prefix list[] = { prefix_of("192.0.2.0/24") };
	struct rsec_trie *trie = trie_of(list, 1);
	unsigned good, left;

	(void)state;
	for (good = 0; good < 7; good++) {
		left = good;
		assert_int_equal(
		    rsec_trie_image_write(trie, refuse_write, &left), -1);
	}
	rsec_trie_free(trie);
}

/* Copied to memory of exactly LEN bytes, so that a tool sees a byte beyond. */
static const char *
map_message(const struct rsec_buf *image, size_t len)
{
	static struct rsec_err err;
	uint8_t *copy = malloc(len + (len == 0));

	assert_non_null(copy);
	memcpy(copy, image->data, len);
	assert_null(rsec_trie_map(copy, len, &err));
	free(copy);
	return err.msg;
}

static void
an_image_of_another_size_is_refused(void **state)
{
	struct random r = { 4 };
	struct rsec_prefix list[20];
	struct rsec_buf image = image_of(&r, list, 20);

	(void)state;
	assert_string_equal(
	    map_message(&image, 0), "the prefixes end after 0 bytes");
	assert_string_equal(
	    map_message(&image, 23), "the prefixes end after 23 bytes");
	assert_non_null(
	    strstr(map_message(&image, image.len - 8), "does not fit"));
	image.data[3] = 0x7f; /* 2^31 nodes */
	assert_non_null(strstr(map_message(&image, image.len), "does not fit"));
	rsec_buf_fini(&image);
}

/* Ask all questions there are, for a sanitizer to watch. */
static void
ask_everything(struct random *r, const struct rsec_trie *trie,
    const struct rsec_prefix *list, size_t n)
{
	uint32_t e, first, from, to, last, steps;
	struct rsec_prefix p, inside;
	size_t i;

	for (e = 0; e < rsec_trie_count(trie); e++) {
		last = rsec_trie_get(trie, e, &p, &first) + first;
		assert_true(first <= last);
		assert_true(last <= rsec_trie_values(trie));
		assert_true(rsec_trie_parent(trie, e) == RSEC_TRIE_NONE ||
			    rsec_trie_parent(trie, e) < e);
	}
	for (i = 0; i < n; i++) {
		p = prefix_near(r, &list[i]);
		steps = 0;
		for (e = rsec_trie_covering(trie, &p); e != RSEC_TRIE_NONE;
		     e = rsec_trie_parent(trie, e))
			assert_true(steps++ <= rsec_trie_count(trie));
		rsec_trie_within(trie, &p, &from, &to);
		assert_true(from <= to && to <= rsec_trie_count(trie));
		for (e = from; e < to; e++) {
			rsec_trie_get(trie, e, &inside, &first);
			assert_true(rsec_prefix_contains(&p, &inside));
		}
	}
}

/* One byte of the image is another: refused, or harmless. */
static void
no_image_makes_a_question_read_outside(void **state)
{
	struct random r = { 5 };
	struct rsec_prefix list[60];
	struct rsec_buf image = image_of(&r, list, 60);
	unsigned i, refused = 0;
	struct rsec_trie *trie;
	struct rsec_err err;
	size_t at, nodes;
	uint8_t *copy = malloc(image.len);
	uint32_t counts[2];

	(void)state;
	assert_non_null(copy);
	memcpy(counts, image.data, sizeof(counts));
	nodes = 24 + (counts[0] + 1) * 12 + (counts[1] + 1) * 24;
	for (i = 0; i < 6000; i++) {
		memcpy(copy, image.data, image.len);
		at = random_below(
		    &r, (uint32_t)(i % 4 == 0 ? image.len : nodes));
		if (i % 16 == 1)
			at = i / 16 % 24; /* the header */
		copy[at] ^= (uint8_t)(1u << random_below(&r, 8));
		trie = rsec_trie_map(copy, image.len, &err);
		if (trie == NULL) {
			assert_true(err.code == RSEC_ERR_CORRUPT);
			refused++;
			continue;
		}
		ask_everything(&r, trie, list, 60);
		rsec_trie_free(trie);
	}
	assert_in_range(refused, 3000, 6000);
	free(copy);
	rsec_buf_fini(&image);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_set_answers),
		cmocka_unit_test(the_picture_in_trie_c_is_right),
		cmocka_unit_test(edges_agree_with_a_scan),
		cmocka_unit_test(every_small_set_agrees_with_a_scan),
		cmocka_unit_test(sets_of_eight_bits_agree_with_a_scan),
		cmocka_unit_test(random_tables_agree_with_a_scan),
		cmocka_unit_test(appending_refuses_what_is_out_of_order),
		cmocka_unit_test(an_image_answers_as_its_trie),
		cmocka_unit_test(a_failed_write_is_told),
		cmocka_unit_test(an_image_of_another_size_is_refused),
		cmocka_unit_test(no_image_makes_a_question_read_outside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
