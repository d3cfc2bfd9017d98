/* SPDX-License-Identifier: ISC */
/* The oracle of a set is a plain list of VRPs, sorted with qsort(). */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rpki/vrp.h"
#include "tests/lib/prefixes.h"
#include "tests/lib/random.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MANY	     500 /* VRPs of a random table */

/* A VRP whose trust anchor is a name. */
struct named_vrp {
	struct rsec_prefix prefix;
	uint8_t max_len;
	uint32_t asn;
	const char *ta;
};

static const char *const names[] = { "ripe", "arin", "apnic", "", "lacnic",
	"afrinic", "ripe2", "rip" };

static int
named_cmp(const void *a, const void *b)
{
	const struct named_vrp *x = a, *y = b;
	int order = rsec_prefix_cmp(&x->prefix, &y->prefix);

	if (order != 0)
		return order;
	if (x->max_len != y->max_len)
		return x->max_len < y->max_len ? -1 : 1;
	if (x->asn != y->asn)
		return x->asn < y->asn ? -1 : 1;
	return strcmp(x->ta, y->ta);
}

/* N random VRPs, some of which are equal and many of which share a prefix. */
static void
random_list(struct random *r, struct named_vrp *list, size_t n)
{
	struct rsec_prefix prefixes[MANY];
	unsigned room;
	size_t i;

	prefixes_random(r, 0, prefixes, n);
	for (i = 0; i < n; i++) {
		list[i].prefix = prefixes[i];
		if (i > 0 && random_once_in(r, 3))
			list[i].prefix = list[i - 1].prefix;
		room = rsec_family_bits(list[i].prefix.family) -
		       (unsigned)list[i].prefix.len;
		list[i].max_len = (uint8_t)(list[i].prefix.len +
					    random_below(r, room + 1) / 4);
		list[i].asn = random_once_in(r, 4) ? (uint32_t)random_u64(r)
						   : 64496 + random_below(r, 3);
		list[i].ta = names[random_below(r, COUNT(names))];
		if (i > 0 && random_once_in(r, 8))
			list[i] = list[random_below(r, (uint32_t)i)];
	}
}

static void
add_named(struct rsec_vrps *vrps, const struct named_vrp *named)
{
	struct rsec_vrp vrp = { named->prefix, named->asn, named->max_len, 0 };
	struct rsec_err err;

	if (rsec_vrps_ta(vrps, named->ta, strlen(named->ta), &vrp.ta, &err) ==
		-1 ||
	    rsec_vrps_add(vrps, &vrp, &err) == -1)
		fail_msg("%s", err.msg);
}

static struct rsec_vrps *
set_of(const struct named_vrp *list, size_t n)
{
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_err err;
	size_t i;

	assert_non_null(vrps);
	for (i = 0; i < n; i++)
		add_named(vrps, &list[i]);
	if (rsec_vrps_freeze(vrps, &err) == -1)
		fail_msg("%s", err.msg);
	return vrps;
}

/* Sort LIST and drop its duplicates; returns how many are left. */
static size_t
sort_list(struct named_vrp *list, size_t n)
{
	size_t i, kept = 0;

	if (n > 0)
		qsort(list, n, sizeof(*list), named_cmp);
	for (i = 0; i < n; i++)
		if (kept == 0 || named_cmp(&list[kept - 1], &list[i]) != 0)
			list[kept++] = list[i];
	return kept;
}

static void
assert_vrp(const struct rsec_vrps *vrps, const struct rsec_vrp *got,
    const struct named_vrp *want)
{
	assert_true(rsec_prefix_equal(&got->prefix, &want->prefix));
	assert_int_equal(got->max_len, want->max_len);
	assert_int_equal(got->asn, want->asn);
	assert_string_equal(rsec_vrps_ta_name(vrps, got->ta), want->ta);
}

static void
a_set_is_sorted_and_has_nothing_twice(void **state)
{
	struct random r = { 1 };
	struct named_vrp list[MANY];
	struct rsec_vrps *vrps;
	struct rsec_vrp vrp;
	unsigned round, i;
	size_t n;

	(void)state;
	for (round = 0; round < 100; round++) {
		n = random_below(&r, MANY + 1);
		random_list(&r, list, n);
		vrps = set_of(list, n);
		n = sort_list(list, n);
		assert_int_equal(rsec_vrps_count(vrps), n);
		for (i = 0; i < n; i++) {
			rsec_vrps_get(vrps, i, &vrp);
			assert_vrp(vrps, &vrp, &list[i]);
		}
		rsec_vrps_free(vrps);
	}
}

/* Numbers included, which follow the names and not the order of insertion. */
static void
the_order_of_insertion_does_not_matter(void **state)
{
	struct random r = { 2 };
	struct named_vrp list[MANY];
	struct rsec_vrps *a, *b;
	struct rsec_vrp x, y;
	unsigned round, i;

	(void)state;
	for (round = 0; round < 20; round++) {
		random_list(&r, list, MANY);
		a = set_of(list, MANY);
		random_shuffle(&r, list, MANY, sizeof(list[0]));
		b = set_of(list, MANY);
		assert_int_equal(rsec_vrps_count(a), rsec_vrps_count(b));
		for (i = 0; i < rsec_vrps_count(a); i++) {
			rsec_vrps_get(a, i, &x);
			rsec_vrps_get(b, i, &y);
			assert_true(rsec_prefix_equal(&x.prefix, &y.prefix));
			assert_int_equal(x.ta, y.ta);
			assert_string_equal(rsec_vrps_ta_name(a, x.ta),
			    rsec_vrps_ta_name(b, y.ta));
		}
		assert_int_equal(rsec_vrps_memory(a), rsec_vrps_memory(b));
		rsec_vrps_free(a);
		rsec_vrps_free(b);
	}
}

/* The VRPs of LIST (sorted) that cover Q, the most specific prefix first. */
static void
check_covering(const struct rsec_vrps *vrps, const struct named_vrp *list,
    size_t n, const struct rsec_prefix *q)
{
	struct rsec_vrp_walk walk = rsec_vrps_covering(vrps, q);
	struct rsec_vrp vrp;
	unsigned len;
	size_t i;

	for (len = 129; len-- > 0;) {
		for (i = 0; i < n; i++) {
			if (list[i].prefix.len != len ||
			    !rsec_prefix_contains(&list[i].prefix, q))
				continue;
			assert_true(rsec_vrp_walk_next(&walk, &vrp));
			assert_vrp(vrps, &vrp, &list[i]);
		}
	}
	assert_false(rsec_vrp_walk_next(&walk, &vrp));
	assert_false(rsec_vrp_walk_next(&walk, &vrp));
}

static void
check_inside(const struct rsec_vrps *vrps, const struct named_vrp *list,
    size_t n, const struct rsec_prefix *q)
{
	struct rsec_vrp_walk walk = rsec_vrps_inside(vrps, q);
	struct rsec_vrp vrp;
	size_t i;

	for (i = 0; i < n; i++) {
		if (rsec_prefix_equal(q, &list[i].prefix) ||
		    !rsec_prefix_contains(q, &list[i].prefix))
			continue;
		assert_true(rsec_vrp_walk_next(&walk, &vrp));
		assert_vrp(vrps, &vrp, &list[i]);
	}
	assert_false(rsec_vrp_walk_next(&walk, &vrp));
	assert_false(rsec_vrp_walk_next(&walk, &vrp));
}

static void
walks_agree_with_a_scan(void **state)
{
	struct random r = { 3 };
	struct named_vrp list[MANY];
	struct rsec_vrps *vrps;
	struct rsec_prefix q;
	unsigned round, i;
	size_t n;

	(void)state;
	for (round = 0; round < 30; round++) {
		n = 1 + random_below(&r, MANY);
		random_list(&r, list, n);
		vrps = set_of(list, n);
		n = sort_list(list, n);
		for (i = 0; i < 200; i++) {
			q = list[random_below(&r, (uint32_t)n)].prefix;
			if (i & 1)
				q = prefix_near(&r, &q);
			check_covering(vrps, list, n, &q);
			check_inside(vrps, list, n, &q);
		}
		q = prefix_of("0.0.0.0/0");
		check_inside(vrps, list, n, &q);
		q = prefix_of("::/0");
		check_inside(vrps, list, n, &q);
		rsec_vrps_free(vrps);
	}
}

static void
an_empty_set_has_no_answers(void **state)
{
	struct rsec_vrps *vrps = set_of(NULL, 0);
	const struct rsec_prefix questions[] = { prefix_of("0.0.0.0/0"),
		prefix_of("192.0.2.0/24"), prefix_of("::/0"),
		prefix_of("2001:db8::/32") };
	size_t i;

	(void)state;
	assert_int_equal(rsec_vrps_count(vrps), 0);
	for (i = 0; i < COUNT(questions); i++) {
		check_covering(vrps, NULL, 0, &questions[i]);
		check_inside(vrps, NULL, 0, &questions[i]);
	}
	assert_string_equal(rsec_vrps_ta_name(vrps, 0), "");
	rsec_vrps_free(vrps);
	rsec_vrps_free(NULL);
}

static void
a_max_len_outside_its_range_is_refused(void **state)
{
	static const struct {
		const char *prefix;
		uint8_t max_len;
		const char *message; /* NULL: it is taken */
	} cases[] = {
		{ "192.0.2.0/24", 24, NULL },
		{ "192.0.2.0/24", 32, NULL },
		{ "0.0.0.0/0", 0, NULL },
		{ "2001:db8::/32", 128, NULL },
		{ "192.0.2.0/24", 23,
		    "maxLength 23 is shorter than the prefix 192.0.2.0/24 "
		    "(RFC 9582 section 4.3.2.2)" },
		{ "192.0.2.0/24", 33,
		    "maxLength 33 of 192.0.2.0/24 exceeds 32 "
		    "(RFC 9582 section 4.3.2.2)" },
		{ "2001:db8::/32", 31,
		    "maxLength 31 is shorter than the prefix 2001:db8::/32 "
		    "(RFC 9582 section 4.3.2.2)" },
		{ "2001:db8::/32", 129,
		    "maxLength 129 of 2001:db8::/32 exceeds 128 "
		    "(RFC 9582 section 4.3.2.2)" },
	};
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_vrp vrp = { .asn = 64496 };
	struct rsec_err err;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		vrp.prefix = prefix_of(cases[i].prefix);
		vrp.max_len = cases[i].max_len;
		if (cases[i].message == NULL) {
			assert_int_equal(rsec_vrps_add(vrps, &vrp, &err), 0);
			continue;
		}
		assert_int_equal(rsec_vrps_add(vrps, &vrp, &err), -1);
		assert_string_equal(err.msg, cases[i].message);
	}
	assert_int_equal(rsec_vrps_freeze(vrps, &err), 0);
	assert_int_equal(rsec_vrps_count(vrps), 4);
	assert_int_equal(rsec_vrps_freeze(vrps, &err), 0);
	assert_int_equal(rsec_vrps_add(vrps, &vrp, &err), -1);
	vrp.max_len = 32;
	assert_int_equal(rsec_vrps_add(vrps, &vrp, &err), -1);
	assert_string_equal(err.msg, "the set of VRPs is frozen");
	rsec_vrps_free(vrps);
}

static bool
has_origin(void *ctx, const struct rsec_vrp *vrp)
{
	return vrp->asn == *(const uint32_t *)ctx;
}

static void
vrps_are_taken_out_before_the_freeze(void **state)
{
	struct random r = { 4 };
	struct named_vrp list[MANY];
	struct rsec_vrps *vrps = rsec_vrps_new();
	uint32_t origin = 64497;
	struct rsec_vrp vrp;
	struct rsec_err err;
	size_t i, n = 0;

	(void)state;
	random_list(&r, list, MANY);
	for (i = 0; i < MANY; i++)
		add_named(vrps, &list[i]);
	for (i = 0; i < MANY; i++)
		if (list[i].asn != origin)
			list[n++] = list[i];
	assert_in_range(n, 1, MANY - 1);
	assert_int_equal(
	    rsec_vrps_remove_if(vrps, has_origin, &origin), MANY - n);
	assert_int_equal(rsec_vrps_remove_if(vrps, has_origin, &origin), 0);
	assert_int_equal(rsec_vrps_freeze(vrps, &err), 0);
	n = sort_list(list, n);
	assert_int_equal(rsec_vrps_count(vrps), n);
	for (i = 0; i < n; i++) {
		rsec_vrps_get(vrps, (uint32_t)i, &vrp);
		assert_vrp(vrps, &vrp, &list[i]);
	}
	rsec_vrps_free(vrps);
}

static void
a_trust_anchor_has_one_number(void **state)
{
	struct rsec_vrps *vrps = rsec_vrps_new();
	uint16_t first[COUNT(names)], again;
	struct rsec_err err;
	char name[RSEC_TA_NAME_MAX + 1];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(names); i++) {
		assert_int_equal(rsec_vrps_ta(vrps, names[i], strlen(names[i]),
				     &first[i], &err),
		    0);
		assert_string_equal(
		    rsec_vrps_ta_name(vrps, first[i]), names[i]);
	}
	for (i = COUNT(names); i-- > 0;) {
		rsec_vrps_ta(vrps, names[i], strlen(names[i]), &again, &err);
		assert_int_equal(again, first[i]);
		rsec_vrps_ta(vrps, names[i], strlen(names[i]), &again, &err);
		assert_int_equal(again, first[i]);
	}
	/* The text ends where it is told to. */
	rsec_vrps_ta(vrps, "ripe2x", 4, &again, &err);
	assert_int_equal(again, first[0]);

	memset(name, 'x', sizeof(name));
	assert_int_equal(rsec_vrps_ta(vrps, name, 255, &again, &err), 0);
	assert_int_equal(rsec_vrps_ta(vrps, name, 256, &again, &err), -1);
	assert_string_equal(
	    err.msg, "a trust anchor name has more than 255 bytes");
	assert_int_equal(rsec_vrps_ta(vrps, "a\0b", 3, &again, &err), -1);
	assert_string_equal(err.msg, "a trust anchor name has a NUL byte");
	rsec_vrps_free(vrps);
}

static void
a_trust_anchor_without_vrps_is_dropped(void **state)
{
	const struct named_vrp named = { prefix_of("192.0.2.0/24"), 24, 64496,
		"ripe" };
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_vrp vrp;
	struct rsec_err err;
	uint16_t ta;

	(void)state;
	assert_int_equal(rsec_vrps_ta(vrps, "arin", 4, &ta, &err), 0);
	add_named(vrps, &named);
	assert_int_equal(rsec_vrps_freeze(vrps, &err), 0);
	rsec_vrps_get(vrps, 0, &vrp);
	assert_int_equal(vrp.ta, 0);
	assert_string_equal(rsec_vrps_ta_name(vrps, 0), "ripe");
	assert_string_equal(rsec_vrps_ta_name(vrps, 1), "");
	assert_int_equal(rsec_vrps_ta(vrps, "arin", 4, &ta, &err), -1);
	assert_string_equal(err.msg, "the set of VRPs is frozen");
	rsec_vrps_free(vrps);
}

static void
trust_anchors_have_a_limit(void **state)
{
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_err err;
	char name[16];
	uint16_t ta;
	unsigned i;

	(void)state;
	for (i = 0; i < RSEC_TA_MAX; i++) {
		snprintf(name, sizeof(name), "ta%u", i * 7919u % RSEC_TA_MAX);
		assert_int_equal(
		    rsec_vrps_ta(vrps, name, strlen(name), &ta, &err), 0);
		assert_int_equal(ta, i);
	}
	assert_int_equal(rsec_vrps_ta(vrps, "one more", 8, &ta, &err), -1);
	assert_string_equal(err.msg, "more than 65535 trust anchors");
	assert_int_equal(rsec_vrps_ta(vrps, "ta0", 3, &ta, &err), 0);
	assert_int_equal(ta, 0);
	rsec_vrps_free(vrps);
}

static const char *
first_letter(void *ctx, const char *name)
{
	char *to = ctx;

	to[0] = name[0];
	to[1] = '\0';
	return to;
}

/* Of the same VRP the earliest time is kept, whatever came first. */
static void
times_follow_their_vrps_through_rename_and_merge(void **state)
{
	static const char *const tas[] = { "axe", "apple", "bee" };
	static const uint32_t want[] = { 0, 5, 5, 3, 5, 5 };
	struct rsec_vrps *vrps = rsec_vrps_new(), *other = rsec_vrps_new();
	struct rsec_vrp vrp = { .asn = 64496, .max_len = 32 };
	char name[2];
	size_t i, j;

	(void)state;
	rsec_vrps_keep_times(vrps);
	rsec_vrps_keep_times(other);
	for (i = 0; i < 3; i++) {
		assert_int_equal(
		    rsec_vrps_ta(other, tas[i], strlen(tas[i]), &vrp.ta, NULL),
		    0);
		for (j = 0; j < 2; j++) {
			vrp.prefix =
			    (struct rsec_prefix){ (uint64_t)(i % 2) << 63, 0,
				    j == 0 ? RSEC_IPV4 : RSEC_IPV6, 8 };
			assert_int_equal(
			    rsec_vrps_add_at(other, &vrp,
				i == 0 ? (uint32_t)j * 9 : 5, NULL),
			    0);
		}
	}
	assert_int_equal(rsec_vrps_rename(other, first_letter, name, NULL), 0);
	assert_int_equal(rsec_vrps_merge(vrps, other, NULL), 0);
	assert_int_equal(rsec_vrps_ta(vrps, "a", 1, &vrp.ta, NULL), 0);
	vrp.prefix = (struct rsec_prefix){ 0, 0, RSEC_IPV6, 8 };
	assert_int_equal(rsec_vrps_add_at(vrps, &vrp, 3, NULL), 0);
	vrp.prefix.hi = (uint64_t)1 << 63;
	assert_int_equal(rsec_vrps_add_at(vrps, &vrp, 7, NULL), 0);
	assert_int_equal(rsec_vrps_freeze(vrps, NULL), 0);
	assert_int_equal(rsec_vrps_count(vrps), 6);
	assert_string_equal(rsec_vrps_ta_name(vrps, 0), "a");
	assert_string_equal(rsec_vrps_ta_name(vrps, 1), "b");
	/* 0/8 a, 0/8 b, 128/8 a; the same in IPv6 */
	for (i = 0; i < 6; i++)
		assert_int_equal(rsec_vrps_times(vrps)[i], want[i]);
	assert_int_equal(rsec_vrps_merge(vrps, vrps, NULL), -1);
	rsec_vrps_free(other);
	rsec_vrps_free(vrps);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    times_follow_their_vrps_through_rename_and_merge),
		cmocka_unit_test(a_set_is_sorted_and_has_nothing_twice),
		cmocka_unit_test(the_order_of_insertion_does_not_matter),
		cmocka_unit_test(walks_agree_with_a_scan),
		cmocka_unit_test(an_empty_set_has_no_answers),
		cmocka_unit_test(a_max_len_outside_its_range_is_refused),
		cmocka_unit_test(vrps_are_taken_out_before_the_freeze),
		cmocka_unit_test(a_trust_anchor_has_one_number),
		cmocka_unit_test(a_trust_anchor_without_vrps_is_dropped),
		cmocka_unit_test(trust_anchors_have_a_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
