/* SPDX-License-Identifier: ISC */
/*
 * Loops of sets: a set that contains itself, through others or at once.
 *
 * Sets that contain each other are the strongly connected components of the
 * graph, which Tarjan's algorithm finds in one walk (here with a stack of its
 * own).  Of each component one loop is told, a shortest one through its first
 * set; after that is mended, another run tells the next.  A set that names
 * itself is told in any case.
 */
#include "irr/expand_private.h"

#include <stdlib.h>
#include <string.h>

#define ARROW	  " > "
#define UNVISITED UINT32_MAX

/* What is known of one opened set. */
struct node {
	uint32_t index;	    /* when the walk came to it */
	uint32_t low;	    /* the earliest that it reaches */
	uint32_t edge;	    /* the next member to look at */
	uint32_t component; /* the index of its first set */
	uint32_t parent;    /* on the way from where a loop is looked for */
	bool on_stack;
};

struct walk {
	struct rsec_expand *expand;
	struct node *node;
	uint32_t count;
	uint32_t *path;	 /* sets that the walk is in */
	uint32_t *stack; /* sets whose component is not known yet */
	uint32_t depth, height;
	uint32_t next; /* index */
};

static const struct rsec_opened *
opened(const struct walk *w, uint32_t place)
{
	return (const struct rsec_opened *)w->expand->opened.data + place;
}

static const struct rsec_set *
set_at(const struct walk *w, uint32_t place)
{
	return rsec_irr_sets_at(w->expand->sets, opened(w, place)->set);
}

/* The set that member EDGE of the set at PLACE is; false where it is none. */
static bool
target(const struct walk *w, uint32_t place, uint32_t edge, uint32_t *to)
{
	const struct rsec_irr_sets *sets = w->expand->sets;
	const struct rsec_member *member =
	    rsec_irr_sets_member(sets, set_at(w, place), edge);
	uint32_t set, count;

	if (member->kind != RSEC_MEMBER_SET)
		return false;
	set =
	    rsec_irr_sets_resolve(sets, member->source, member->value, &count);
	return set != RSEC_NO_NAME && rsec_expand_opened(w->expand, set, to);
}

static void
enter(struct walk *w, uint32_t place)
{
	struct node *node = &w->node[place];

	node->index = node->low = w->next++;
	node->on_stack = true;
	w->path[w->depth++] = place;
	w->stack[w->height++] = place;
}

/* The walk is done with the last set of its path. */
static void
leave(struct walk *w)
{
	const uint32_t place = w->path[--w->depth];
	struct node *node = &w->node[place], *above;
	uint32_t member;

	if (w->depth > 0) {
		above = &w->node[w->path[w->depth - 1]];
		if (node->low < above->low)
			above->low = node->low;
	}
	if (node->low != node->index)
		return;
	do {
		member = w->stack[--w->height];
		w->node[member].on_stack = false;
		w->node[member].component = node->index;
	} while (member != place);
}

static void
find_components(struct walk *w, uint32_t from)
{
	struct node *node;
	uint32_t place, to;

	enter(w, from);
	while (w->depth > 0) {
		place = w->path[w->depth - 1];
		node = &w->node[place];
		if (node->edge == rsec_irr_sets_members(set_at(w, place))) {
			leave(w);
		} else if (target(w, place, node->edge++, &to)) {
			if (w->node[to].index == UNVISITED)
				enter(w, to);
			else if (w->node[to].on_stack &&
				 w->node[to].index < node->low)
				node->low = w->node[to].index;
		}
	}
}

/* The way from FROM to LAST, whose member FROM is; then report it. */
static int
report_loop(struct walk *w, uint32_t from, uint32_t last)
{
	struct rsec_buf *text = &w->expand->text;
	uint32_t place = last, n = 0;
	int rc = 0;

	for (; place != from; place = w->node[place].parent)
		w->path[n++] = place;
	w->path[n++] = from;
	text->len = 0;
	for (; n > 0; n--) {
		rc |= rsec_buf_puts(text, opened(w, w->path[n - 1])->label);
		rc |= rsec_buf_puts(text, ARROW);
	}
	rc |= rsec_buf_puts(text, opened(w, from)->label);
	if (rc != 0 || rsec_buf_addc(text, '\0') == -1)
		return rsec_err_nomem(w->expand->err);
	return rsec_expand_report(w->expand, RSEC_IRR_LOOP,
	    opened(w, from)->label, opened(w, last)->label, text->data);
}

/*
 * Look at the members of PLACE on the way back to FROM: 1 where one of them is
 * FROM; others of the component are queued.
 */
static int
search_from(struct walk *w, uint32_t from, uint32_t place, uint32_t *tail)
{
	const uint32_t count = rsec_irr_sets_members(set_at(w, place));
	uint32_t i, to;

	for (i = 0; i < count; i++) {
		if (!target(w, place, i, &to) || to == place ||
		    w->node[to].component != w->node[from].component)
			continue;
		if (to == from)
			return 1;
		if (w->node[to].parent != UNVISITED)
			continue;
		w->node[to].parent = place;
		w->stack[(*tail)++] = to;
	}
	return 0;
}

/* A shortest loop through FROM, in breadth, inside its component. */
static int
find_loop(struct walk *w, uint32_t from)
{
	uint32_t head, tail = 0;

	w->stack[tail++] = from;
	for (head = 0; head < tail; head++)
		if (search_from(w, from, w->stack[head], &tail))
			return report_loop(w, from, w->stack[head]);
	return 0; /* it is alone in its component */
}

static int
report_self(struct walk *w, uint32_t place)
{
	const uint32_t count = rsec_irr_sets_members(set_at(w, place));
	uint32_t i, to;

	for (i = 0; i < count; i++)
		if (target(w, place, i, &to) && to == place)
			return report_loop(w, place, place);
	return 0;
}

/* Opened sets by their number in the collection, which is by name. */
static int
by_set(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static int
report_loops(struct walk *w)
{
	uint64_t *order = malloc(w->count * sizeof(*order));
	bool *done = calloc(w->count, sizeof(*done));
	uint32_t i, place;
	int rc = 0;

	if (order == NULL || done == NULL) {
		rc = rsec_err_nomem(w->expand->err);
		goto out;
	}
	for (i = 0; i < w->count; i++)
		order[i] = (uint64_t)opened(w, i)->set << 32 | i;
	qsort(order, w->count, sizeof(*order), by_set);
	for (i = 0; i < w->count && rc == 0; i++) {
		place = (uint32_t)order[i];
		rc = report_self(w, place);
		if (rc == 0 && !done[w->node[place].component])
			rc = find_loop(w, place);
		done[w->node[place].component] = true;
	}
out:
	free(order);
	free(done);
	return rc;
}

int
rsec_expand_loops(struct rsec_expand *expand)
{
	struct walk w = { .expand = expand, .count = expand->opened.count };
	const size_t count = w.count;
	uint32_t i;
	int rc = -1;

	w.node = calloc(count, sizeof(*w.node));
	w.path = malloc(count * sizeof(*w.path));
	w.stack = malloc(count * sizeof(*w.stack));
	if (w.node == NULL || w.path == NULL || w.stack == NULL) {
		rsec_err_nomem(expand->err);
		goto out;
	}
	for (i = 0; i < w.count; i++)
		w.node[i].index = w.node[i].parent = UNVISITED;
	for (i = 0; i < w.count; i++)
		if (w.node[i].index == UNVISITED)
			find_components(&w, i);
	rc = report_loops(&w);
out:
	free(w.node);
	free(w.path);
	free(w.stack);
	return rc;
}
