/* SPDX-License-Identifier: ISC */
/*
 * The reading of two dumps into one set of meanings (diff_set.c); what is left
 * in it is paired in diff_pair.c.
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
#include <strings.h>

#include "irr/diff_private.h"
#include "irr/nrtm_private.h"

#define PACE_AHEAD ((uint64_t)16 << 20) /* bytes of text */
#define PENDING	   8 /* objects between asking for a slot and using it */
#define PACE_STEP  ((uint64_t)1 << 20) /* told to the other as often */

/* One side as it is read. */
struct reading {
	struct rsec_irr_diff *diff;
	enum rsec_irr_side side;
	struct rsec_diff_side *own;
	const struct rsec_diag *diag;
	struct rsec_irr_leniency leniency; /* with that diag */
	struct rsec_rpsl *rpsl;
	struct rsec_irr_diff_stats stats; /* the other thread's are far away */
	struct rsec_diff_pending pending[PENDING]; /* a ring */
	uint64_t expected, added;		   /* that came, and went */
	struct rsec_diff_identity identity;
	struct rsec_buf key; /* as a journal has it */
	uint64_t next_step;  /* the offset at which to tell and wait */
	bool stable;	     /* the text of the object at hand */
	bool in_journal;     /* it comes from there */
	bool alone;	     /* the other side has failed */
};

static int
init_pace(struct rsec_irr_diff *diff)
{
	if (pthread_mutex_init(&diff->lock, NULL) != 0)
		return -1;
	if (pthread_cond_init(&diff->moved, NULL) == 0)
		return 0;
	pthread_mutex_destroy(&diff->lock);
	return -1;
}

struct rsec_irr_diff *
rsec_irr_diff_new(const struct rsec_irr_diff_options *options)
{
	struct rsec_irr_diff *diff = calloc(1, sizeof(*diff));

	if (diff == NULL)
		return NULL;
	diff->options = *options;
	diff->arena = RSEC_ARENA_INIT;
	if (rsec_diff_set_init(&diff->set) == 0) {
		if (init_pace(diff) == 0)
			return diff;
		rsec_diff_set_fini(&diff->set);
	}
	free(diff);
	return NULL;
}

void
rsec_irr_diff_free(struct rsec_irr_diff *diff)
{
	if (diff == NULL)
		return;
	rsec_diff_set_fini(&diff->set);
	pthread_cond_destroy(&diff->moved);
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
set_reading(struct reading *reading, bool on, int rc)
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
keep_step(struct reading *reading, uint64_t offset)
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

/* An object that is malformed by WHY: tell it, unless that ends it all. */
static int
malformed(struct reading *reading, struct rsec_err *why, struct rsec_err *err)
{
	if (why->code != RSEC_ERR_NOMEM && why->code != RSEC_ERR_STOPPED) {
		if (reading->in_journal)
			rsec_err_prepend(why, "in the journal of %s",
			    reading->own->journal->head.source);
		reading->stats.malformed++;
		if (rsec_diag_report(reading->diag, why) == 0)
			return 0;
		return rsec_err_at_line(
		    err, RSEC_ERR_STOPPED, why->line, "stopped: %s", why->msg);
	}
	if (err != NULL)
		*err = *why;
	return -1;
}

static bool
is_name(struct rsec_rpsl_piece piece, const char *name)
{
	return piece.n == strlen(name) &&
	       strncasecmp(piece.s, name, piece.n) == 0;
}

/*
 * Whether the journal says something about OBJECT: by the key as it is
 * written, or as it was repaired.  1, 0 or -1 without memory.
 */
static int
is_in_journal(struct reading *reading, const struct rsec_rpsl_object *object)
{
	const struct rsec_nrtm *journal = reading->own->journal;
	const struct rsec_diff_identity *identity = &reading->identity;
	struct rsec_buf *key = &reading->key;

	if (journal == NULL || reading->in_journal ||
	    !is_name(identity->source, journal->head.source))
		return 0;
	key->len = 0;
	if (rsec_nrtm_key(object, key) != 0 || rsec_buf_addc(key, '\0') != 0)
		return -1;
	if (rsec_nrtm_find(journal, object->class_id, key->data) != NULL)
		return 1;
	if (!identity->repaired)
		return 0;
	key->len = 0;
	if (rsec_diff_identity_key(identity, key) != 0)
		return -1;
	return rsec_nrtm_find(journal, object->class_id, key->data) != NULL;
}

/* What rsec_rpsl_check() reports is held back but for the first. */
static int
note_first(void *ctx, const struct rsec_err *err)
{
	struct rsec_err *first = ctx;

	if (first->code == RSEC_ERR_NONE)
		*first = *err;
	return 0;
}

/* Whether the object keeps to its template, if that was asked for. */
static int
check(const struct reading *reading, const struct rsec_rpsl_object *object,
    struct rsec_err *why)
{
	const struct rsec_diag diag = { note_first, why };

	why->code = RSEC_ERR_NONE;
	if (!reading->diff->options.check)
		return 0;
	return rsec_rpsl_check(object, &diag) == 0 ? 0 : -1;
}

/* The slot of that object is at hand by now. */
static int
add_pending(struct reading *reading, const struct rsec_diff_pending *pending,
    struct rsec_err *err)
{
	struct rsec_irr_diff_stats *stats = &reading->stats;
	int rc;

	rc = rsec_diff_set_add(&reading->diff->set, reading->side, pending);
	if (rc == -1)
		return rsec_err_nomem(err);
	stats->duplicates += rc == 0;
	stats->objects += rc == 1;
	stats->routes += rc == 1 && pending->is_route;
	return 0;
}

/* Add those that still wait, in the order in which they came. */
static int
flush(struct reading *reading, struct rsec_err *err)
{
	for (; reading->added < reading->expected; reading->added++)
		if (add_pending(reading,
			&reading->pending[reading->added % PENDING], err) != 0)
			return -1;
	return 0;
}

/* OBJECT will be added when PENDING more were seen. */
static int
compare_object(struct reading *reading, const struct rsec_rpsl_object *object,
    struct rsec_err *err)
{
	const struct rsec_diff_identity *identity = &reading->identity;
	struct rsec_irr_diff *diff = reading->diff;
	struct rsec_diff_pending *pending;

	reading->stats.repaired += identity->repaired;
	if (reading->alone)
		return 0;
	pending = &reading->pending[reading->expected % PENDING];
	if (reading->expected - reading->added == PENDING) {
		if (add_pending(reading, pending, err) != 0)
			return -1;
		reading->added++;
	}
	pending->signature =
	    rsec_rpsl_sign(object, diff->options.all_attributes);
	pending->key = rsec_diff_identity_hash(identity, object->class_id);
	pending->text = object->text;
	pending->len = object->len;
	pending->line = object->line;
	pending->offset = object->offset;
	pending->stable = reading->stable && !object->copied;
	pending->is_route = identity->is_route;
	if (!pending->stable) {
		pending->copy.len = 0;
		if (rsec_buf_add(&pending->copy, object->text, object->len) !=
		    0)
			return rsec_err_nomem(err);
		pending->text = pending->copy.data;
	}
	reading->expected++;
	rsec_diff_set_expect(&diff->set, pending);
	return 0;
}

/* Take OBJECT if it passes the filter, is well-formed, and not replaced. */
static int
take_object(struct reading *reading, const struct rsec_rpsl_object *object,
    struct rsec_err *err)
{
	const struct rsec_irr_filter *filter = &reading->diff->options.filter;
	const struct rsec_diff_identity *identity = &reading->identity;
	struct rsec_err why;
	int rc;

	if (!rsec_irr_filter_class(filter, object->class_id))
		return 0;
	if (rsec_diff_identify(
		&reading->identity, object, &reading->leniency, &why) != 0)
		return malformed(reading, &why, err);
	if (!rsec_irr_filter_object(filter, object,
		identity->is_route ? &identity->route : NULL, identity->source))
		return 0;
	if ((rc = is_in_journal(reading, object)) != 0)
		return rc == 1 ? 0 : rsec_err_nomem(err);
	if (check(reading, object, &why) != 0)
		return malformed(reading, &why, err);
	return compare_object(reading, object, err);
}

static int
read_dump(struct reading *reading, struct rsec_err *err)
{
	struct rsec_rpsl_object object;
	int rc;

	while ((rc = rsec_rpsl_next(reading->rpsl, &object, err)) == 1) {
		if (object.offset >= reading->next_step)
			keep_step(reading, object.offset);
		if ((rc = take_object(reading, &object, err)) != 0)
			break;
	}
	return rc;
}

/* What the journal adds stands behind the dump, and stays where it is. */
static int
read_journal(struct reading *reading, struct rsec_err *err)
{
	const struct rsec_nrtm *journal = reading->own->journal;
	const struct rsec_nrtm_entry *entry;
	struct rsec_rpsl_object object;
	size_t i;

	reading->in_journal = true;
	reading->stable = true;
	if (reading->leniency.default_source == NULL)
		reading->leniency.default_source = journal->head.source;
	for (i = 0; i < rsec_nrtm_count(journal); i++) {
		entry = rsec_nrtm_get(journal, i);
		if (entry->deleted)
			continue;
		if (rsec_rpsl_parse(reading->rpsl, entry->text, entry->len,
			&object, err) != 0)
			return -1;
		object.line += entry->line - 1;
		if (take_object(reading, &object, err) != 0)
			return -1;
	}
	return 0;
}

static void
count(struct reading *reading)
{
	const struct rsec_rpsl_stats *stats = rsec_rpsl_stats(reading->rpsl);

	reading->stats.read = stats->objects + stats->malformed;
	reading->stats.malformed += stats->malformed;
	reading->stats.deleted += stats->deleted;
	reading->own->stats = reading->stats;
}

int
rsec_irr_diff_read(struct rsec_irr_diff *diff, enum rsec_irr_side side,
    struct rsec_source source, bool stable, const struct rsec_diag *diag,
    struct rsec_err *err)
{
	struct reading reading = {
		.diff = diff,
		.side = side,
		.own = &diff->side[side],
		.diag = diag,
		.leniency = diff->options.leniency,
		.stable = stable,
	};
	size_t i;
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
	if (rc == 0)
		rc = flush(&reading, err);
	count(&reading);
out:
	set_reading(&reading, false, rc);
	rsec_rpsl_free(reading.rpsl);
	rsec_buf_fini(&reading.identity.key);
	rsec_buf_fini(&reading.key);
	for (i = 0; i < PENDING; i++)
		rsec_buf_fini(&reading.pending[i].copy);
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
