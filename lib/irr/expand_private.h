/* SPDX-License-Identifier: ISC */
/* What the parts of an expansion share; not installed. */
#ifndef RSEC_IRR_EXPAND_PRIVATE_H
#define RSEC_IRR_EXPAND_PRIVATE_H

#include "irr/sets_private.h"

/*
 * Members and routes that one expansion looks at, at most: a set that many
 * ways with other range operators lead to is looked at in each.
 */
#define RSEC_IRR_STEPS_MAX ((uint64_t)1 << 24)

/* A set with what the operators on the way to it make of its prefixes. */
struct rsec_visit {
	uint32_t set; /* number in the collection */
	struct rsec_range range;
	uint32_t depth;
};

/* A set that was met, once however many ways lead to it. */
struct rsec_opened {
	uint32_t set;
	const char *label; /* "RADB::AS-X", of the expansion's arena */
};

/* A hash table of 64-bit keys; at most half full. */
struct rsec_table {
	uint64_t *key; /* key + 1; 0 is free */
	uint32_t *value;
	uint32_t count, slots;
};

struct rsec_expand {
	const struct rsec_irr_sets *sets;
	struct rsec_irr_expansion *out;
	struct rsec_err *err;
	bool is_route_set;	    /* what was asked for */
	struct rsec_array visits;   /* struct rsec_visit: the queue */
	struct rsec_array opened;   /* struct rsec_opened */
	struct rsec_array findings; /* struct rsec_irr_set_finding */
	struct rsec_table table;    /* visits and opened sets */
	struct rsec_buf asns;	    /* records: range, ASN */
	struct rsec_buf ranges;	    /* records of prefix ranges */
	struct rsec_buf text;	    /* for texts that are being made */
	uint64_t steps;		    /* members looked at */
};

/* A new key with VALUE: 1; 0 where it is known, *VALUE its one; -1: nomem. */
int rsec_table_add(struct rsec_table *table, uint64_t key, uint32_t *value);
bool rsec_table_find(
    const struct rsec_table *table, uint64_t key, uint32_t *value);
void rsec_table_fini(struct rsec_table *table);

/* COUNT more are looked at: 0, or -1 with ERR where that is too much. */
int rsec_expand_step(struct rsec_expand *expand, uint32_t count);

/* Report WHAT in the opened set SET; the texts are copied. */
int rsec_expand_report(struct rsec_expand *expand, enum rsec_irr_finding what,
    const char *set, const char *member, const char *detail);

/* "RADB::AS-X" for set I of the collection; NULL without memory. */
const char *rsec_expand_label(struct rsec_expand *expand, uint32_t i);

/* The place of set I of the collection in opened; false: it was not. */
bool rsec_expand_opened(
    const struct rsec_expand *expand, uint32_t i, uint32_t *place);

/* A prefix range of the result. */
int rsec_expand_take(
    struct rsec_expand *expand, const struct rsec_irr_prefix_range *range);

/* Report the loops among the opened sets. */
int rsec_expand_loops(struct rsec_expand *expand);

/* Sort what was found, and hand it over. */
int rsec_expand_finish(struct rsec_expand *expand);

#endif
