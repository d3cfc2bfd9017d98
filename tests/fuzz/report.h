/* SPDX-License-Identifier: ISC */
/*
 * What a reader tells while it is fuzzed: each message is one printable line
 * and has a line number; all of them are kept, to be compared with those of
 * another reading of the same bytes.
 */
#ifndef RSEC_TESTS_FUZZ_REPORT_H
#define RSEC_TESTS_FUZZ_REPORT_H

#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "tests/fuzz/fuzz.h"

static inline void
check_message(const struct rsec_err *err)
{
	size_t i;

	MUST(err->code != RSEC_ERR_NONE && err->msg[0] != '\0');
	for (i = 0; err->msg[i] != '\0'; i++)
		MUST(err->msg[i] >= ' ' && err->msg[i] <= '~');
}

/* For a struct rsec_diag whose ctx is a struct rsec_buf. */
static inline int
keep_message(void *ctx, const struct rsec_err *err)
{
	check_message(err);
	MUST(err->line > 0);
	MUST(rsec_buf_add(ctx, &err->line, sizeof(err->line)) == 0);
	MUST(rsec_buf_puts(ctx, err->msg) == 0);
	return 0;
}

static inline void
check_same(const struct rsec_buf *a, const struct rsec_buf *b)
{
	MUST(a->len == b->len);
	MUST(a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

#endif
