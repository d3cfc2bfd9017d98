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
 * Nearly all lines begin with the name of a known attribute.  That is found
 * without a branch that depends on it: 16 bytes, cut at the colon, and folded,
 * are looked up in a table.  Only what is not there is looked at more closely.
 * Reading costs 11 ns a line so, and 27 ns with memchr() and memcmp().
 */
#include "irr/rpsl.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/num.h"
#include "base/quote.h"
#include "irr/reader_private.h"
#include "irr/rpsl_private.h"

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
	enum found as;	  /* FOUND_OBJECT, or what it turned out to be */
	bool unended;	  /* the last line has no end */
};

struct rsec_rpsl *
rsec_rpsl_new(struct rsec_source source, const struct rsec_diag *diag)
{
	struct rsec_rpsl *rpsl =
	    aligned_alloc(_Alignof(struct rsec_rpsl), sizeof(*rpsl));

	if (rpsl == NULL)
		return NULL;
	memset(rpsl, 0, sizeof(*rpsl));
	rsec_rpsl_names_fill(&rpsl->names);
	rpsl->source = source;
	rpsl->diag = diag;
	rpsl->window.line = 1;
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

	while ((left = (size_t)(rpsl->window.end - rpsl->window.at)) > 0) {
		lf = rsec_newlines_next(&rpsl->newlines);
		if (lf == NULL && !rpsl->window.last)
			return;
		n = lf != NULL ? (size_t)(lf - rpsl->window.at) : left;
		if (!is_comment(*rpsl->window.at) &&
		    !is_all_blank(rpsl->window.at, n)) {
			if (lf != NULL)
				rsec_newlines_back(&rpsl->newlines);
			return;
		}
		n += lf != NULL;
		rpsl->window.at += n;
		rpsl->window.offset += n;
		rpsl->window.line++;
	}
}

/* Note what is wrong with the line. */
static int
malformed(struct rsec_rpsl *rpsl, struct taking *taking, const char *fmt,
    const char *detail)
{
	rsec_err_at_line(&rpsl->fault, RSEC_ERR_SYNTAX,
	    rpsl->window.line + taking->line, fmt, detail);
	taking->as = FOUND_MALFORMED;
	return 0;
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

static int
more_attributes(struct rsec_rpsl *rpsl)
{
	struct rsec_rpsl_attribute *grown;
	size_t cap = 64, size;

	if ((rpsl->cap > 0 && !rsec_size_mul(rpsl->cap, 2, &cap)) ||
	    !rsec_size_mul(cap, sizeof(*grown), &size) ||
	    (grown = realloc(rpsl->attributes, size)) == NULL)
		return -1;
	rpsl->attributes = grown;
	rpsl->cap = cap;
	return 0;
}

/* Add the attribute that the line S[0..n) begins; 0, or -1 without memory. */
static int
add_attribute(struct rsec_rpsl *rpsl, const struct taking *taking,
    const char *s, size_t n, size_t name_len, uint16_t id)
{
	struct rsec_rpsl_attribute *attribute;

	if (rpsl->count == rpsl->cap && more_attributes(rpsl) != 0)
		return -1;
	attribute = &rpsl->attributes[rpsl->count++];
	attribute->name = s;
	attribute->name_len = (uint32_t)name_len;
	attribute->value = s + name_len + 1;
	attribute->value_len = (uint32_t)(n - name_len - 1);
	attribute->line = taking->line;
	attribute->id = id;
	return 0;
}

/* The line S[0..n) begins an attribute, or nothing that is known. */
static int
take_attribute(
    struct rsec_rpsl *rpsl, struct taking *taking, const char *s, size_t n)
{
	const char *colon = memchr(s, ':', n);
	char quoted[RSEC_QUOTE_SIZE];
	size_t len;

	if (colon == NULL)
		return malformed(rpsl, taking,
		    "%s is neither an attribute nor goes on with one "
		    "(RFC 2622 section 2)",
		    rsec_quote(quoted, s, n));
	len = (size_t)(colon - s);
	if (!is_attribute_name(s, len))
		return malformed(rpsl, taking,
		    "%s is not the name of an attribute (RFC 2622 section 2)",
		    rsec_quote(quoted, s, len));
	return add_attribute(
	    rpsl, taking, s, n, len, (uint16_t)rsec_rpsl_name_find(s, len));
}

/* Take the line S[0..n), whatever it is. */
static int
take_any_line(
    struct rsec_rpsl *rpsl, struct taking *taking, const char *s, size_t n)
{
	struct rsec_rpsl_attribute *last;

	if (is_comment(*s))
		return 0;
	if (*s != ' ' && *s != '\t' && *s != '+') {
		if (rpsl->count > 0 || n < 3 || memcmp(s, "*xx", 3) != 0)
			return take_attribute(rpsl, taking, s, n);
		taking->as = FOUND_DELETED;
	} else if (rpsl->count == 0) {
		return malformed(rpsl, taking,
		    "a line goes on where there is no attribute "
		    "(RFC 2622 section 2)%s",
		    "");
	} else {
		last = &rpsl->attributes[rpsl->count - 1];
		last->value_len = (uint32_t)(s + n - last->value);
	}
	return 0;
}

/*
 * Take the line S[0..n), which has no end and is not empty; 0, or -1 without
 * memory.
 */
static inline int
take_line(
    struct rsec_rpsl *rpsl, struct taking *taking, const char *s, size_t n)
{
	rsec_block block;
	unsigned colons;
	size_t len;
	uint16_t id;

	if (taking->as != FOUND_OBJECT)
		return 0;
	if ((size_t)(rpsl->window.end - s) >= RSEC_BLOCK) {
		block = rsec_block_load(s);
		colons = rsec_block_bits(rsec_block_equal(block, ':'));
		if (colons != 0) {
			len = (size_t)__builtin_ctz(colons);
			id = rsec_rpsl_names_find(&rpsl->names, block, len);
			if (id != RSEC_RPSL_UNKNOWN_NAME)
				return add_attribute(
				    rpsl, taking, s, n, len, id);
		}
	}
	return take_any_line(rpsl, taking, s, n);
}

int
rsec_rpsl_too_long(const struct rsec_rpsl *rpsl, struct rsec_err *err)
{
	return rsec_err_at_line(err, RSEC_ERR_LIMIT, rpsl->window.line,
	    "object is longer than %zu bytes", RSEC_RPSL_OBJECT_MAX);
}

/*
 * Take one object from the window.  Where it is there to its end, the window
 * is left behind it, but its LINE and OFFSET are still those of the object.
 */
static enum found
take_object(struct rsec_rpsl *rpsl, struct taking *taking, struct rsec_err *err)
{
	struct rsec_rpsl_window *window = &rpsl->window;
	const char *lf;
	size_t n;

	*taking = (struct taking){
		.text = window->at, .at = window->at, .as = FOUND_OBJECT
	};
	rpsl->count = 0;
	for (;; taking->line++) {
		if (taking->at - taking->text > (ptrdiff_t)RSEC_RPSL_OBJECT_MAX)
			return rsec_rpsl_too_long(rpsl, err), FOUND_ERROR;
		lf = rsec_newlines_next(&rpsl->newlines);
		if (lf == NULL && !window->last)
			return FOUND_MORE;
		n = (size_t)((lf != NULL ? lf : window->end) - taking->at);
		n = without_cr(taking->at, n);
		if (n == 0)
			break;
		if (take_line(rpsl, taking, taking->at, n) != 0)
			return rsec_err_nomem(err), FOUND_ERROR;
		taking->at = lf != NULL ? lf + 1 : window->end;
	}
	window->at = lf != NULL ? lf + 1 : window->end;
	taking->unended = lf == NULL && rsec_rpsl_is_unended(window->end);
	return taking->as;
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
	if (rc != 1) {
		rpsl->source.next = NULL;
		rpsl->run = rpsl->ahead = NULL;
		return rc;
	}
	rpsl->run = (const char *)data;
	rpsl->ahead = rpsl->run + len;
	return 1;
}

/* Make S[0..n) the window. */
static void
look_at(struct rsec_rpsl *rpsl, const char *s, size_t n)
{
	rpsl->window.at = s;
	rpsl->window.end = s + n;
	rpsl->window.last = rpsl->source.next == NULL;
	rpsl->window.is_joined = false;
	rsec_newlines_init(&rpsl->newlines, s, s + n);
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
	size_t n = (size_t)(rpsl->window.end - rpsl->window.at), to = 0;
	int rc = 1;

	rpsl->joined.len = 0;
	if (n > max)
		return rsec_rpsl_too_long(rpsl, err);
	if (rsec_buf_add(&rpsl->joined, rpsl->window.at, n) != 0)
		return rsec_err_nomem(err);
	while (to == 0 && (rc = pull(rpsl, err)) == 1) {
		n = (size_t)(rpsl->ahead - rpsl->run);
		to = to_empty_line(&rpsl->joined, rpsl->run, n);
		n = to > 0 ? to : n;
		if (n > max - rpsl->joined.len)
			return rsec_rpsl_too_long(rpsl, err);
		if (rsec_buf_add(&rpsl->joined, rpsl->run, n) != 0)
			return rsec_err_nomem(err);
		rpsl->run += n;
	}
	look_at(rpsl, rpsl->joined.data, rpsl->joined.len);
	rpsl->window.is_joined = true;
	return rc == -1 ? -1 : 0;
}

int
rsec_rpsl_fill(struct rsec_rpsl *rpsl, struct rsec_err *err)
{
	int rc = 1;

	if (rpsl->window.at < rpsl->window.end)
		return join(rpsl, err) == 0 ? 1 : -1;
	while (rpsl->run == rpsl->ahead && rc == 1)
		rc = pull(rpsl, err);
	if (rc != 1)
		return rc;
	look_at(rpsl, rpsl->run, (size_t)(rpsl->ahead - rpsl->run));
	rpsl->run = rpsl->ahead;
	return 1;
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
	object->line = rpsl->window.line;
	object->offset = rpsl->window.offset;
	object->copied = rpsl->window.is_joined;
	object->unended = taking->unended;
	object->attributes = rpsl->attributes;
	object->count = rpsl->count;
	object->class_id =
	    (enum rsec_rpsl_class)rsec_rpsl_class_of[rpsl->attributes[0].id];
}

/* The next thing in the window, counted; the window is left behind it. */
static enum found
next_found(struct rsec_rpsl *rpsl, struct taking *taking,
    struct rsec_rpsl_object *object, struct rsec_err *err)
{
	enum found found;

	pass_between(rpsl);
	if (rpsl->window.at == rpsl->window.end)
		return FOUND_NOTHING;
	found = take_object(rpsl, taking, err);
	if (found == FOUND_MORE || found == FOUND_ERROR)
		return found;
	if (found == FOUND_OBJECT)
		hand_out(rpsl, taking, object);
	rpsl->window.line += taking->line + 1;
	rpsl->window.offset += (uint64_t)(rpsl->window.at - taking->text);
	return found;
}

int
rsec_rpsl_truncated(const struct rsec_err *why, struct rsec_err *err)
{
	return rsec_err_at_line(err, RSEC_ERR_TRUNCATED, why->line,
	    "truncated inside an object: %s", why->msg);
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
			if (taking.unended)
				return rsec_rpsl_truncated(&rpsl->fault, err);
			if (rsec_diag_report(rpsl->diag, &rpsl->fault) != 0)
				return stopped(&rpsl->fault, err);
			break;
		case FOUND_NOTHING:
		case FOUND_MORE:
			if ((rc = rsec_rpsl_fill(rpsl, err)) != 1)
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
	line = rpsl->window.line;
	switch (next_found(rpsl, &taking, object, err)) {
	case FOUND_OBJECT:
		break;
	case FOUND_MALFORMED:
		if (err != NULL)
			*err = rpsl->fault;
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
	if (rpsl->window.at == rpsl->window.end)
		return 0;
	return rsec_err_at_line(err, RSEC_ERR_SYNTAX, rpsl->window.line,
	    "another object follows after an empty line");
}

int
rsec_rpsl_parse(struct rsec_rpsl *rpsl, const char *text, size_t len,
    struct rsec_rpsl_object *object, struct rsec_err *err)
{
	struct rsec_rpsl_window stream = rpsl->window;
	int rc;

	look_at(rpsl, text, len);
	rpsl->window.last = true;
	rpsl->window.line = 1;
	rpsl->window.offset = 0;
	rc = only_object(rpsl, object, err);
	rpsl->window = stream;
	rsec_newlines_init(&rpsl->newlines, stream.at, stream.end);
	return rc;
}

int
rsec_rpsl_take(struct rsec_rpsl *rpsl, const struct rsec_rpsl_raw *raw,
    struct rsec_rpsl_object *object, struct rsec_err *err)
{
	struct rsec_rpsl_window stream = rpsl->window;
	struct taking taking;
	enum found found;

	look_at(rpsl, raw->text, raw->len);
	rpsl->window.last = true;
	rpsl->window.line = raw->line;
	rpsl->window.offset = raw->offset;
	rpsl->window.is_joined = raw->copied;
	found = next_found(rpsl, &taking, object, err);
	rpsl->window = stream;
	if (found == FOUND_MALFORMED)
		*err = rpsl->fault;
	return found == FOUND_OBJECT ? 1 : found == FOUND_DELETED ? 0 : -1;
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
