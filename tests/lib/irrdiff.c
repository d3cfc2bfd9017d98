/* SPDX-License-Identifier: ISC */
/* See irrdiff.h. */
#include "tests/lib/irrdiff.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static int
note(void *ctx, const struct rsec_err *err)
{
	struct irrdiff_side *side = ctx;
	const char *s;

	side->fault = *err;
	for (s = err->msg; *s != '\0'; s++)
		side->told = (side->told ^ (unsigned char)*s) * 0x100000001b3;
	side->told = (side->told ^ err->line) * 0x100000001b3;
	return ++side->faults == side->stop_at ? -1 : 0;
}

static void *
read_side(void *arg)
{
	struct irrdiff_side *side = arg;
	const struct rsec_diag diag = { note, side };
	struct rsec_memory memory = { (const uint8_t *)side->text, side->len,
		side->chunk };

	side->rc = rsec_irr_diff_read(side->diff, side->side,
	    rsec_source_memory(&memory), side->chunk == 0, &diag, &side->err);
	return NULL;
}

struct rsec_irr_diff *
irrdiff_run(const struct rsec_irr_diff_options *options,
    struct irrdiff_side sides[2], bool threads)
{
	struct rsec_irr_diff *diff = rsec_irr_diff_new(options);
	pthread_t thread;
	int i;

	if (diff == NULL)
		return NULL;
	for (i = 0; i < 2; i++) {
		sides[i].diff = diff;
		sides[i].side = (enum rsec_irr_side)i;
		sides[i].faults = sides[i].told = 0;
		if (sides[i].journal != NULL)
			rsec_irr_diff_apply(
			    diff, sides[i].side, sides[i].journal);
	}
	if (threads &&
	    pthread_create(&thread, NULL, read_side, &sides[1]) == 0) {
		read_side(&sides[0]);
		pthread_join(thread, NULL);
	} else {
		read_side(&sides[0]);
		read_side(&sides[1]);
	}
	if (sides[0].rc == 0 && sides[1].rc == 0)
		sides[0].rc = rsec_irr_diff_finish(diff, &sides[0].err);
	return diff;
}

static int
write_change(const struct rsec_irr_change *change,
    const struct rsec_nrtm_head *head, uint64_t *serial, struct rsec_buf *out,
    struct rsec_err *err)
{
	if (change->op == RSEC_IRR_REMOVED || change->op == RSEC_IRR_ORIGIN)
		if (rsec_nrtm_write_delete(out, head, (*serial)++,
			change->old_object, change->key, err) != 0)
			return -1;
	if (change->op == RSEC_IRR_REMOVED)
		return 0;
	return rsec_nrtm_write_add(
	    out, head, (*serial)++, change->new_object, err);
}

int
irrdiff_journal(const struct rsec_irr_diff *diff, enum rsec_nrtm_format format,
    const char *source, struct rsec_buf *out, struct rsec_err *err)
{
	struct rsec_nrtm_head head = { .format = format,
		.first = 100,
		.session = "ca128382-78d9-41d1-8927-1ecef15275be" };
	uint64_t serial = head.first;
	size_t i;

	strncpy(head.source, source, sizeof(head.source) - 1);
	head.last = head.first + 2 * rsec_irr_diff_count(diff);
	if (rsec_nrtm_write_head(out, &head, err) != 0)
		return -1;
	for (i = 0; i < rsec_irr_diff_count(diff); i++)
		if (write_change(rsec_irr_diff_get(diff, i), &head, &serial,
			out, err) != 0)
			return -1;
	return rsec_nrtm_write_end(out, &head, err);
}
