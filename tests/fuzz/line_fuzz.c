/* SPDX-License-Identifier: ISC */
/*
 * Lines: which come out does not depend on where the runs are cut.  The first
 * byte of the input says how long runs are; the oracle looks for line ends in
 * the rest as a whole.
 */
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "text/line.h"

/* The line at AT, and where the next one starts, by the header's words. */
static const uint8_t *
cut_line(const uint8_t *at, const uint8_t *end, size_t *len)
{
	const uint8_t *newline = memchr(at, '\n', (size_t)(end - at));
	const uint8_t *next = newline != NULL ? newline + 1 : end;

	*len = (size_t)((newline != NULL ? newline : end) - at);
	if (newline != NULL && *len > 0 && newline[-1] == '\r')
		--*len;
	return next;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *at = data + 1, *end = data + size;
	struct rsec_memory memory;
	struct rsec_lines lines;
	struct rsec_err err;
	uint64_t number = 0;
	const char *line;
	size_t len, expected;

	if (size < 2)
		return 0;
	memory = (struct rsec_memory){ at, size - 1, data[0] };
	rsec_lines_init(&lines, rsec_source_memory(&memory));
	while (at < end) {
		MUST(rsec_lines_next(&lines, &line, &len, &err) == 1);
		MUST(lines.number == ++number);
		MUST(lines.offset == (uint64_t)(at - data - 1));
		MUST(cut_line(at, end, &expected) != NULL && len == expected);
		MUST(len == 0 || memcmp(line, at, len) == 0);
		at = cut_line(at, end, &expected);
	}
	MUST(rsec_lines_next(&lines, &line, &len, &err) == 0);
	rsec_lines_fini(&lines);
	return 0;
}
