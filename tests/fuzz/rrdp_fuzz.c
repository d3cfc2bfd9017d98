/* SPDX-License-Identifier: ISC */
/*
 * RRDP files: elements come out the same wherever the runs are cut, and none
 * is larger than the limit.  The first byte of the input says how long runs
 * are.
 */
#include "rpki/rrdp.h"
#include "tests/fuzz/fuzz.h"

#define MAX 1000 /* bytes of an object */

static uint64_t
add(uint64_t sum, struct rsec_bytes bytes)
{
	size_t i;

	for (i = 0; i < bytes.len; i++)
		sum = sum * 31 + bytes.data[i];
	return sum * 31 + bytes.len;
}

/* A sum over all elements; *STATUS is what the last call returned. */
static uint64_t
walk(const uint8_t *data, size_t size, size_t chunk, int *status)
{
	struct rsec_memory memory = { data, size, chunk };
	struct rsec_rrdp_element element;
	struct rsec_rrdp rrdp;
	struct rsec_err err;
	uint64_t sum = 0;

	rsec_rrdp_init(&rrdp, rsec_source_memory(&memory), MAX);
	while ((*status = rsec_rrdp_next(&rrdp, &element, &err)) > 0) {
		MUST(element.object.len <= MAX);
		MUST(element.uri.len <= RSEC_RRDP_TAG_MAX);
		MUST(element.offset < size);
		sum = add(add(sum, element.uri), element.object);
	}
	rsec_rrdp_fini(&rrdp);
	return sum;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int whole, cut;

	if (size < 2)
		return 0;
	MUST(walk(data + 1, size - 1, 0, &whole) ==
	     walk(data + 1, size - 1, data[0] + 1U, &cut));
	MUST(whole == cut);
	return 0;
}
