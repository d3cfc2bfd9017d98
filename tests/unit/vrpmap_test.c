/* SPDX-License-Identifier: ISC */
/*
 * Compiled VRP sets: the same answers as the set they come from, the same
 * bytes for the same set, and nothing that is damaged is taken for data.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/buf.h"
#include "rpki/origin.h"
#include "rpki/vrpmap.h"
#include "tests/lib/prefixes.h"
#include "tests/lib/random.h"

#define HEADER	  112 /* bytes; where section values starts */
#define TABLE_MAX 300 /* VRPs in a random table */

static struct random numbers = { 18 };

static int
append(void *ctx, const void *data, size_t len)
{
	return rsec_buf_add(ctx, data, len);
}

static struct rsec_buf
compile(const struct rsec_vrps *vrps)
{
	struct rsec_buf image = RSEC_BUF_INIT;

	assert_int_equal(rsec_vrpmap_write(vrps, append, &image, NULL), 0);
	return image;
}

static struct rsec_vrps *
map(const struct rsec_buf *image, struct rsec_err *err)
{
	return rsec_vrpmap_open((const uint8_t *)image->data, image->len, err);
}

static struct rsec_vrps *
fill(const struct rsec_vrp *table, size_t n)
{
	static const char *const names[] = { "", "ripe", "apnic", "" };
	struct rsec_vrps *vrps = rsec_vrps_new();
	struct rsec_vrp vrp;
	size_t i;

	assert_non_null(vrps);
	for (i = 0; i < n; i++) {
		const char *name = names[table[i].asn % 4];

		vrp = table[i];
		assert_int_equal(
		    rsec_vrps_ta(vrps, name, strlen(name), &vrp.ta, NULL), 0);
		assert_int_equal(rsec_vrps_add(vrps, &vrp, NULL), 0);
	}
	assert_int_equal(rsec_vrps_freeze(vrps, NULL), 0);
	return vrps;
}

static void
random_table(struct rsec_vrp *table, size_t n)
{
	struct rsec_prefix prefixes[TABLE_MAX];
	size_t i;

	prefixes_random(&numbers, 0, prefixes, n);
	for (i = 0; i < n; i++) {
		table[i] = (struct rsec_vrp){ .prefix = prefixes[i] };
		table[i].asn = 64496 + random_below(&numbers, 8);
		table[i].max_len = prefixes[i].len;
	}
}

static void
check_same(const struct rsec_vrps *a, const struct rsec_vrps *b)
{
	struct rsec_vrp left, right;
	uint32_t i;

	assert_int_equal(rsec_vrps_count(a), rsec_vrps_count(b));
	for (i = 0; i < rsec_vrps_count(a); i++) {
		rsec_vrps_get(a, i, &left);
		rsec_vrps_get(b, i, &right);
		assert_true(rsec_prefix_equal(&left.prefix, &right.prefix));
		assert_int_equal(left.asn, right.asn);
		assert_int_equal(left.max_len, right.max_len);
		assert_string_equal(rsec_vrps_ta_name(a, left.ta),
		    rsec_vrps_ta_name(b, right.ta));
	}
}

static void
check_answers(const struct rsec_vrps *a, const struct rsec_vrps *b,
    const struct rsec_vrp *table, size_t n)
{
	enum rsec_rov_reason left, right;
	struct rsec_route route;
	unsigned i;

	for (i = 0; i < 200; i++) {
		const struct rsec_vrp *vrp =
		    &table[random_below(&numbers, (uint32_t)n)];

		route.prefix = prefix_near(&numbers, &vrp->prefix);
		route.origin = vrp->asn + random_below(&numbers, 2);
		route.has_origin = true;
		assert_int_equal(rsec_rov_validate(a, &route, &left),
		    rsec_rov_validate(b, &route, &right));
		assert_int_equal(left, right);
	}
}

static void
a_mapped_set_answers_as_its_source_does(void **state)
{
	struct rsec_vrp table[TABLE_MAX];
	struct rsec_vrps *vrps, *mapped;
	struct rsec_buf image;
	unsigned i, n;

	(void)state;
	for (i = 0; i < 20; i++) {
		n = 1 + random_below(&numbers, TABLE_MAX);
		random_table(table, n);
		vrps = fill(table, n);
		image = compile(vrps);
		assert_true(
		    rsec_vrpmap_is((const uint8_t *)image.data, image.len));
		mapped = map(&image, NULL);
		assert_non_null(mapped);
		check_same(vrps, mapped);
		check_answers(vrps, mapped, table, n);
		rsec_vrps_free(mapped);
		rsec_vrps_free(vrps);
		rsec_buf_fini(&image);
	}
}

static void
an_empty_set_is_a_set(void **state)
{
	const struct rsec_route route = { prefix_of("192.0.2.0/24"), 64496,
		true };
	struct rsec_vrps *vrps = fill(NULL, 0), *mapped;
	struct rsec_buf image = compile(vrps);

	(void)state;
	mapped = map(&image, NULL);
	assert_non_null(mapped);
	assert_int_equal(rsec_vrps_count(mapped), 0);
	assert_int_equal(
	    rsec_rov_validate(mapped, &route, NULL), RSEC_ROV_NOT_FOUND);
	rsec_vrps_free(mapped);
	rsec_vrps_free(vrps);
	rsec_buf_fini(&image);
}

static void
the_same_set_is_the_same_bytes(void **state)
{
	struct rsec_vrp table[TABLE_MAX];
	struct rsec_vrps *vrps;
	struct rsec_buf first, second;

	(void)state;
	random_table(table, TABLE_MAX);
	vrps = fill(table, TABLE_MAX);
	first = compile(vrps);
	rsec_vrps_free(vrps);
	random_shuffle(&numbers, table, TABLE_MAX, sizeof(table[0]));
	vrps = fill(table, TABLE_MAX);
	second = compile(vrps);
	rsec_vrps_free(vrps);
	assert_int_equal(first.len, second.len);
	assert_memory_equal(first.data, second.data, first.len);
	vrps = map(&second, NULL);
	rsec_buf_fini(&first);
	first = compile(vrps);
	assert_int_equal(first.len, second.len);
	assert_memory_equal(first.data, second.data, first.len);
	rsec_vrps_free(vrps);
	rsec_buf_fini(&first);
	rsec_buf_fini(&second);
}

/* Two VRPs of two trust anchors; most of it is the index of the trie. */
static struct rsec_buf
small_image(void)
{
	struct rsec_vrp table[] = {
		{ prefix_of("192.0.2.0/24"), 64497, 24, 0 },
		{ prefix_of("2001:db8::/32"), 64498, 48, 0 },
	};
	struct rsec_vrps *vrps = fill(table, 2);
	struct rsec_buf image = compile(vrps);

	rsec_vrps_free(vrps);
	return image;
}

static void
each_flipped_byte_is_noticed(void **state)
{
	struct rsec_buf image = small_image();
	struct rsec_vrps *mapped;
	size_t at;
	char was;

	(void)state;
	for (at = 0; at < image.len; at++) {
		was = image.data[at];
		image.data[at] = (char)(was ^ 1 << random_below(&numbers, 8));
		if (map(&image, NULL) != NULL)
			fail_msg("byte %zu flipped and not noticed", at);
		image.data[at] = was;
	}
	mapped = map(&image, NULL); /* what was damaged was whole */
	assert_non_null(mapped);
	rsec_vrps_free(mapped);
	rsec_buf_fini(&image);
}

static void
each_truncation_is_noticed(void **state)
{
	struct rsec_buf image = small_image();
	const uint8_t *data = (const uint8_t *)image.data;
	struct rsec_err err;
	size_t len;

	(void)state;
	for (len = 0; len < image.len; len++) {
		assert_null(rsec_vrpmap_open(data, len, &err));
		assert_int_equal(
		    err.code, len < 8 ? RSEC_ERR_SYNTAX : RSEC_ERR_TRUNCATED);
	}
	rsec_buf_fini(&image);
}

/* Write V, little-endian, over SIZE bytes from AT. */
static void
patch(struct rsec_buf *image, size_t at, unsigned size, uint64_t v)
{
	memcpy(image->data + at, &v, size);
}

static uint64_t
number_at(const struct rsec_buf *image, size_t at)
{
	uint64_t v;

	memcpy(&v, image->data + at, sizeof(v));
	return v;
}

/* Make all checksums right again, as a forger would. */
static void
sign(struct rsec_buf *image)
{
	uint64_t offset, len;
	size_t at;

	for (at = 32; at < 104; at += 24) {
		offset = number_at(image, at);
		len = number_at(image, at + 8);
		if (offset <= image->len && len <= image->len - offset)
			patch(image, at + 16, 8,
			    XXH3_64bits(image->data + offset, len));
	}
	patch(image, 104, 8, XXH3_64bits(image->data, 104));
}

static void
expect(struct rsec_buf *image, const char *want)
{
	struct rsec_err err;

	assert_null(map(image, &err));
	assert_string_equal(err.msg, want);
	rsec_buf_fini(image);
	*image = small_image();
}

static void
damage_is_told_with_its_section(void **state)
{
	struct rsec_buf image = small_image();

	(void)state;
	patch(&image, 0, 1, 'r');
	expect(
	    &image, "not a compiled VRP set: it does not begin with RSECVRP1");
	image.len = 100;
	expect(&image, "truncated: the header takes 112 bytes, the file has "
		       "100");
	patch(&image, 12, 4, 3);
	expect(&image, "header: checksum mismatch");
	patch(&image, HEADER, 4, 64511);
	expect(&image, "section values: checksum mismatch");
	patch(&image, HEADER + 16 + 4096, 1, 1);
	expect(&image, "section trie: checksum mismatch");
	patch(&image, image.len - 2, 1, 'x');
	expect(&image, "section names: checksum mismatch");
	patch(&image, 24, 8, 18000000);
	sign(&image);
	image.len = 123;
	expect(&image, "truncated: header says 18000000 bytes, file has 123");
	image.len = 113;
	patch(&image, 24, 8, 112);
	patch(&image, 104, 8, XXH3_64bits(image.data, 104));
	expect(&image, "header says 112 bytes, file has 113");
	rsec_buf_fini(&image);
}

/* One value less, and all else as it should be then. */
static void
drop_first_value(struct rsec_buf *image)
{
	image->len -= 8;
	memmove(image->data + HEADER, image->data + HEADER + 8,
	    image->len - HEADER);
	patch(image, 12, 4, 1);
	patch(image, 24, 8, image->len);
	patch(image, 40, 8, 8);
	patch(image, 56, 8, HEADER + 8);
	patch(image, 80, 8, number_at(image, 80) - 8);
}

static void
a_trust_anchor_that_is_not_there_has_no_name(void **state)
{
	struct rsec_buf image = small_image();
	struct rsec_vrps *vrps;
	struct rsec_vrp vrp;
	struct rsec_err err;

	(void)state;
	patch(&image, HEADER + 8 + 6, 2, 2);
	sign(&image);
	vrps = rsec_vrpmap_open((const uint8_t *)image.data, image.len, &err);
	assert_non_null(vrps);
	rsec_vrps_get(vrps, 1, &vrp);
	assert_int_equal(vrp.ta, 2);
	assert_string_equal(rsec_vrps_ta_name(vrps, vrp.ta), "");
	rsec_vrps_free(vrps);
	rsec_buf_fini(&image);
}

static void
forged_sizes_and_indexes_are_refused(void **state)
{
	struct rsec_buf image = small_image();

	(void)state;
	patch(&image, 8, 4, 0x04030201);
	sign(&image);
	expect(&image, "header: of a form that this version cannot read");
	patch(&image, 20, 4, 1);
	sign(&image);
	expect(&image, "header: of a form that this version cannot read");
	patch(&image, 32, 8, 120);
	sign(&image);
	expect(&image, "section values: not where the one before ends");
	patch(&image, 64, 8, UINT64_MAX);
	sign(&image);
	expect(&image, "section trie: not where the one before ends");
	patch(&image, 88, 8, 2);
	sign(&image);
	expect(&image, "section names: ends before the file does");
	patch(&image, 12, 4, 3);
	sign(&image);
	expect(&image, "section values: not of 3 VRPs");
	patch(&image, HEADER + 16 + 8, 4, 1);
	sign(&image);
	expect(&image, "section trie: the prefixes are not a trie");
	drop_first_value(&image);
	sign(&image);
	expect(&image, "section trie: not of 1 VRPs");
	patch(&image, 16, 4, 65536);
	sign(&image);
	expect(&image, "section names: more than 65535");
	patch(&image, 16, 4, 3);
	sign(&image);
	expect(&image, "section names: not 3 names");
	patch(&image, image.len - 1, 1, 'x');
	sign(&image);
	expect(&image, "section names: not 2 names");
	rsec_buf_fini(&image);
}

static void
a_map_at_an_odd_address_is_refused(void **state)
{
	struct rsec_buf image = small_image();
	uint8_t *odd = malloc(image.len + 1);
	struct rsec_err err;

	(void)state;
	assert_non_null(odd);
	memcpy(odd + 1, image.data, image.len);
	assert_null(rsec_vrpmap_open(odd + 1, image.len, &err));
	assert_string_equal(
	    err.msg, "compiled VRP sets are read at 8-byte boundaries only");
	free(odd);
	rsec_buf_fini(&image);
}

static int
fail_at_zero(void *ctx, const void *data, size_t len)
{
	int *calls_left = ctx;

	(void)data;
	(void)len;
	return (*calls_left)-- == 0 ? -1 : 0;
}

static void
a_write_that_fails_is_told_with_its_section(void **state)
{
	struct rsec_vrp vrp = { prefix_of("192.0.2.0/24"), 64497, 24, 0 };
	struct rsec_vrps *vrps = fill(&vrp, 1);
	struct rsec_err err;
	int calls, calls_left, last_section = 0;

	(void)state;
	for (calls = 0;; calls++) {
		calls_left = calls;
		if (rsec_vrpmap_write(vrps, fail_at_zero, &calls_left, &err) ==
		    0)
			break;
		assert_int_equal(err.code, RSEC_ERR_STOPPED);
		if (calls == 0)
			assert_string_equal(
			    err.msg, "writing the header failed");
		else if (calls == 1)
			assert_string_equal(
			    err.msg, "writing section values failed");
		last_section =
		    strcmp(err.msg, "writing section names failed") == 0;
	}
	assert_true(calls > 3);
	assert_true(last_section);
	rsec_vrps_free(vrps);
}

static void
only_its_own_first_bytes_are_taken_for_a_map(void **state)
{
	(void)state;
	assert_true(rsec_vrpmap_is((const uint8_t *)"RSECVRP1", 8));
	assert_false(rsec_vrpmap_is((const uint8_t *)"RSECVRP1", 7));
	assert_false(rsec_vrpmap_is((const uint8_t *)"RSECVRP2", 8));
	assert_false(rsec_vrpmap_is((const uint8_t *)"{\"roas\":", 8));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mapped_set_answers_as_its_source_does),
		cmocka_unit_test(an_empty_set_is_a_set),
		cmocka_unit_test(the_same_set_is_the_same_bytes),
		cmocka_unit_test(each_flipped_byte_is_noticed),
		cmocka_unit_test(each_truncation_is_noticed),
		cmocka_unit_test(damage_is_told_with_its_section),
		cmocka_unit_test(a_trust_anchor_that_is_not_there_has_no_name),
		cmocka_unit_test(forged_sizes_and_indexes_are_refused),
		cmocka_unit_test(a_map_at_an_odd_address_is_refused),
		cmocka_unit_test(a_write_that_fails_is_told_with_its_section),
		cmocka_unit_test(only_its_own_first_bytes_are_taken_for_a_map),
	};

	return cmocka_run_group_tests_name("vrpmap", tests, NULL, NULL);
}
