/* SPDX-License-Identifier: ISC */
#include "tests/lib/told.h"

#include <stdio.h>

static int
tell(void *ctx, const struct rsec_err *err)
{
	struct told *told = ctx;

	told->n +=
	    (size_t)snprintf(told->text + told->n, sizeof(told->text) - told->n,
		"%u: %s\n", (unsigned)err->line, err->msg);
	return told->stop;
}

struct rsec_diag
told_diag(struct told *told)
{
	return (struct rsec_diag){ tell, told };
}
