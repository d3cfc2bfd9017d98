/* SPDX-License-Identifier: ISC */
/* The driver of the scenarios; see each.h. */
#include "tests/lib/test.h"

#include <stdlib.h>
#include <string.h>

#include "tests/unit/alloc/each.h"
#include "tests/unit/alloc/shim.h"

static void
fail_each(scenario *run, void *ctx, enum alloc_failing failing, int64_t lost)
{
	struct rsec_err err;
	uint64_t n, failures;
	int64_t live;
	int rc;

	for (n = 1;; n++) {
		memset(&err, 0, sizeof(err));
		live = alloc_live();
		alloc_fail_at(n, failing);
		rc = run(ctx, &err);
		failures = alloc_failures();
		alloc_fail_at(0, failing);
		if (llabs(alloc_live() - live) > lost)
			fail_msg("allocation %u: %d blocks are not freed",
			    (unsigned)n, (int)(alloc_live() - live));
		if (rc == -1 && err.code != RSEC_ERR_NOMEM)
			fail_msg("allocation %u: %s", (unsigned)n, err.msg);
		if (failures == 0)
			break;
	}
	assert_int_equal(rc, 0);
	assert_true(n > 1);
}

void
skip_without_shim(void)
{
	if (alloc_works())
		return;
	print_message("SKIP: malloc cannot be replaced here\n");
	skip();
}

void
every_allocation_fails_but(scenario *run, void *ctx, int64_t lost)
{
	struct rsec_err err = { RSEC_ERR_NONE, 0, 0, "" };

	skip_without_shim();
	if (run(ctx, &err) != 0) /* what a process does once is done now */
		fail_msg("%s", err.msg);
	fail_each(run, ctx, ALLOC_ONE, lost);
	fail_each(run, ctx, ALLOC_ALL, lost);
}

void
every_allocation_fails(scenario *run, void *ctx)
{
	every_allocation_fails_but(run, ctx, 0);
}
