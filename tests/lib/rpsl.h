/* SPDX-License-Identifier: ISC */
/* Objects for tests, from their text. */
#ifndef RSEC_TESTS_LIB_RPSL_H
#define RSEC_TESTS_LIB_RPSL_H

#include "irr/rpsl.h"

struct rpsl_text {
	struct rsec_memory memory;
	struct rsec_rpsl *reader;
	struct rsec_rpsl_object object;
};

/* The object that TEXT is; the test fails where it is none. */
void rpsl_text_init(struct rpsl_text *t, const char *text);
void rpsl_text_fini(struct rpsl_text *t);

/* Another object in its place. */
void rpsl_text_set(struct rpsl_text *t, const char *text);

#endif
