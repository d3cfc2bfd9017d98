/* SPDX-License-Identifier: ISC */
/*
 * The reading of two dumps: texts come in through diff_front.c, one by one by
 * diff_object.c where something is to be found out, and into the sets of
 * diff_set.c; what is left there is signed in diff_sign.c and paired in
 * diff_pair.c.
 *
 * Two dumps of a registry mostly have the same objects in the same order.  As
 * long as the two threads are at about the same place, an object is kept only
 * until the other thread comes by; so whoever is PACE_AHEAD bytes ahead waits.
 * It waits only for a thread that is reading: not before the other has begun,
 * which may be never, nor once it has ended or failed.
 *
 * After a failure nothing can be compared, and the other thread adds no more;
 * but it reads on, for what it reports must not depend on when that was.
 */
#include <stdlib.h>
#include <string.h>

#include "irr/diff_private.h"
#include "irr/nrtm_private.h"

#define PACE_AHEAD ((uint64_t)16 << 20) /* bytes of text */
#define PACE_STEP  ((uint64_t)1 << 20)	/* told to the other as often */

static int
init_locks(struct rsec_irr_diff *diff)
{
	if (pthread_mutex_init(&diff->lock, NULL) != 0)
		return -1;
	if (pthread_mutex_init(&diff->sets, NULL) == 0) {
		if (pthread_cond_init(&diff->moved, NULL) == 0)
			return 0;
		pthread_mutex_destroy(&diff->sets);
	}
	pthread_mutex_destroy(&diff->lock);
	return -1;
}

struct rsec_irr_diff *
rsec_irr_diff_new(const struct rsec_irr_diff_options *options)
{
	struct rsec_irr_diff *diff;

	diff = aligned_alloc(_Alignof(struct rsec_irr_diff), sizeof(*diff));
	if (diff == NULL)
		return NULL;
	memset(diff, 0, sizeof(*diff));
	diff->options = *options;
	diff->arena = RSEC_ARENA_INIT;
	rsec_diff_set_init(&diff->texts);
	rsec_diff_set_init(&diff->meanings);
	if (init_locks(diff) == 0)
		return diff;
	free(diff);
	return NULL;
}

void
rsec_irr_diff_free(struct rsec_irr_diff *diff)
{
	if (diff == NULL)
		return;
	rsec_diff_set_fini(&diff->texts);
	rsec_diff_set_fini(&diff->meanings);
	pthread_cond_destroy(&diff->moved);
	pthread_mutex_destroy(&diff->sets);
	pthread_mutex_destroy(&diff->lock);
	rsec_arena_fini(&diff->arena);
	free(diff->change);
	free(diff);
}

void
rsec_irr_diff_apply(struct rsec_irr_diff *diff, enum rsec_irr_side side,
    const struct rsec_nrtm *journal)
{
	diff->side[side].journal = journal;
}

/* This side begins, at OFFSET 0, or has ended, with RC. */
static void
set_reading(struct rsec_diff_reading *reading, bool on, int rc)
{
	struct rsec_irr_diff *diff = reading->diff;

	pthread_mutex_lock(&diff->lock);
	reading->own->reading = on;
	diff->failed |= rc != 0;
	pthread_cond_broadcast(&diff->moved);
	pthread_mutex_unlock(&diff->lock);
}

/* This side is at OFFSET: tell the other, and wait if it is far behind. */
static void
keep_step(struct rsec_diff_reading *reading, uint64_t offset)
{
	struct rsec_irr_diff *diff = reading->diff;
	struct rsec_diff_side *own = reading->own;
	const struct rsec_diff_side *other = &diff->side[!reading->side];

	reading->next_step = offset + PACE_STEP;
	pthread_mutex_lock(&diff->lock);
	own->offset = offset;
	pthread_cond_broadcast(&diff->moved);
	while (other->reading && offset > other->offset + PACE_AHEAD)
		pthread_cond_wait(&diff->moved, &diff->lock);
	reading->alone = diff->failed;
	pthread_mutex_unlock(&diff->lock);
}

static int
read_dump(struct rsec_diff_reading *reading, struct rsec_err *err)
{
	struct rsec_diff_front *front = rsec_diff_front_new();
	uint64_t offset;
	int rc;

	if (front == NULL)
		return rsec_err_nomem(err);
	while ((rc = rsec_diff_front_next(front, reading, &offset, err)) == 1)
		if (offset >= reading->next_step)
			keep_step(reading, offset);
	rsec_diff_front_free(front);
	return rc;
}

/* What the journal adds stands behind the dump, and stays where it is. */
static int
read_journal(struct rsec_diff_reading *reading, struct rsec_err *err)
{
	const struct rsec_nrtm *journal = reading->own->journal;
	const struct rsec_nrtm_entry *entry;
	struct rsec_rpsl_raw raw;
	size_t i;

	reading->in_journal = true;
	reading->stable = true;
	if (reading->leniency.default_source == NULL)
		reading->leniency.default_source = journal->head.source;
	for (i = 0; i < rsec_nrtm_count(journal); i++) {
		entry = rsec_nrtm_get(journal, i);
		if (entry->deleted)
			continue;
		raw = (struct rsec_rpsl_raw){ .text = entry->text,
			.len = entry->len,
			.line = entry->line };
		if (rsec_diff_take(reading, &raw, err) != 0)
			return -1;
	}
	return 0;
}

int
rsec_irr_diff_read(struct rsec_irr_diff *diff, enum rsec_irr_side side,
    struct rsec_source source, bool stable, const struct rsec_diag *diag,
    struct rsec_err *err)
{
	struct rsec_diff_reading reading = {
		.diff = diff,
		.side = side,
		.own = &diff->side[side],
		.diag = diag,
		.leniency = diff->options.leniency,
		.stable = stable,
	};
	int rc = -1;

	reading.leniency.diag = diag;
	set_reading(&reading, true, 0);
	if ((reading.rpsl = rsec_rpsl_new(source, diag)) == NULL) {
		rsec_err_nomem(err);
		goto out;
	}
	rc = read_dump(&reading, err);
	if (rc == 0 && reading.own->journal != NULL)
		rc = read_journal(&reading, err);
	reading.own->stats = reading.stats;
out:
	set_reading(&reading, false, rc);
	rsec_rpsl_free(reading.rpsl);
	rsec_buf_fini(&reading.identity.key);
	rsec_buf_fini(&reading.key);
	return rc;
}

const struct rsec_irr_diff_stats *
rsec_irr_diff_stats(const struct rsec_irr_diff *diff, enum rsec_irr_side side)
{
	return &diff->side[side].stats;
}

uint64_t
rsec_irr_diff_unchanged(const struct rsec_irr_diff *diff)
{
	return diff->unchanged;
}

size_t
rsec_irr_diff_count(const struct rsec_irr_diff *diff)
{
	return diff->changes;
}

const struct rsec_irr_change *
rsec_irr_diff_get(const struct rsec_irr_diff *diff, size_t i)
{
	return &diff->change[i];
}

const char *
rsec_irr_op_sign(enum rsec_irr_op op)
{
	static const char *const signs[] = { "+", "-", "~", "~origin" };

	return signs[op];
}

const char *
rsec_irr_op_name(enum rsec_irr_op op)
{
	static const char *const names[] = { "added", "removed", "changed",
		"origin" };

	return names[op];
}
