/* SPDX-License-Identifier: ISC */
/* What the parts of a diff share: diff*.c and filter.c. */
#ifndef RSEC_IRR_DIFF_PRIVATE_H
#define RSEC_IRR_DIFF_PRIVATE_H

#include <pthread.h>

#include "base/arena.h"
#include "irr/diff.h"
#include "irr/meaning.h"
#include "irr/reader_private.h"

/* A text that stays where it is. */
struct rsec_diff_kept {
	char *text; /* not written to */
	size_t len;
	uint64_t line, offset;
	bool owned; /* whoever has it frees it */
};

/* What is free of an entry's key. */
#define RSEC_DIFF_SIDES ((uint64_t)3)  /* bits 1 << enum rsec_irr_side */
#define RSEC_DIFF_OWNED ((uint64_t)4)  /* the text is the entry's */
#define RSEC_DIFF_ASKED ((uint64_t)8)  /* a thread has it to judge */
#define RSEC_DIFF_GOOD	((uint64_t)16) /* well-formed and let pass */
#define RSEC_DIFF_OTHER ((uint64_t)32) /* well-formed and filtered out */
#define RSEC_DIFF_ROUTE ((uint64_t)64)
#define RSEC_DIFF_NAMED ((uint64_t)128) /* of the filter's source */
#define RSEC_DIFF_FLAGS ((uint64_t)255)

/*
 * A text or a meaning, and the sides that have it.  Once both have it no text
 * is kept.
 */
struct rsec_diff_entry {
	struct rsec_rpsl_signature hash;
	uint64_t key; /* a hash; the flags are not of it */
	char *text;   /* of the object if one side alone has it, else NULL */
	uint64_t offset;
	uint64_t line : 38, len : 26;
};

#define RSEC_DIFF_LINE_MAX (((uint64_t)1 << 38) - 1)
#define RSEC_DIFF_LEN_MAX  (((uint64_t)1 << 26) - 1)

_Static_assert(
    RSEC_RPSL_OBJECT_MAX <= RSEC_DIFF_LEN_MAX, "an entry has room for a text");

/* The one side that has it. */
static inline enum rsec_irr_side
rsec_diff_side_of(const struct rsec_diff_entry *entry)
{
	return (entry->key & 1 << RSEC_IRR_OLD) != 0 ? RSEC_IRR_OLD
						     : RSEC_IRR_NEW;
}

/* diff_set.c: a set of texts or of meanings; the caller locks it. */
struct rsec_diff_set {
	_Atomic(struct rsec_diff_slot *) slot; /* see expect */
	_Atomic size_t slots;
	struct rsec_diff_entry **block;
	size_t blocks, cap;
	size_t count;	   /* of entries */
	size_t held;	   /* bytes of the texts that are owned */
	uint64_t removals; /* so often entries were forgotten, and moved */
};

struct rsec_diff_slot {
	uint32_t half;	 /* of the hash */
	uint32_t number; /* of the entry, from 1 on; 0: free */
};

#define RSEC_DIFF_BLOCK ((size_t)131072) /* entries: 6 MiB */

static inline struct rsec_diff_entry *
rsec_diff_set_at(const struct rsec_diff_set *set, size_t i)
{
	return &set->block[i / RSEC_DIFF_BLOCK][i % RSEC_DIFF_BLOCK];
}

void rsec_diff_set_init(struct rsec_diff_set *set);
void rsec_diff_set_fini(struct rsec_diff_set *set);

/* HASH will be asked for soon: have its slot at hand.  Needs no lock. */
void rsec_diff_set_expect(
    struct rsec_diff_set *set, const struct rsec_rpsl_signature *hash);

/*
 * The entry of HASH, which is without a side or a flag if it is new; NULL
 * without memory.  It stays where it is until entries are removed.
 */
struct rsec_diff_entry *rsec_diff_set_get(
    struct rsec_diff_set *set, const struct rsec_rpsl_signature *hash);

/*
 * SIDE has ENTRY, too; whether that is new.  Where the other side has it not,
 * the entry owns what KEPT did, and KEY, with its flags, is the entry's.  Else
 * KEPT owns what the entry did: freed while the sets are locked, it would keep
 * the other thread waiting.
 */
bool rsec_diff_set_add(struct rsec_diff_set *set, struct rsec_diff_entry *entry,
    enum rsec_irr_side side, uint64_t key, struct rsec_diff_kept *kept);

/* ENTRY keeps KEPT from now on, and owns what that did; or gives it away. */
void rsec_diff_set_keep(struct rsec_diff_set *set,
    struct rsec_diff_entry *entry, struct rsec_diff_kept *kept);
void rsec_diff_set_give(struct rsec_diff_set *set,
    struct rsec_diff_entry *entry, struct rsec_diff_kept *kept);

/*
 * Forget the entries that WHICH says, which keep nothing.  Returns 0, or -1
 * without memory and nothing changed.
 */
int rsec_diff_set_remove(struct rsec_diff_set *set,
    bool (*which)(const struct rsec_diff_entry *entry));

/* filter.c: whether the filter lets an object of that class pass. */
bool rsec_irr_filter_class(
    const struct rsec_irr_filter *filter, enum rsec_rpsl_class class_id);

/* And one of that source. */
bool rsec_irr_filter_source(
    const struct rsec_irr_filter *filter, struct rsec_rpsl_piece source);

/* And the rest of an object: ROUTE of a route or route6, else NULL. */
bool rsec_irr_filter_object(const struct rsec_irr_filter *filter,
    const struct rsec_rpsl_object *object, const struct rsec_irr_route *route);

/* Of one of the two threads. */
struct rsec_diff_side {
	struct rsec_irr_diff_stats stats;
	const struct rsec_nrtm *journal;
	uint64_t same, same_routes; /* texts of one meaning; see sign */
	bool reading;		    /* it has begun and not ended */
	uint64_t offset;	    /* how far it has got */
};

/*
 * Of a cache.  Who tries a lock takes its line away from who holds it, so that
 * nothing else may stand there.
 */
#define RSEC_DIFF_LINE 64

struct rsec_irr_diff {
	struct rsec_irr_diff_options options;
	struct rsec_diff_side side[2];
	/* The lock of these, and of same of both. */
	_Alignas(RSEC_DIFF_LINE) pthread_mutex_t sets;
	_Alignas(RSEC_DIFF_LINE) struct rsec_diff_set texts, meanings;
	/* Of reading and offset of both, and failed. */
	_Alignas(RSEC_DIFF_LINE) pthread_mutex_t lock;
	pthread_cond_t moved; /* one of them changed */
	bool failed;
	uint64_t unchanged;
	struct rsec_irr_change *change;
	size_t changes;
	struct rsec_arena arena; /* of the changes */
};

/* What says which object it is. */
struct rsec_diff_identity {
	struct rsec_irr_route route; /* of route and route6 */
	struct rsec_rpsl_piece source;
	struct rsec_buf key; /* of the others, as rsec_rpsl_key() */
	bool is_route, repaired;
};

/*
 * diff_identity.c: read it.  Returns 0 or -1 with ERR: the object is
 * malformed, there is no memory, or the diag of LENIENCY asked to stop.
 */
int rsec_diff_identify(struct rsec_diff_identity *identity,
    const struct rsec_rpsl_object *object,
    const struct rsec_irr_leniency *leniency, struct rsec_err *err);

/*
 * Append the key, as rsec_rpsl_key() of the object that was repaired, and a
 * NUL.  Returns 0 or -1 without memory.
 */
int rsec_diff_identity_key(
    const struct rsec_diff_identity *identity, struct rsec_buf *out);

/* A hash of class, key and source. */
uint64_t rsec_diff_identity_hash(
    const struct rsec_diff_identity *identity, enum rsec_rpsl_class class_id);

/*
 * diff_sign.c: texts that only one side has become meanings: nothing is kept
 * of them any more.  RPSL is asked to parse; the sets are locked.  Returns 0 or
 * -1 with ERR.
 */
int rsec_diff_sign(
    struct rsec_irr_diff *diff, struct rsec_rpsl *rpsl, struct rsec_err *err);

/* One side as it is read. */
struct rsec_diff_reading {
	struct rsec_irr_diff *diff;
	enum rsec_irr_side side;
	struct rsec_diff_side *own;
	const struct rsec_diag *diag;
	struct rsec_irr_leniency leniency; /* with that diag */
	struct rsec_rpsl *rpsl;
	struct rsec_irr_diff_stats stats; /* the other thread's are far away */
	struct rsec_diff_identity identity;
	enum rsec_rpsl_class class_id; /* with it */
	bool named;		       /* of the filter's source */
	struct rsec_buf key;	       /* as a journal has it */
	uint64_t next_step; /* the offset at which to tell and wait */
	bool stable;	    /* texts stay where they are */
	bool in_journal;    /* they come from there */
	bool alone;	    /* the other side has failed */
};

/* diff_object.c: what is known of a text. */
enum rsec_diff_verdict {
	RSEC_DIFF_IS_ODD, /* something is to be told of it */
	RSEC_DIFF_IS_GOOD,
	RSEC_DIFF_IS_OTHER, /* the filter leaves it out */
};

/*
 * What RAW is; the identity of the one that is good is in reading.  Nothing is
 * told: that is for rsec_diff_take().
 */
enum rsec_diff_verdict rsec_diff_judge(
    struct rsec_diff_reading *reading, const struct rsec_rpsl_raw *raw);

/* The key of what was judged, with the flag of routes. */
uint64_t rsec_diff_key(const struct rsec_diff_reading *reading);

/*
 * Read RAW, tell what is wrong with it, and add it to the texts if it belongs
 * there.  Returns 0 or -1 with ERR.
 */
int rsec_diff_take(struct rsec_diff_reading *reading,
    const struct rsec_rpsl_raw *raw, struct rsec_err *err);

/* What is to be kept of RAW.  Returns 0 or -1 without memory. */
int rsec_diff_keep(const struct rsec_diff_reading *reading,
    const struct rsec_rpsl_raw *raw, struct rsec_diff_kept *kept);

struct rsec_rpsl_signature rsec_diff_hash(const struct rsec_rpsl_raw *raw);

/* An object was found, ADDED or a duplicate. */
void rsec_diff_count(
    struct rsec_diff_reading *reading, bool added, bool is_route);

/* diff_front.c: texts before anything is known of them. */
struct rsec_diff_front;

struct rsec_diff_front *rsec_diff_front_new(void);
void rsec_diff_front_free(struct rsec_diff_front *front);

/*
 * Compare the next objects of READING's source, as many as are at hand: 1, 0
 * at its end, or -1 with ERR.  *OFFSET is that of the first.
 */
int rsec_diff_front_next(struct rsec_diff_front *front,
    struct rsec_diff_reading *reading, uint64_t *offset, struct rsec_err *err);

#endif
