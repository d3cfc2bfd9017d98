/* SPDX-License-Identifier: ISC */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/sort.h"
#include "tests/lib/random.h"

static size_t cmp_size; /* qsort() hands no context on */

static int
cmp(const void *a, const void *b)
{
	return memcmp(a, b, cmp_size);
}

/* COUNT records of SIZE bytes, each byte below LIMIT: sorted as qsort does. */
static void
check(struct random *r, size_t count, size_t size, uint32_t limit)
{
	uint8_t *ours = malloc(count * size + 1);
	uint8_t *theirs = malloc(count * size + 1);
	size_t i, unique = 0;

	assert_non_null(ours);
	assert_non_null(theirs);
	for (i = 0; i < count * size; i++)
		ours[i] = theirs[i] = (uint8_t)random_below(r, limit);
	cmp_size = size;
	qsort(theirs, count, size, cmp);
	assert_int_equal(rsec_sort_records(ours, count, size, NULL), 0);
	assert_memory_equal(ours, theirs, count * size);
	for (i = 0; i < count; i++)
		unique += i == 0 ||
			  cmp(theirs + i * size, theirs + (i - 1) * size) != 0;
	assert_int_equal(rsec_sort_unique(ours, count, size), unique);
	for (i = 1; i < unique; i++)
		assert_true(cmp(ours + (i - 1) * size, ours + i * size) < 0);
	free(ours);
	free(theirs);
}

static void
records_are_sorted_as_qsort_does(void **state)
{
	static const uint32_t limits[] = { 1, 2, 3, 256 };
	static const size_t sizes[] = { 1, 2, 8, 12, 18, 24, 30,
		RSEC_SORT_SIZE_MAX };
	struct random r = { 1 };
	unsigned round, i;

	(void)state;
	for (round = 0; round < 20; round++)
		for (i = 0; i < 32; i++)
			check(&r, random_below(&r, round * 100 + 3),
			    sizes[i % 8], limits[i / 8]);
}

/* Records in order, but for some that are a few places too late. */
static void
nearly_sorted_records_are_sorted(void **state)
{
	struct random r = { 2 };
	uint8_t ours[3000 * 12], theirs[3000 * 12];
	unsigned every, i, off;

	(void)state;
	cmp_size = 12;
	for (every = 1; every < 200; every += 7) {
		for (i = 0; i < sizeof(ours); i++)
			ours[i] = (uint8_t)random_u64(&r);
		qsort(ours, 3000, 12, cmp);
		for (i = 20; i < 3000; i++) {
			if (!random_once_in(&r, every))
				continue;
			off = 1 + random_below(&r, 20);
			memcpy(ours + i * 12, ours + (i - off) * 12, 8);
		}
		memcpy(theirs, ours, sizeof(ours));
		qsort(theirs, 3000, 12, cmp);
		assert_int_equal(rsec_sort_records(ours, 3000, 12, NULL), 0);
		assert_memory_equal(ours, theirs, sizeof(ours));
	}
}

/* Each byte's place in the key counts, the first most. */
static void
one_byte_decides(void **state)
{
	uint8_t data[24];
	unsigned i;

	(void)state;
	for (i = 0; i < 12; i++) {
		memset(data, 7, sizeof(data));
		memset(data + i + 1, 9, 11 - i);
		data[i] = 6;
		data[12 + i] = 5;
		assert_int_equal(rsec_sort_records(data, 2, 12, NULL), 0);
		assert_int_equal(data[i], 5);
		assert_int_equal(data[12 + i], 6);
	}
	assert_int_equal(rsec_sort_records(NULL, 0, 12, NULL), 0);
	assert_int_equal(rsec_sort_unique(NULL, 0, 12), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_are_sorted_as_qsort_does),
		cmocka_unit_test(nearly_sorted_records_are_sorted),
		cmocka_unit_test(one_byte_decides),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
