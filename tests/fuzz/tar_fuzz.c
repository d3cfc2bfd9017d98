/* SPDX-License-Identifier: ISC */
/*
 * Archives of tar: members come out the same wherever the runs are cut, none
 * has more bytes than its header says, and all of them fit in the input.  The
 * first byte of the input says how long runs are.
 */
#include <string.h>

#include "io/tar.h"
#include "tests/fuzz/fuzz.h"

/* A sum over names and contents; *STATUS is what the last call returned. */
static uint64_t
walk(const uint8_t *data, size_t size, size_t chunk, int *status)
{
	struct rsec_memory memory = { data, size, chunk };
	struct rsec_buf content = RSEC_BUF_INIT;
	struct rsec_tar tar;
	struct rsec_err err;
	const char *name;
	uint64_t sum = 0, member;
	size_t i, all = 0;

	rsec_tar_init(&tar, rsec_source_memory(&memory));
	while ((*status = rsec_tar_next(&tar, &name, &member, &err)) > 0) {
		for (; *name != '\0'; name++)
			sum = sum * 31 + (uint8_t)*name;
		content.len = 0;
		if (member % 2 == 1)
			continue; /* left for the next call to pass over */
		if ((*status = rsec_tar_read(&tar, &content, &err)) != 0)
			break;
		MUST(content.len == member);
		MUST((all += content.len) <= size);
		for (i = 0; i < content.len; i++)
			sum = sum * 31 + (uint8_t)content.data[i];
	}
	rsec_buf_fini(&content);
	rsec_tar_fini(&tar);
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
