/* SPDX-License-Identifier: ISC */
/*
 * Texts before anything is known of them.
 *
 * Nearly all objects have the same bytes on both sides.  So objects are only
 * cut apart and their texts hashed; one that was read before, whichever side
 * it was of, is not read again.  Whoever is the first to come by a text that
 * nobody has seen reads it.  The other thread does not wait for that: it goes
 * on to texts that are left for it to read, and comes back to this one at the
 * end of its batch.  If it is still not known then, it reads it, too; so the
 * two share the work however close they are together, and nobody's progress
 * depends on the other's.
 *
 * Of a text that is odd, one that is malformed or was repaired, each is read
 * again, so that all is told of it: with its line, and in the order of lines.
 *
 * What a journal says of a side does not follow from a text: such a side reads
 * everything.  What it finds is not taken over by the other.
 */
#include <stdlib.h>

#include "irr/diff_private.h"

#define BATCH 256
#define TURN  32		 /* read before the next are asked for */
#define TRIES 200		 /* to lock without waiting */
#define HELD  ((size_t)64 << 20) /* bytes of texts before they are signed */

enum answer {
	ASK,
	MINE, /* nobody knows it: to be read by this thread */
	WAIT, /* another is at it */
	ODD,
	GOOD,
	OTHER, /* the filter leaves it out */
};

struct text {
	struct rsec_rpsl_signature hash;
	enum answer answer;
	bool added, is_route; /* if it is good */
	bool named;	      /* of the filter's source */
	uint64_t key;
	struct rsec_diff_kept kept;    /* until the set owns it */
	struct rsec_diff_entry *entry; /* as of REMOVALS; NULL: not looked up */
	uint64_t removals;
};

struct rsec_diff_front {
	struct rsec_rpsl_raw raw[BATCH];
	struct text text[BATCH];
};

struct rsec_diff_front *
rsec_diff_front_new(void)
{
	return calloc(1, sizeof(struct rsec_diff_front));
}

void
rsec_diff_front_free(struct rsec_diff_front *front)
{
	free(front);
}

/* The sets are locked for less time than it takes to fall asleep and wake. */
static void
lock(struct rsec_irr_diff *diff)
{
	int i;

	for (i = 0; i < TRIES; i++)
		if (pthread_mutex_trylock(&diff->sets) == 0)
			return;
	pthread_mutex_lock(&diff->sets);
}

/*
 * The entry of TEXT, which is looked for once only: that is most of what is
 * done while the sets are locked.
 */
static struct rsec_diff_entry *
entry_of(struct rsec_diff_reading *reading, struct text *text)
{
	struct rsec_diff_set *set = &reading->diff->texts;

	if (text->entry == NULL || text->removals != set->removals) {
		text->entry = rsec_diff_set_get(set, &text->hash);
		text->removals = set->removals;
	}
	return text->entry;
}

/* The set has TEXT, and knows that it is good. */
static void
add(struct rsec_diff_reading *reading, struct rsec_diff_entry *entry,
    struct text *text)
{
	text->answer = GOOD;
	text->added = rsec_diff_set_add(&reading->diff->texts, entry,
	    reading->side, text->key, &text->kept);
	text->is_route = (entry->key & RSEC_DIFF_ROUTE) != 0;
	text->named = true;
	entry->key |= RSEC_DIFF_GOOD;
}

static int
ask_one(struct rsec_diff_reading *reading, struct text *text)
{
	struct rsec_diff_entry *entry = entry_of(reading, text);

	if (entry == NULL)
		return -1;
	if ((entry->key & RSEC_DIFF_GOOD) != 0)
		add(reading, entry, text);
	else if ((entry->key & RSEC_DIFF_OTHER) != 0) {
		text->answer = OTHER;
		text->named = (entry->key & RSEC_DIFF_NAMED) != 0;
	} else
		text->answer = entry->key & RSEC_DIFF_ASKED ? WAIT : MINE;
	entry->key |= RSEC_DIFF_ASKED;
	return 0;
}

/* Ask for the N texts from TEXT on, but for those that have an ANSWER. */
static int
ask(struct rsec_diff_reading *reading, struct text *text, int n)
{
	int i, rc = 0;

	lock(reading->diff);
	for (i = 0; i < n && rc == 0; i++)
		if (text[i].answer == ASK || text[i].answer == WAIT)
			rc = ask_one(reading, &text[i]);
	pthread_mutex_unlock(&reading->diff->sets);
	return rc;
}

static int
read_text(struct rsec_diff_reading *reading, const struct rsec_rpsl_raw *raw,
    struct text *text)
{
	switch (rsec_diff_judge(reading, raw)) {
	case RSEC_DIFF_IS_GOOD:
		text->key = rsec_diff_key(reading);
		return rsec_diff_keep(reading, raw, &text->kept);
	case RSEC_DIFF_IS_OTHER:
		text->answer = OTHER;
		text->named = reading->named;
		break;
	case RSEC_DIFF_IS_ODD:
		text->answer = ODD;
		break;
	}
	return 0;
}

/* Let the set know what this thread has read. */
static int
tell_one(struct rsec_diff_reading *reading, struct text *text)
{
	struct rsec_diff_entry *entry = entry_of(reading, text);

	if (entry == NULL)
		return -1;
	if (text->answer == MINE)
		add(reading, entry, text);
	else
		entry->key |=
		    RSEC_DIFF_OTHER | (text->named ? RSEC_DIFF_NAMED : 0);
	return 0;
}

/* Read what nobody knows of the N texts from the one at FROM on. */
static int
take_turn(struct rsec_diff_front *front, struct rsec_diff_reading *reading,
    int from, int n)
{
	struct text *text = &front->text[from];
	bool mine[TURN];
	int i, rc;

	rc = ask(reading, text, n);
	for (i = 0; i < n && rc == 0; i++)
		if ((mine[i] = text[i].answer == MINE))
			rc =
			    read_text(reading, &front->raw[from + i], &text[i]);
	if (rc != 0)
		return -1;
	lock(reading->diff);
	for (i = 0; i < n && rc == 0; i++)
		if (mine[i] && text[i].answer != ODD)
			rc = tell_one(reading, &text[i]);
	pthread_mutex_unlock(&reading->diff->sets);
	return rc;
}

static int
look_up(struct rsec_diff_front *front, struct rsec_diff_reading *reading, int n)
{
	struct text *text;
	int i, rc = 0;

	for (i = 0; i < n; i++) {
		text = &front->text[i];
		text->hash = rsec_diff_hash(&front->raw[i]);
		text->answer = ASK;
		text->kept.owned = false;
		text->entry = NULL;
		rsec_diff_set_expect(&reading->diff->texts, &text->hash);
	}
	for (i = 0; i < n && rc == 0; i += TURN)
		rc = take_turn(front, reading, i, n - i < TURN ? n - i : TURN);
	if (rc == 0)
		rc = ask(reading, front->text, n);
	for (i = 0; i < n; i++)
		if (front->text[i].kept.owned)
			free(front->text[i].kept.text);
	return rc;
}

/* Count what is known of the N texts, and read the others. */
static int
settle(struct rsec_diff_front *front, struct rsec_diff_reading *reading, int n,
    struct rsec_err *err)
{
	const struct text *text = front->text;
	int i;

	for (i = 0; i < n; i++, text++) {
		if (text->answer != GOOD && text->answer != OTHER) {
			if (rsec_diff_take(reading, &front->raw[i], err) != 0)
				return -1;
			continue;
		}
		reading->stats.read++;
		reading->stats.named += text->named;
		if (text->answer == GOOD)
			rsec_diff_count(reading, text->added, text->is_route);
	}
	return 0;
}

/* A meaning has taken its place. */
static bool
is_signed(const struct rsec_diff_entry *text)
{
	uint64_t sides = text->key & RSEC_DIFF_SIDES;

	return sides != 0 && sides != RSEC_DIFF_SIDES;
}

/* Where little is the same, texts are only held until they are signed. */
static int
sign_if_many(struct rsec_diff_reading *reading, struct rsec_err *err)
{
	struct rsec_irr_diff *diff = reading->diff;
	int rc = 0;

	lock(diff);
	if (diff->texts.held > HELD)
		rc = rsec_diff_sign(diff, reading->rpsl, err);
	if (rc == 0 && diff->texts.held > HELD &&
	    rsec_diff_set_remove(&diff->texts, is_signed) != 0)
		rc = rsec_err_nomem(err);
	pthread_mutex_unlock(&diff->sets);
	return rc;
}

int
rsec_diff_front_next(struct rsec_diff_front *front,
    struct rsec_diff_reading *reading, uint64_t *offset, struct rsec_err *err)
{
	bool reads_all = reading->own->journal != NULL || reading->alone;
	int i, n = rsec_rpsl_cut(reading->rpsl, front->raw, BATCH, err);

	if (n <= 0)
		return n;
	*offset = front->raw[0].offset;
	for (i = 0; i < n && reads_all; i++)
		front->text[i].answer = ODD;
	if (!reads_all && look_up(front, reading, n) != 0)
		return rsec_err_nomem(err);
	if (settle(front, reading, n, err) != 0 ||
	    sign_if_many(reading, err) != 0)
		return -1;
	return 1;
}
