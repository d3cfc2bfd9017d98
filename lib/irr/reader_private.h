/* SPDX-License-Identifier: ISC */
/*
 * The reader inside: rpsl.c takes objects, attribute by attribute; cut.c only
 * finds where each begins and ends.
 */
#ifndef RSEC_IRR_READER_PRIVATE_H
#define RSEC_IRR_READER_PRIVATE_H

#include "base/buf.h"
#include "irr/nametable_private.h"
#include "irr/newlines_private.h"
#include "irr/rpsl.h"

/* What is looked at: a run, what was joined, or the text of a caller. */
struct rsec_rpsl_window {
	const char *at, *end;  /* AT is the beginning of a line */
	uint64_t line, offset; /* of what stands at AT; the line is 1-based */
	bool last;	       /* nothing follows behind END */
	bool is_joined;
};

struct rsec_rpsl {
	struct rsec_source source; /* next is NULL when it has ended */
	const struct rsec_diag *diag;
	struct rsec_rpsl_window window;
	const char *run, *ahead; /* the run's rest while the window is joined */
	struct rsec_buf joined;
	struct rsec_rpsl_attribute *attributes;
	size_t count, cap;
	struct rsec_rpsl_stats stats;
	struct rsec_err fault; /* of the object, if it is malformed */
	struct rsec_rpsl_names names;
	struct rsec_newlines newlines; /* of the window, from AT on */
};

/*
 * Put into the window, which has nothing more that is whole, what is to be
 * read next: 1, 0 at the end, or -1 with ERR.
 */
int rsec_rpsl_fill(struct rsec_rpsl *rpsl, struct rsec_err *err);

/* The object at the window's beginning is too long: -1 with ERR. */
int rsec_rpsl_too_long(const struct rsec_rpsl *rpsl, struct rsec_err *err);

/* The text of one object, of which nothing is known but where it ends. */
struct rsec_rpsl_raw {
	const char *text; /* no empty line or comment before it */
	size_t len;	  /* without the last LF */
	uint64_t line, offset;
	bool copied;  /* it is not in the source's run */
	bool unended; /* as in struct rsec_rpsl_object */
};

/* Whether the line before END, where the source ends, has none itself. */
static inline bool
rsec_rpsl_is_unended(const char *end)
{
	return end[-1] != '\n' && end[-1] != '\r';
}

/* An object that is UNENDED is malformed by WHY: -1 with ERR. */
int rsec_rpsl_truncated(const struct rsec_err *why, struct rsec_err *err);

/*
 * Cut the next objects, at most MAX, off the source; their texts are borrowed
 * until the next are cut.  How many, 0 at the end, or -1 with ERR.  A reader
 * that cuts is not asked for rsec_rpsl_next().
 */
int rsec_rpsl_cut(struct rsec_rpsl *rpsl, struct rsec_rpsl_raw *raw, int max,
    struct rsec_err *err);

/*
 * Read RAW: 1 and OBJECT, as rsec_rpsl_next() would hand it out; 0 for one of
 * IRRd's leftovers; or -1 with ERR.  Nothing is reported or counted.
 */
int rsec_rpsl_take(struct rsec_rpsl *rpsl, const struct rsec_rpsl_raw *raw,
    struct rsec_rpsl_object *object, struct rsec_err *err);

#endif
