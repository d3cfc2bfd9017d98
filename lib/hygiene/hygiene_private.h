/* SPDX-License-Identifier: ISC */
/* What the parts of this room share; not installed. */
#ifndef RSEC_HYGIENE_HYGIENE_PRIVATE_H
#define RSEC_HYGIENE_HYGIENE_PRIVATE_H

#include "hygiene/hygiene.h"

/*
 * Of an entry of the routes' trie: the most specific entry that contains it,
 * or is it, and has an authoritative record, and the first of those; or
 * RSEC_TRIE_NONE.
 */
struct rsec_hygiene_nearest {
	uint32_t entry, record;
};

struct rsec_hygiene {
	struct rsec_hygiene_inputs inputs;
	struct rsec_hygiene_nearest *nearest; /* by entry */
};

/* What authoritative objects say about an origin at an entry. */
struct rsec_hygiene_authority {
	enum rsec_hygiene_auth class;
	bool exact, exact_same; /* for the very prefix; with the origin */
	uint32_t record;	/* unless the class is NONE */
};

/* Where a prefix stands in BGP: its routes, and whether more are inside. */
struct rsec_hygiene_announced {
	uint32_t first, count;
	bool inside;
};

/*
 * classify.c: the first of records FROM..TO - 1, all of one prefix, whose
 * origin and registry are not before these; TO where there is none.
 */
uint32_t rsec_hygiene_seek(const struct rsec_irr_routes *routes, uint32_t from,
    uint32_t to, uint32_t origin, uint32_t registry);

/* classify.c: the classes of ORIGIN at entry E, or at PREFIX. */
struct rsec_hygiene_authority rsec_hygiene_authority(
    const struct rsec_hygiene *hygiene, uint32_t e, uint32_t origin);
enum rsec_hygiene_rpki rsec_hygiene_rpki(const struct rsec_vrps *vrps,
    const struct rsec_prefix *prefix, uint32_t origin);
struct rsec_hygiene_announced rsec_hygiene_announced(
    const struct rsec_bgp_table *bgp, const struct rsec_prefix *prefix);
bool rsec_hygiene_announces(const struct rsec_bgp_table *bgp,
    const struct rsec_hygiene_announced *announced, uint32_t origin);
enum rsec_hygiene_bgp rsec_hygiene_bgp(const struct rsec_bgp_table *bgp,
    const struct rsec_hygiene_announced *announced, uint32_t origin);

/* classify.c: the newest date of RECORD, and the class of a date. */
int32_t rsec_hygiene_date(const struct rsec_irr_record *record);
enum rsec_hygiene_age rsec_hygiene_age(int32_t today, int32_t date);

/* classify.c: the entries of FAMILY (0: of both) in TRIE. */
void rsec_hygiene_family(
    const struct rsec_trie *trie, uint8_t family, uint32_t *from, uint32_t *to);

#define RSEC_TALLY_GROUPS 256

/*
 * tally.c: how many different numbers there are in each group.  Zero is an
 * empty tally.
 */
struct rsec_tally {
	uint8_t *data; /* zero 3, group 1, number 4, big-endian */
	size_t count, cap;
	uint32_t last[RSEC_TALLY_GROUPS]; /* number that was added last */
	bool any[RSEC_TALLY_GROUPS];	  /* whether there is one */
};

void rsec_tally_fini(struct rsec_tally *tally);
int rsec_tally_add(struct rsec_tally *tally, uint8_t group, uint32_t number,
    struct rsec_err *err);

/* Add all of FROM. */
int rsec_tally_join(struct rsec_tally *tally, const struct rsec_tally *from,
    struct rsec_err *err);
int rsec_tally_count(struct rsec_tally *tally,
    uint64_t counts[RSEC_TALLY_GROUPS], struct rsec_err *err);

#endif
