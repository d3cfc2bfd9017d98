/* SPDX-License-Identifier: ISC */
/* Shuffling, after Fisher and Yates. */
#include "tests/lib/random.h"

#include <string.h>

void
random_shuffle(struct random *r, void *records, size_t n, size_t size)
{
	unsigned char swap[256], *base = records;
	size_t i, j;

	for (i = n; i > 1; i--) {
		j = random_below(r, (uint32_t)i);
		memcpy(swap, base + j * size, size);
		memcpy(base + j * size, base + (i - 1) * size, size);
		memcpy(base + (i - 1) * size, swap, size);
	}
}
