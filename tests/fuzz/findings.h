/* SPDX-License-Identifier: ISC */
/* What must hold for the findings about any object. */
#ifndef RSEC_TESTS_FUZZ_FINDINGS_H
#define RSEC_TESTS_FUZZ_FINDINGS_H

#include "rpki/finding.h"
#include "tests/fuzz/fuzz.h"

/* They are in the file of SIZE bytes, and can be shown. */
static inline void
check_findings(const struct rsec_findings *f, size_t size)
{
	const char *c;
	size_t i;

	MUST(f->count <= RSEC_FINDINGS_MAX && !f->no_memory);
	for (i = 0; i < f->count; i++) {
		MUST(f->list[i].offset == RSEC_NO_OFFSET ||
		     f->list[i].offset <= size);
		MUST(f->list[i].message[0] != '\0');
		for (c = f->list[i].message; *c != '\0'; c++)
			MUST(*c >= ' ' && *c <= '~');
	}
}

/* Borrowed bytes lie in the file. */
#define MUST_BE_INSIDE(bytes, file, size)                        \
	MUST((bytes).len == 0 ||                                 \
	     ((bytes).data >= (file) && (bytes).len <= (size) && \
		 (size_t)((bytes).data - (file)) <= (size) - (bytes).len))

#endif
