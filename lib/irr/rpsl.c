/* SPDX-License-Identifier: ISC */
/*
 * The stream of objects.  See rpsl.h; names are in schema.c.
 *
 * The reader looks at a window of bytes: a run of its source or, where an
 * object spans runs, what join() copied together.  It first passes over what
 * stands between objects, then takes the lines of one object until an empty
 * one.  An object whose end is not in the window is put aside and taken again
 * from its first byte when it is joined; that end is then found without being
 * parsed, so that every byte is looked at no more than three times however the
 * source cuts its runs.  Which objects come out does not depend on that.
 *
 * Invariant: the window begins at the beginning of a line.
 */
#include "irr/rpsl.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/num.h"
#include "base/quote.h"
#include "irr/rpsl_private.h"

#define RECENT_NAMES 64 /* a power of 2 */

struct rsec_rpsl {
	struct rsec_source source; /* next is NULL when it has ended */
	const struct rsec_diag *diag;
	const char *at, *end;	 /* the window */
	const char *run, *ahead; /* the run's rest while the window is joined */
	bool is_joined;		 /* the window */
	struct rsec_buf joined;
	uint64_t line, offset; /* of what stands at AT; the line is 1-based */
	struct rsec_rpsl_attribute *attributes;
	size_t count, cap;
	struct rsec_rpsl_stats stats;
	uint8_t recent[RECENT_NAMES]; /* see find_name() */
};

/* What the window was found to begin with. */
enum found {
	FOUND_NOTHING, /* no object; the window is empty now */
	FOUND_OBJECT,
	FOUND_MORE, /* an object that goes on behind the window */
	FOUND_MALFORMED,
	FOUND_DELETED,
	FOUND_ERROR, /* the reader cannot go on */
};

/* The lines of one object as they are taken. */
struct taking {
	const char *text; /* its first byte */
	const char *at;	  /* of the line that is looked at */
	uint32_t line;	  /* its number from that of the object */
	bool deleted;
	struct rsec_err fault; /* of its first malformed line */
};

struct rsec_rpsl *
rsec_rpsl_new(struct rsec_source source, const struct rsec_diag *diag)
{
	struct rsec_rpsl *rpsl = calloc(1, sizeof(*rpsl));

	if (rpsl == NULL)
		return NULL;
	rpsl->source = source;
	rpsl->diag = diag;
	rpsl->line = 1;
	return rpsl;
}

void
rsec_rpsl_free(struct rsec_rpsl *rpsl)
{
	if (rpsl == NULL)
		return;
	rsec_buf_fini(&rpsl->joined);
	free(rpsl->attributes);
	free(rpsl);
}

const struct rsec_rpsl_stats *
rsec_rpsl_stats(const struct rsec_rpsl *rpsl)
{
	return &rpsl->stats;
}

/* S[0..n) without the CR of a CRLF. */
static size_t
without_cr(const char *s, size_t n)
{
	return n > 0 && s[n - 1] == '\r' ? n - 1 : n;
}

static bool
is_comment(char c)
{
	return c == '#' || c == '%';
}

static bool
is_all_blank(const char *s, size_t n)
{
	while (n > 0 && rsec_rpsl_is_blank(s[n - 1]))
		n--;
	return n == 0;
}

/*
 * Pass over lines that belong to no object: empty ones, comments, and such
 * with nothing but blanks, which would go on with an attribute if there were
 * one.
 */
static void
pass_between(struct rsec_rpsl *rpsl)
{
	const char *lf;
	size_t n, left;

	while ((left = (size_t)(rpsl->end - rpsl->at)) > 0) {
		if ((lf = memchr(rpsl->at, '\n', left)) != NULL)
			left = (size_t)(lf - rpsl->at) + 1;
		else if (rpsl->source.next != NULL)
			return;
		n = left - (lf != NULL);
		if (!is_comment(*rpsl->at) && !is_all_blank(rpsl->at, n))
			return;
		rpsl->at += left;
		rpsl->offset += left;
		rpsl->line++;
	}
}

/* Note what is wrong with the line, unless a line before it was wrong. */
static enum found
malformed(struct taking *taking, const char *fmt, const char *detail)
{
	if (taking->fault.code == RSEC_ERR_NONE)
		rsec_err_at_line(
		    &taking->fault, RSEC_ERR_SYNTAX, taking->line, fmt, detail);
	return FOUND_OBJECT;
}

static bool
is_letter(char c)
{
	c = rsec_rpsl_fold(c);
	return c >= 'a' && c <= 'z';
}

/* Letters, digits, '-' and '_', a letter first. */
static bool
is_attribute_name(const char *s, size_t n)
{
	size_t i;

	if (n == 0 || !is_letter(s[0]))
		return false;
	for (i = 1; i < n; i++)
		if (!is_letter(s[i]) && (s[i] < '0' || s[i] > '9') &&
		    s[i] != '-' && s[i] != '_')
			return false;
	return true;
}

/*
 * Which name S[0..n), n > 0, is.  A registry writes a few names over and over:
 * the last one of the same length, first and last letter is tried first.  To
 * look at all of them took a fifth of the time of reading a dump.
 */
static enum rsec_rpsl_name
find_name(struct rsec_rpsl *rpsl, const char *s, size_t n)
{
	size_t hash = n * 7 ^ (size_t)s[0] * 2 ^ (size_t)s[n - 1] * 5;
	uint8_t *recent = &rpsl->recent[hash % RECENT_NAMES];
	enum rsec_rpsl_name name = *recent;

	if (!rsec_rpsl_is_name(name, s, n))
		*recent = (uint8_t)(name = rsec_rpsl_name_find(s, n));
	return name;
}

static struct rsec_rpsl_attribute *
add_attribute(struct rsec_rpsl *rpsl)
{
	struct rsec_rpsl_attribute *grown;
	size_t cap, size;

	if (rpsl->count == rpsl->cap) {
		if (!rsec_size_mul(rpsl->cap, 2, &cap))
			return NULL;
		if (cap == 0)
			cap = 64;
		if (!rsec_size_mul(cap, sizeof(*grown), &size) ||
		    (grown = realloc(rpsl->attributes, size)) == NULL)
			return NULL;
		rpsl->attributes = grown;
		rpsl->cap = cap;
	}
	return &rpsl->attributes[rpsl->count++];
}

/* The line S[0..n) begins an attribute, or nothing that is known. */
static enum found
take_attribute(
    struct rsec_rpsl *rpsl, struct taking *taking, const char *s, size_t n)
{
	const char *colon = memchr(s, ':', n);
	struct rsec_rpsl_attribute *attribute;
	char quoted[RSEC_QUOTE_SIZE];
	enum rsec_rpsl_name id;
	size_t len;

	if (colon == NULL)
		return malformed(taking,
		    "%s is neither an attribute nor goes on with one "
		    "(RFC 2622 section 2)",
		    rsec_quote(quoted, s, n));
	len = (size_t)(colon - s);
	id = len > 0 ? find_name(rpsl, s, len) : RSEC_RPSL_UNKNOWN_NAME;
	if (id == RSEC_RPSL_UNKNOWN_NAME && !is_attribute_name(s, len))
		return malformed(taking,
		    "%s is not the name of an attribute (RFC 2622 section 2)",
		    rsec_quote(quoted, s, len));
	if ((attribute = add_attribute(rpsl)) == NULL)
		return FOUND_ERROR;
	attribute->name = s;
	attribute->name_len = (uint32_t)len;
	attribute->value = colon + 1;
	attribute->value_len = (uint32_t)(n - len - 1);
	attribute->line = taking->line;
	attribute->id = (uint16_t)id;
	return FOUND_OBJECT;
}

/* Take the line S[0..n), which has no end and is not empty. */
static enum found
take_line(
    struct rsec_rpsl *rpsl, struct taking *taking, const char *s, size_t n)
{
	struct rsec_rpsl_attribute *last;

	if (is_comment(*s) || taking->deleted ||
	    taking->fault.code != RSEC_ERR_NONE)
		return FOUND_OBJECT;
	if (*s != ' ' && *s != '\t' && *s != '+') {
		if (rpsl->count > 0 || n < 3 || memcmp(s, "*xx", 3) != 0)
			return take_attribute(rpsl, taking, s, n);
		taking->deleted = true;
	} else if (rpsl->count == 0) {
		return malformed(taking,
		    "a line goes on where there is no attribute "
		    "(RFC 2622 section 2)%s",
		    "");
	} else {
		last = &rpsl->attributes[rpsl->count - 1];
		last->value_len = (uint32_t)(s + n - last->value);
	}
	return FOUND_OBJECT;
}

static int
too_long(const struct rsec_rpsl *rpsl, struct rsec_err *err)
{
	return rsec_err_at_line(err, RSEC_ERR_LIMIT, rpsl->line,
	    "object is longer than %zu bytes", RSEC_RPSL_OBJECT_MAX);
}

static enum found
outcome(struct rsec_rpsl *rpsl, struct taking *taking)
{
	if (taking->deleted)
		return FOUND_DELETED;
	if (taking->fault.code != RSEC_ERR_NONE) {
		taking->fault.line += rpsl->line;
		return FOUND_MALFORMED;
	}
	return FOUND_OBJECT;
}

/*
 * Take one object from the window.  Where it is there to its end, the window
 * is left behind it, but LINE and OFFSET are still those of its first byte.
 */
static enum found
take_object(struct rsec_rpsl *rpsl, struct taking *taking, struct rsec_err *err)
{
	const char *lf, *end = rpsl->end;
	bool whole = rpsl->source.next == NULL;
	size_t left, n;

	*taking = (struct taking){ .text = rpsl->at, .at = rpsl->at };
	rpsl->count = 0;
	for (;; taking->at = lf + 1, taking->line++) {
		left = (size_t)(end - taking->at);
		if (taking->at - taking->text > (ptrdiff_t)RSEC_RPSL_OBJECT_MAX)
			return too_long(rpsl, err), FOUND_ERROR;
		lf = left > 0 ? memchr(taking->at, '\n', left) : NULL;
		if (lf == NULL && !whole)
			return FOUND_MORE;
		n = lf == NULL ? left : (size_t)(lf - taking->at);
		n = without_cr(taking->at, n);
		if (n == 0)
			break;
		if (take_line(rpsl, taking, taking->at, n) == FOUND_ERROR)
			return rsec_err_nomem(err), FOUND_ERROR;
		if (lf == NULL)
			lf = end - 1;
	}
	rpsl->at = lf != NULL ? lf + 1 : end;
	return outcome(rpsl, taking);
}

/* Pull the next run into RUN..AHEAD; 1, 0 at the end, -1. */
static int
pull(struct rsec_rpsl *rpsl, struct rsec_err *err)
{
	const uint8_t *data = NULL;
	size_t len = 0;
	int rc = 0;

	if (rpsl->source.next != NULL)
		rc = rpsl->source.next(rpsl->source.ctx, &data, &len, err);
	if (rc != 1)
		rpsl->source.next = NULL;
	rpsl->run = (const char *)data;
	rpsl->ahead = rpsl->run + len;
	return rc;
}

/*
 * How many bytes of the run S[0..n) there are to the end of its first empty
 * line, which may have begun in what was JOINED before; 0 if it has none.
 * Where a comment was cut, to the end of that line.
 */
static size_t
to_empty_line(const struct rsec_buf *joined, const char *s, size_t n)
{
	size_t have = joined->len;
	bool cr = joined->data[have - 1] == '\r';
	bool empty = have == (size_t)cr || joined->data[have - cr - 1] == '\n';
	const char *at = s, *lf;

	while ((lf = memchr(at, '\n', n - (size_t)(at - s))) != NULL) {
		if (is_comment(joined->data[0]) ||
		    (empty &&
			(lf == at || (lf == at + 1 && *at == '\r' && !cr))))
			return (size_t)(lf - s) + 1;
		at = lf + 1;
		empty = true;
		cr = false;
	}
	return 0;
}

/*
 * The window ends inside an object or a comment.  Copy it, and what follows up
 * to the next empty line, and make that the window.
 */
static int
join(struct rsec_rpsl *rpsl, struct rsec_err *err)
{
	const size_t max = RSEC_RPSL_OBJECT_MAX + sizeof("\r\n") - 1;
	size_t n = (size_t)(rpsl->end - rpsl->at), to = 0;
	int rc = 1;

	rpsl->joined.len = 0;
	if (n > max)
		return too_long(rpsl, err);
	if (rsec_buf_add(&rpsl->joined, rpsl->at, n) != 0)
		return rsec_err_nomem(err);
	while (to == 0 && (rc = pull(rpsl, err)) == 1) {
		n = (size_t)(rpsl->ahead - rpsl->run);
		to = to_empty_line(&rpsl->joined, rpsl->run, n);
		n = to > 0 ? to : n;
		if (n > max - rpsl->joined.len)
			return too_long(rpsl, err);
		if (rsec_buf_add(&rpsl->joined, rpsl->run, n) != 0)
			return rsec_err_nomem(err);
		rpsl->run += n;
	}
	rpsl->is_joined = true;
	rpsl->at = rpsl->joined.data;
	rpsl->end = rpsl->at + rpsl->joined.len;
	return rc == -1 ? -1 : 0;
}

/* Put into the window what is to be read next: 1, 0 at the end, or -1. */
static int
fill(struct rsec_rpsl *rpsl, struct rsec_err *err)
{
	int rc = 1;

	if (rpsl->at < rpsl->end)
		return join(rpsl, err) == 0 ? 1 : -1;
	while (rpsl->run == rpsl->ahead && rc == 1)
		rc = pull(rpsl, err);
	rpsl->is_joined = false;
	rpsl->at = rpsl->run;
	rpsl->end = rpsl->run = rpsl->ahead;
	return rc;
}

/* What is taken becomes the object that is handed out. */
static void
hand_out(struct rsec_rpsl *rpsl, const struct taking *taking,
    struct rsec_rpsl_object *object)
{
	const struct rsec_rpsl_attribute *last =
	    &rpsl->attributes[rpsl->count - 1];

	object->text = taking->text;
	object->len = (size_t)(last->value - taking->text) + last->value_len;
	object->line = rpsl->line;
	object->offset = rpsl->offset;
	object->copied = rpsl->is_joined;
	object->attributes = rpsl->attributes;
	object->count = rpsl->count;
	object->class =
	    (enum rsec_rpsl_class)rsec_rpsl_class_of[rpsl->attributes[0].id];
}

/* The next thing in the window, counted; the window is left behind it. */
static enum found
next_found(struct rsec_rpsl *rpsl, struct taking *taking,
    struct rsec_rpsl_object *object, struct rsec_err *err)
{
	enum found found;

	pass_between(rpsl);
	if (rpsl->at == rpsl->end)
		return FOUND_NOTHING;
	found = take_object(rpsl, taking, err);
	if (found == FOUND_MORE || found == FOUND_ERROR)
		return found;
	if (found == FOUND_OBJECT)
		hand_out(rpsl, taking, object);
	rpsl->line += taking->line + 1;
	rpsl->offset += (uint64_t)(rpsl->at - taking->text);
	return found;
}

static int
stopped(const struct rsec_err *why, struct rsec_err *err)
{
	return rsec_err_at_line(
	    err, RSEC_ERR_STOPPED, why->line, "stopped: %s", why->msg);
}

int
rsec_rpsl_next(struct rsec_rpsl *rpsl, struct rsec_rpsl_object *object,
    struct rsec_err *err)
{
	struct taking taking;
	int rc;

	for (;;) {
		switch (next_found(rpsl, &taking, object, err)) {
		case FOUND_OBJECT:
			rpsl->stats.objects++;
			return 1;
		case FOUND_DELETED:
			rpsl->stats.deleted++;
			break;
		case FOUND_MALFORMED:
			rpsl->stats.malformed++;
			if (rsec_diag_report(rpsl->diag, &taking.fault) != 0)
				return stopped(&taking.fault, err);
			break;
		case FOUND_NOTHING:
		case FOUND_MORE:
			if ((rc = fill(rpsl, err)) != 1)
				return rc;
			break;
		case FOUND_ERROR:
			return -1;
		}
	}
}

/* The one object of the window, and nothing but it. */
static int
only_object(struct rsec_rpsl *rpsl, struct rsec_rpsl_object *object,
    struct rsec_err *err)
{
	struct taking taking;
	uint64_t line;

	pass_between(rpsl);
	line = rpsl->line;
	switch (next_found(rpsl, &taking, object, err)) {
	case FOUND_OBJECT:
		break;
	case FOUND_MALFORMED:
		if (err != NULL)
			*err = taking.fault;
		return -1;
	case FOUND_DELETED:
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, line,
		    "the object is a leftover of a deletion");
	case FOUND_NOTHING:
	case FOUND_MORE:
		return rsec_err_at_line(
		    err, RSEC_ERR_SYNTAX, line, "there is no object");
	case FOUND_ERROR:
		return -1;
	}
	pass_between(rpsl);
	if (rpsl->at == rpsl->end)
		return 0;
	return rsec_err_at_line(err, RSEC_ERR_SYNTAX, rpsl->line,
	    "another object follows after an empty line");
}

int
rsec_rpsl_parse(struct rsec_rpsl *rpsl, const char *text, size_t len,
    struct rsec_rpsl_object *object, struct rsec_err *err)
{
	struct rsec_rpsl stream = *rpsl;
	int rc;

	rpsl->source.next = NULL;
	rpsl->is_joined = false;
	rpsl->at = text;
	rpsl->end = text + len;
	rpsl->line = 1;
	rpsl->offset = 0;
	rc = only_object(rpsl, object, err);
	stream.attributes = rpsl->attributes;
	stream.cap = rpsl->cap;
	*rpsl = stream;
	return rc;
}

const struct rsec_rpsl_attribute *
rsec_rpsl_find(const struct rsec_rpsl_object *object, enum rsec_rpsl_name name)
{
	size_t i;

	for (i = 0; i < object->count; i++)
		if (object->attributes[i].id == name)
			return &object->attributes[i];
	return NULL;
}
