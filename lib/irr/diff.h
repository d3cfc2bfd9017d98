/* SPDX-License-Identifier: ISC */
/*
 * What changed between two dumps of a registry.
 *
 * Both are read at once, by a thread each, into one set of texts: an object
 * whose bytes both sides have is unchanged, and read but once.  Of a text that
 * only one side has, the signature (see meaning.h) tells whether the other has
 * one that means the same.  What is left at the end is what differs; only that
 * is sorted and paired.  Memory grows with the number of objects (60 to 75
 * bytes for each text) and with the text of what differs, not with the dumps:
 * where most texts differ, they are signed 64 MB at a time.
 *
 * What is compared are keys: class, prefix and origin or other key, and source.
 * A dump may hold several objects of one key, although a registry cannot.  If
 * both sides share one of them, that key is unchanged; else the newest of each
 * side counts, and of those the one with the larger signature.  The others are
 * duplicates.  (A key is a hash of 56 bits where unchanged objects are looked
 * for: a change is missed with a chance of 10^-10 each.)
 *
 * Where both sides have one text, and each another text of that meaning, the
 * latter count as one more unchanged object and not as duplicates.
 *
 * The order of objects in either dump makes no difference, nor does which of
 * the threads is faster.
 */
#ifndef RSEC_IRR_DIFF_H
#define RSEC_IRR_DIFF_H

#include "irr/nrtm.h"
#include "irr/object.h"
#include "irr/rpsl.h"

enum rsec_irr_side {
	RSEC_IRR_OLD,
	RSEC_IRR_NEW
};

enum rsec_irr_op {
	RSEC_IRR_ADDED,
	RSEC_IRR_REMOVED,
	RSEC_IRR_CHANGED,
	RSEC_IRR_ORIGIN, /* same prefix and maintainer, another origin */
};

/* What to compare; zero is every object of every class. */
struct rsec_irr_filter {
	uint64_t classes; /* bits 1 << class; 0: all known ones */
	const struct rsec_prefix *prefix; /* NULL: any */
	bool more_specific;		  /* those inside prefix as well */
	bool has_origin;
	uint32_t origin;
	const char *maintainer; /* in any case; NULL: any */
	const char *source;	/* likewise */
};

struct rsec_irr_diff_options {
	struct rsec_irr_filter filter;
	/* Its diag is not used: repairs go to that of each side. */
	struct rsec_irr_leniency leniency;
	bool all_attributes; /* noise counts, too */
	bool no_pair;	     /* an origin change is a removal and an addition */
	bool check;	     /* objects that break their template are refused */
};

/*
 * Counts of one side; all but the first two of what the filter lets pass.  In
 * the end objects is the number of changes that have an old (or a new) object,
 * and of what is unchanged.
 */
struct rsec_irr_diff_stats {
	uint64_t read;	     /* of every class, malformed ones, too */
	uint64_t named;	     /* of the filter's classes and source */
	uint64_t objects;    /* compared */
	uint64_t routes;     /* of them route and route6 */
	uint64_t duplicates; /* same meaning, or key; not compared */
	uint64_t malformed;  /* reported and passed over */
	uint64_t deleted;    /* IRRd's "*xx" leftovers */
	uint64_t repaired;   /* by leniency */
};

/* One change; all of it borrowed from the diff. */
struct rsec_irr_change {
	enum rsec_irr_op op;
	enum rsec_rpsl_class class_id;
	struct rsec_prefix prefix; /* of route and route6 */
	uint32_t origin;	   /* of the old one for ORIGIN */
	const char *key;	   /* as rsec_rpsl_key() */
	const char *source;	   /* upper case */
	const char *maintainer;	   /* the first; "" */
	/* NULL for ADDED and REMOVED respectively. */
	const struct rsec_rpsl_object *old_object, *new_object;
};

struct rsec_irr_diff; /* opaque */

RSEC_BEGIN_API

/* OPTIONS is copied, what it points to is borrowed.  NULL without memory. */
struct rsec_irr_diff *rsec_irr_diff_new(
    const struct rsec_irr_diff_options *options);
void rsec_irr_diff_free(struct rsec_irr_diff *diff);

/*
 * Change what SIDE is by JOURNAL before it is read: objects that it deletes or
 * replaces are passed over, what it adds belongs to the side.  At most one
 * journal a side; it is borrowed until the diff is freed.  A snapshot is a side
 * of its own: apply it to one that is read from an empty source.
 */
void rsec_irr_diff_apply(struct rsec_irr_diff *diff, enum rsec_irr_side side,
    const struct rsec_nrtm *journal);

/*
 * Read one side.  Two threads may do so at once, each its own side, and then
 * keep step.  STABLE: the runs of SOURCE stay where they are until the diff is
 * freed (a mapped file), so that nothing is copied.  Objects that cannot be
 * read are reported through DIAG, which is called by this thread only.
 * Returns 0, or -1 with ERR; the other side's thread then reads on alone, so
 * that what it reports is the same in each run.
 */
int rsec_irr_diff_read(struct rsec_irr_diff *diff, enum rsec_irr_side side,
    struct rsec_source source, bool stable, const struct rsec_diag *diag,
    struct rsec_err *err);

/* Both sides are read: pair what is left.  Returns 0 or -1 with ERR. */
int rsec_irr_diff_finish(struct rsec_irr_diff *diff, struct rsec_err *err);

const struct rsec_irr_diff_stats *rsec_irr_diff_stats(
    const struct rsec_irr_diff *diff, enum rsec_irr_side side);

/* Objects that both sides have. */
uint64_t rsec_irr_diff_unchanged(const struct rsec_irr_diff *diff);

/*
 * The changes, sorted by class, then prefix and origin or key, then source;
 * for one key removals stand before additions.
 */
size_t rsec_irr_diff_count(const struct rsec_irr_diff *diff);
const struct rsec_irr_change *rsec_irr_diff_get(
    const struct rsec_irr_diff *diff, size_t i);

/* "+", "-", "~", "~origin"; '+' for "added" and so on in words. */
const char *rsec_irr_op_sign(enum rsec_irr_op op);
const char *rsec_irr_op_name(enum rsec_irr_op op);

RSEC_END_API

#endif
