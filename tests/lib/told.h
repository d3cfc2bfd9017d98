/* SPDX-License-Identifier: ISC */
/* What a reader told of records that it skipped: "line: message" a line. */
#ifndef RSEC_TESTS_LIB_TOLD_H
#define RSEC_TESTS_LIB_TOLD_H

#include <stddef.h>

#include "base/err.h"

struct told {
	char text[4096];
	size_t n;
	int stop; /* what the callback returns */
};

/* A diagnostic callback that keeps what it is told in TOLD. */
struct rsec_diag told_diag(struct told *told);

#endif
