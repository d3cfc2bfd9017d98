/* SPDX-License-Identifier: ISC */
/*
 * One text of a side: what it is, and into the set of texts with it.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "irr/diff_private.h"
#include "irr/nrtm_private.h"

/* What a look at a text finds. */
enum look {
	LOOK_DELETED, /* a leftover of IRRd's */
	LOOK_BAD,
	LOOK_OTHER, /* the filter or the journal leaves it out */
	LOOK_GOOD,
};

/* An object that is malformed by WHY: tell it, unless that ends it all. */
static int
malformed(struct rsec_diff_reading *reading, const struct rsec_rpsl_raw *raw,
    struct rsec_err *why, struct rsec_err *err)
{
	if (why->code != RSEC_ERR_NOMEM && why->code != RSEC_ERR_STOPPED) {
		if (raw->unended)
			return rsec_rpsl_truncated(why, err);
		if (reading->in_journal) {
			rsec_err_prepend(why,
			    "line %" PRIu64 " of the journal of %s", why->line,
			    reading->own->journal->head.source);
			why->line = 0; /* it is of another file */
		}
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
is_in_journal(
    struct rsec_diff_reading *reading, const struct rsec_rpsl_object *object)
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
check(const struct rsec_diff_reading *reading,
    const struct rsec_rpsl_object *object, struct rsec_err *why)
{
	const struct rsec_diag diag = { note_first, why };

	why->code = RSEC_ERR_NONE;
	if (!reading->diff->options.check)
		return 0;
	return rsec_rpsl_check(object, &diag) == 0 ? 0 : -1;
}

/* Look at RAW; why it is bad is in WHY.  Repairs are told through LENIENCY. */
static enum look
look(struct rsec_diff_reading *reading, const struct rsec_rpsl_raw *raw,
    const struct rsec_irr_leniency *leniency, struct rsec_err *why)
{
	const struct rsec_irr_filter *filter = &reading->diff->options.filter;
	struct rsec_diff_identity *identity = &reading->identity;
	struct rsec_rpsl_object object;
	int rc;

	identity->repaired = reading->named = false;
	if ((rc = rsec_rpsl_take(reading->rpsl, raw, &object, why)) != 1)
		return rc == 0 ? LOOK_DELETED : LOOK_BAD;
	reading->class_id = object.class_id;
	if (!rsec_irr_filter_class(filter, object.class_id))
		return LOOK_OTHER;
	if (rsec_diff_identify(identity, &object, leniency, why) != 0)
		return LOOK_BAD;
	reading->named = rsec_irr_filter_source(filter, identity->source);
	if (!reading->named ||
	    !rsec_irr_filter_object(
		filter, &object, identity->is_route ? &identity->route : NULL))
		return LOOK_OTHER;
	if ((rc = is_in_journal(reading, &object)) != 0)
		return rc == 1 ? LOOK_OTHER : (rsec_err_nomem(why), LOOK_BAD);
	return check(reading, &object, why) == 0 ? LOOK_GOOD : LOOK_BAD;
}

enum rsec_diff_verdict
rsec_diff_judge(
    struct rsec_diff_reading *reading, const struct rsec_rpsl_raw *raw)
{
	struct rsec_irr_leniency quiet = reading->leniency;
	struct rsec_err why;
	enum look found;

	quiet.diag = NULL;
	found = look(reading, raw, &quiet, &why);
	if (reading->identity.repaired || found < LOOK_OTHER)
		return RSEC_DIFF_IS_ODD;
	return found == LOOK_GOOD ? RSEC_DIFF_IS_GOOD : RSEC_DIFF_IS_OTHER;
}

uint64_t
rsec_diff_key(const struct rsec_diff_reading *reading)
{
	uint64_t key =
	    rsec_diff_identity_hash(&reading->identity, reading->class_id);

	return (key & ~RSEC_DIFF_FLAGS) |
	       (reading->identity.is_route ? RSEC_DIFF_ROUTE : 0);
}

struct rsec_rpsl_signature
rsec_diff_hash(const struct rsec_rpsl_raw *raw)
{
	XXH128_hash_t hash = XXH3_128bits(raw->text, raw->len);

	return (struct rsec_rpsl_signature){ hash.high64, hash.low64 };
}

int
rsec_diff_keep(const struct rsec_diff_reading *reading,
    const struct rsec_rpsl_raw *raw, struct rsec_diff_kept *kept)
{
	*kept = (struct rsec_diff_kept){ .text = (char *)(uintptr_t)raw->text,
		.len = raw->len,
		.line = raw->line,
		.offset = raw->offset,
		.owned = !reading->stable || raw->copied };
	if (!kept->owned)
		return 0;
	if ((kept->text = malloc(raw->len)) == NULL) {
		kept->owned = false;
		return -1;
	}
	memcpy(kept->text, raw->text, raw->len);
	return 0;
}

void
rsec_diff_count(struct rsec_diff_reading *reading, bool added, bool is_route)
{
	reading->stats.objects += added;
	reading->stats.routes += added && is_route;
	reading->stats.duplicates += !added;
}

/* RAW, which was looked at, is an object of this side. */
static int
add(struct rsec_diff_reading *reading, const struct rsec_rpsl_raw *raw)
{
	struct rsec_irr_diff *diff = reading->diff;
	struct rsec_rpsl_signature hash = rsec_diff_hash(raw);
	struct rsec_diff_entry *entry;
	struct rsec_diff_kept kept;
	bool added = false;

	if (rsec_diff_keep(reading, raw, &kept) != 0)
		return -1;
	pthread_mutex_lock(&diff->sets);
	entry = rsec_diff_set_get(&diff->texts, &hash);
	if (entry != NULL)
		added = rsec_diff_set_add(&diff->texts, entry, reading->side,
		    rsec_diff_key(reading), &kept);
	pthread_mutex_unlock(&diff->sets);
	if (kept.owned)
		free(kept.text);
	rsec_diff_count(reading, added, reading->identity.is_route);
	return entry != NULL ? 0 : -1;
}

int
rsec_diff_take(struct rsec_diff_reading *reading,
    const struct rsec_rpsl_raw *raw, struct rsec_err *err)
{
	struct rsec_err why;
	enum look found = look(reading, raw, &reading->leniency, &why);

	reading->stats.deleted += found == LOOK_DELETED;
	reading->stats.read += found != LOOK_DELETED && !reading->in_journal;
	if (found == LOOK_BAD)
		return malformed(reading, raw, &why, err);
	reading->stats.named += reading->named;
	if (found != LOOK_GOOD)
		return 0;
	reading->stats.repaired += reading->identity.repaired;
	if (!reading->alone && add(reading, raw) != 0)
		return rsec_err_nomem(err);
	return 0;
}
