/* SPDX-License-Identifier: ISC */
/*
 * What one side alone has: gathered from the set, parsed, sorted and paired.
 *
 *  1. An object whose key both sides have with another, unchanged object is a
 *     duplicate.  Only hashes of keys are known of those; see diff.h.
 *  2. Of one key and side the newest object stays, the others are duplicates.
 *     A key with an object of each side is a change, else a removal or an
 *     addition.
 *  3. A removed and an added route of the same prefix, source and maintainer
 *     are a change of origin.  Where there are several, the removal of the
 *     lowest origin goes with the addition of the lowest, and so on.
 *
 * All orders are total, so that the result depends on the objects only.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "irr/diff_private.h"
#include "irr/object_private.h"

/* One object; what it points to is in the arena of the diff. */
struct item {
	struct rsec_irr_change change; /* as if it were alone */
	enum rsec_irr_side side;
	struct rsec_rpsl_object object;
	struct rsec_rpsl_signature signature;
	uint64_t key;	    /* its hash */
	int32_t date;	    /* changed */
	struct item *first; /* of that hash */
	bool stays;	    /* of the first: the key does, in another object */
};

struct residue {
	struct rsec_irr_diff *diff;
	struct rsec_rpsl *rpsl;
	struct rsec_memory nothing;
	struct rsec_diff_identity identity;
	struct rsec_buf text; /* scratch */
	struct item **item;
	size_t count;
	struct item **slot; /* by hash of the key; slots is a power of two */
	size_t slots;
};

static char *
copy_folded(struct rsec_arena *arena, const char *s, size_t n)
{
	char *copy = rsec_arena_strndup(arena, s, n);
	size_t i;

	for (i = 0; copy != NULL && i < n; i++)
		if (copy[i] >= 'a' && copy[i] <= 'z')
			copy[i] = (char)(copy[i] - 'a' + 'A');
	return copy;
}

static struct rsec_rpsl_piece
first_maintainer(const struct rsec_rpsl_object *object)
{
	const struct rsec_rpsl_attribute *attribute =
	    rsec_rpsl_find(object, RSEC_RPSL_ATTR_MNT_BY);
	struct rsec_rpsl_walk walk = { attribute, NULL };
	struct rsec_rpsl_piece item = { "", 0 };

	if (attribute != NULL && !rsec_rpsl_item_next(&walk, &item))
		item = (struct rsec_rpsl_piece){ "", 0 };
	return item;
}

/* The texts of ITEM, from the identity that was just read. */
static int
describe(struct residue *residue, struct item *item)
{
	const struct rsec_diff_identity *identity = &residue->identity;
	struct rsec_arena *arena = &residue->diff->arena;
	struct rsec_irr_change *change = &item->change;
	struct rsec_rpsl_piece maintainer = first_maintainer(&item->object);

	residue->text.len = 0;
	if (rsec_diff_identity_key(identity, &residue->text) != 0)
		return -1;
	change->class_id = item->object.class_id;
	change->key = rsec_arena_strndup(
	    arena, residue->text.data, residue->text.len - 1);
	change->source =
	    copy_folded(arena, identity->source.s, identity->source.n);
	change->maintainer =
	    rsec_arena_strndup(arena, maintainer.s, maintainer.n);
	if (identity->is_route) {
		change->prefix = identity->route.prefix;
		change->origin = identity->route.origin;
	}
	return change->key == NULL || change->source == NULL ||
		       change->maintainer == NULL
		   ? -1
		   : 0;
}

/* The attributes of OBJECT are the reader's: copy them. */
static int
own_attributes(struct residue *residue, struct rsec_rpsl_object *object)
{
	struct rsec_rpsl_attribute *copy;

	copy = rsec_arena_alloc(
	    &residue->diff->arena, object->count * sizeof(*copy));
	if (copy == NULL)
		return -1;
	memcpy(copy, object->attributes, object->count * sizeof(*copy));
	object->attributes = copy;
	return 0;
}

/* It was read before: but for memory, nothing can fail. */
static int
add_item(struct residue *residue, const struct rsec_diff_entry *entry,
    struct rsec_err *err)
{
	struct rsec_irr_leniency leniency = residue->diff->options.leniency;
	struct item *item;

	leniency.diag = NULL;
	item = rsec_arena_alloc(&residue->diff->arena, sizeof(*item));
	if (item == NULL)
		return rsec_err_nomem(err);
	memset(item, 0, sizeof(*item));
	if (rsec_rpsl_parse(residue->rpsl, entry->text, entry->len,
		&item->object, err) != 0)
		return -1;
	item->object.line = entry->line;
	item->object.offset = entry->offset;
	item->side = rsec_diff_side_of(entry);
	item->signature = entry->hash;
	item->key = entry->key & ~RSEC_DIFF_FLAGS;
	item->date = rsec_irr_object_changed(&item->object);
	if (leniency.default_source == NULL &&
	    residue->diff->side[item->side].journal != NULL)
		leniency.default_source =
		    rsec_nrtm_head(residue->diff->side[item->side].journal)
			->source;
	if (rsec_diff_identify(
		&residue->identity, &item->object, &leniency, err) != 0)
		return -1;
	if (own_attributes(residue, &item->object) != 0 ||
	    describe(residue, item) != 0)
		return rsec_err_nomem(err);
	residue->item[residue->count++] = item;
	return 0;
}

/* Call EACH with all entries of SET, in no particular order. */
static int
each_of(struct residue *residue, const struct rsec_diff_set *set,
    int (*each)(struct residue *residue, const struct rsec_diff_entry *entry,
	struct rsec_err *err),
    struct rsec_err *err)
{
	size_t i;

	for (i = 0; i < set->count; i++)
		if (each(residue, rsec_diff_set_at(set, i), err) != 0)
			return -1;
	return 0;
}

static int
each_entry(struct residue *residue,
    int (*each)(struct residue *residue, const struct rsec_diff_entry *entry,
	struct rsec_err *err),
    struct rsec_err *err)
{
	if (each_of(residue, &residue->diff->texts, each, err) != 0)
		return -1;
	return each_of(residue, &residue->diff->meanings, each, err);
}

static bool
is_unchanged(const struct rsec_diff_entry *entry)
{
	return (entry->key & RSEC_DIFF_SIDES) == RSEC_DIFF_SIDES;
}

static int
count_entry(struct residue *residue, const struct rsec_diff_entry *entry,
    struct rsec_err *err)
{
	(void)err;
	residue->diff->unchanged += is_unchanged(entry);
	residue->count += entry->text != NULL;
	return 0;
}

static int
gather_entry(struct residue *residue, const struct rsec_diff_entry *entry,
    struct rsec_err *err)
{
	return entry->text == NULL ? 0 : add_item(residue, entry, err);
}

/* The slot of the first item with that key, or where it would be. */
static struct item **
slot_of(const struct residue *residue, uint64_t key)
{
	size_t mask = residue->slots - 1, i = (size_t)(key >> 8) & mask;

	while (residue->slot[i] != NULL && residue->slot[i]->key != key)
		i = (i + 1) & mask;
	return &residue->slot[i];
}

/* An unchanged object: the residue's objects with its key are duplicates. */
static int
mark_entry(struct residue *residue, const struct rsec_diff_entry *entry,
    struct rsec_err *err)
{
	struct item *first;

	(void)err;
	if (!is_unchanged(entry))
		return 0;
	first = *slot_of(residue, entry->key & ~RSEC_DIFF_FLAGS);
	if (first != NULL)
		first->stays = true;
	return 0;
}

/* ITEM is a duplicate after all. */
static void
drop(struct residue *residue, const struct item *item)
{
	struct rsec_irr_diff_stats *stats =
	    &residue->diff->side[item->side].stats;

	stats->objects--;
	stats->routes -= item->object.class_id == RSEC_RPSL_ROUTE ||
			 item->object.class_id == RSEC_RPSL_ROUTE6;
	stats->duplicates++;
}

/* Step 1. */
static int
drop_those_that_stay(struct residue *residue, struct rsec_err *err)
{
	struct item *item, **first;
	size_t i, kept = 0;

	for (residue->slots = 16; residue->slots < residue->count * 2;)
		residue->slots *= 2;
	residue->slot = calloc(residue->slots, sizeof(*residue->slot));
	if (residue->slot == NULL)
		return rsec_err_nomem(err);
	for (i = 0; i < residue->count; i++) {
		item = residue->item[i];
		first = slot_of(residue, item->key);
		if (*first == NULL)
			*first = item;
		item->first = *first;
	}
	if (each_entry(residue, mark_entry, err) != 0)
		return -1;
	for (i = 0; i < residue->count; i++) {
		item = residue->item[i];
		if (item->first->stays)
			drop(residue, item);
		else
			residue->item[kept++] = item;
	}
	residue->count = kept;
	return 0;
}

static int
compare_u64(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

/* Class, prefix and origin or key, source. */
static int
compare_keys(const struct rsec_irr_change *a, const struct rsec_irr_change *b)
{
	int c;

	if (a->class_id != b->class_id)
		return a->class_id < b->class_id ? -1 : 1;
	if (a->class_id == RSEC_RPSL_ROUTE || a->class_id == RSEC_RPSL_ROUTE6) {
		c = rsec_prefix_cmp(&a->prefix, &b->prefix);
		if (c == 0)
			c = compare_u64(a->origin, b->origin);
	} else {
		c = strcmp(a->key, b->key);
	}
	return c != 0 ? c : strcmp(a->source, b->source);
}

/* By key, then side; the newest first, of those the larger signature. */
static int
compare_items(const void *a, const void *b)
{
	const struct item *x = *(struct item *const *)a;
	const struct item *y = *(struct item *const *)b;
	int c = compare_keys(&x->change, &y->change);

	if (c != 0)
		return c;
	if (x->side != y->side)
		return x->side < y->side ? -1 : 1;
	if (x->date != y->date)
		return x->date > y->date ? -1 : 1;
	if (x->signature.hi != y->signature.hi)
		return compare_u64(y->signature.hi, x->signature.hi);
	return compare_u64(y->signature.lo, x->signature.lo);
}

/* Items [FROM, TO) have one key: one change. */
static void
add_change(struct residue *residue, size_t from, size_t to)
{
	struct rsec_irr_diff *diff = residue->diff;
	struct rsec_irr_change *change = &diff->change[diff->changes++];
	const struct item *item;
	size_t i;

	*change = residue->item[from]->change;
	for (i = from; i < to; i++) {
		item = residue->item[i];
		if (item->side == RSEC_IRR_OLD && change->old_object == NULL)
			change->old_object = &item->object;
		else if (item->side == RSEC_IRR_NEW &&
			 change->new_object == NULL)
			change->new_object = &item->object;
		else
			drop(residue, item);
	}
	change->op = change->old_object == NULL	  ? RSEC_IRR_ADDED
		     : change->new_object == NULL ? RSEC_IRR_REMOVED
						  : RSEC_IRR_CHANGED;
}

/* Step 2. */
static int
make_changes(struct residue *residue, struct rsec_err *err)
{
	struct rsec_irr_diff *diff = residue->diff;
	struct item **item = residue->item;
	size_t from, to;

	qsort(item, residue->count, sizeof(struct item *), compare_items);
	diff->change = calloc(residue->count, sizeof(*diff->change));
	if (diff->change == NULL)
		return rsec_err_nomem(err);
	for (from = 0; from < residue->count; from = to) {
		for (to = from + 1; to < residue->count; to++)
			if (compare_keys(
				&item[from]->change, &item[to]->change) != 0)
				break;
		add_change(residue, from, to);
	}
	return 0;
}

/* Of routes: class, prefix, source, maintainer. */
static int
compare_holders(
    const struct rsec_irr_change *a, const struct rsec_irr_change *b)
{
	int c;

	if (a->class_id != b->class_id)
		return a->class_id < b->class_id ? -1 : 1;
	if ((c = rsec_prefix_cmp(&a->prefix, &b->prefix)) != 0 ||
	    (c = strcmp(a->source, b->source)) != 0)
		return c;
	return strcasecmp(a->maintainer, b->maintainer);
}

/* By holder; removals before additions, each by origin. */
static int
compare_moves(const void *a, const void *b)
{
	const struct rsec_irr_change *x = *(struct rsec_irr_change *const *)a;
	const struct rsec_irr_change *y = *(struct rsec_irr_change *const *)b;
	int c = compare_holders(x, y);

	if (c != 0)
		return c;
	if (x->op != y->op)
		return x->op == RSEC_IRR_REMOVED ? -1 : 1;
	return compare_u64(x->origin, y->origin);
}

/* MOVE[0..n) have one holder: pair removals with additions. */
static void
pair_moves(struct rsec_irr_change **move, size_t n)
{
	size_t added = 0, i;

	while (added < n && move[added]->op == RSEC_IRR_REMOVED)
		added++;
	for (i = 0; i < added && added + i < n; i++) {
		move[i]->op = RSEC_IRR_ORIGIN;
		move[i]->new_object = move[added + i]->new_object;
		move[added + i]->new_object = NULL; /* taken */
	}
}

static bool
can_move(const struct rsec_irr_change *change)
{
	return (change->class_id == RSEC_RPSL_ROUTE ||
		   change->class_id == RSEC_RPSL_ROUTE6) &&
	       (change->op == RSEC_IRR_REMOVED ||
		   change->op == RSEC_IRR_ADDED) &&
	       change->maintainer[0] != '\0';
}

/* Step 3. */
static int
pair_origins(struct rsec_irr_diff *diff, struct rsec_err *err)
{
	struct rsec_irr_change **move;
	size_t i, from, to, count = 0;

	move = calloc(diff->changes, sizeof(*move));
	if (move == NULL)
		return rsec_err_nomem(err);
	for (i = 0; i < diff->changes; i++)
		if (can_move(&diff->change[i]))
			move[count++] = &diff->change[i];
	qsort(move, count, sizeof(*move), compare_moves);
	for (from = 0; from < count; from = to) {
		for (to = from + 1; to < count; to++)
			if (compare_holders(move[from], move[to]) != 0)
				break;
		pair_moves(move + from, to - from);
	}
	free(move);
	for (i = 0, count = 0; i < diff->changes; i++)
		if (diff->change[i].old_object != NULL ||
		    diff->change[i].new_object != NULL)
			diff->change[count++] = diff->change[i];
	diff->changes = count;
	return 0;
}

/* Several texts of one meaning are one object. */
static void
drop_same(struct rsec_diff_side *side)
{
	side->stats.objects -= side->same;
	side->stats.routes -= side->same_routes;
	side->stats.duplicates += side->same;
}

static int
gather(struct residue *residue, struct rsec_err *err)
{
	struct rsec_irr_diff *diff = residue->diff;

	residue->rpsl =
	    rsec_rpsl_new(rsec_source_memory(&residue->nothing), NULL);
	if (residue->rpsl == NULL)
		return rsec_err_nomem(err);
	if (rsec_diff_sign(diff, residue->rpsl, err) != 0)
		return -1;
	drop_same(&diff->side[RSEC_IRR_OLD]);
	drop_same(&diff->side[RSEC_IRR_NEW]);
	each_entry(residue, count_entry, err);
	if (residue->count == 0)
		return 0;
	residue->item = calloc(residue->count, sizeof(struct item *));
	if (residue->item == NULL)
		return rsec_err_nomem(err);
	residue->count = 0;
	return each_entry(residue, gather_entry, err);
}

int
rsec_irr_diff_finish(struct rsec_irr_diff *diff, struct rsec_err *err)
{
	struct residue residue = { .diff = diff };
	int rc = gather(&residue, err);

	if (rc == 0 && residue.count > 0)
		rc = drop_those_that_stay(&residue, err);
	if (rc == 0 && residue.count > 0)
		rc = make_changes(&residue, err);
	if (rc == 0 && diff->changes > 0 && !diff->options.no_pair)
		rc = pair_origins(diff, err);
	rsec_rpsl_free(residue.rpsl);
	rsec_buf_fini(&residue.identity.key);
	rsec_buf_fini(&residue.text);
	free(residue.item);
	free(residue.slot);
	return rc;
}
