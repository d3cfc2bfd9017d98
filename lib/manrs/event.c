/* SPDX-License-Identifier: ISC */
/*
 * The set of events: who is held for what, and when.  Readers fill it; an
 * event that is told twice, as pages of an API that overlap do, is one.
 */
#include "manrs/event_private.h"

#include <stdlib.h>
#include <string.h>

#define SIZE sizeof(struct rsec_manrs_event)

struct rsec_manrs_events {
	struct rsec_manrs_set set;
};

struct rsec_manrs_events *
rsec_manrs_events_new(void)
{
	return calloc(1, sizeof(struct rsec_manrs_events));
}

void
rsec_manrs_events_free(struct rsec_manrs_events *events)
{
	if (events == NULL)
		return;
	rsec_manrs_set_fini(&events->set);
	free(events);
}

int
rsec_manrs_events_add(struct rsec_manrs_events *events,
    const struct rsec_manrs_event *event, struct rsec_err *err)
{
	struct rsec_manrs_event copy = *event;

	copy.id = rsec_manrs_set_text(&events->set, event->id);
	copy.why = rsec_manrs_set_text(&events->set, event->why);
	copy.url = rsec_manrs_set_text(&events->set, event->url);
	if (copy.id == NULL || copy.why == NULL || copy.url == NULL)
		return rsec_err_nomem(err);
	return rsec_manrs_set_add(&events->set, &copy, SIZE, err);
}

/*
 * By what it was and when, and for equal ones by all the rest; prefixes come
 * before ids, which may hold them as text, in another order for each family.
 */
static int
order(const void *a, const void *b)
{
	const struct rsec_manrs_event *x = a, *y = b;
	int c = RSEC_MANRS_CMP(x->asn, y->asn);

	if (c == 0)
		c = RSEC_MANRS_CMP(x->metric, y->metric);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->weight, y->weight);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->begin, y->begin);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->end, y->end);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->has_prefix, y->has_prefix);
	if (c == 0 && x->has_prefix)
		c = rsec_prefix_cmp(&x->prefix, &y->prefix);
	if (c == 0)
		c = strcmp(x->id, y->id);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->source, y->source);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->has_other, y->has_other);
	if (c == 0 && x->has_other)
		c = RSEC_MANRS_CMP(x->other, y->other);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->is_all, y->is_all);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->has_victim, y->has_victim);
	if (c == 0 && x->has_victim)
		c = RSEC_MANRS_CMP(x->victim, y->victim);
	if (c == 0)
		c = strcmp(x->why, y->why);
	return c != 0 ? c : strcmp(x->url, y->url);
}

int
rsec_manrs_events_freeze(struct rsec_manrs_events *events, struct rsec_err *err)
{
	(void)err;
	rsec_manrs_set_freeze(&events->set, SIZE, order);
	return 0;
}

uint32_t
rsec_manrs_events_of(
    const struct rsec_manrs_events *events, uint32_t asn, uint32_t *first)
{
	return rsec_manrs_set_of(&events->set, SIZE, asn, first);
}

uint32_t
rsec_manrs_events_count(const struct rsec_manrs_events *events)
{
	return rsec_manrs_set_count(&events->set, SIZE);
}

const struct rsec_manrs_event *
rsec_manrs_events_get(const struct rsec_manrs_events *events, uint32_t i)
{
	return rsec_manrs_set_get(&events->set, SIZE, i);
}

struct rsec_manrs_set *
rsec_manrs_events_set(struct rsec_manrs_events *events)
{
	return &events->set;
}
