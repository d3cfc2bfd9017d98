/* SPDX-License-Identifier: ISC */
/*
 * RPSL (RFC 2622, RFC 4012) as registries publish it: objects of attributes,
 * parted by empty lines, read as a stream of bytes, in any encoding.
 *
 *	route:		192.0.2.0/24	# a comment
 *	descr:		two lines of
 *	+		text, an empty one between them
 *	origin:		AS64496
 *	source:		EXAMPLE
 *
 * An attribute goes on in lines that begin with a blank, a tab or '+'.  A line
 * that begins with '#' or '%' is a comment wherever it stands, also between
 * the lines of a value.  An empty line has no byte but its end, LF or CRLF: one
 * of blanks goes on with an attribute.  The name of an attribute is of letters,
 * digits, '-' and '_', and begins with a letter.  Nothing is copied that lies
 * in one piece in the input.
 */
#ifndef RSEC_IRR_RPSL_H
#define RSEC_IRR_RPSL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/api.h"
#include "base/err.h"
#include "base/source.h"

#define RSEC_RPSL_OBJECT_MAX ((size_t)16 << 20) /* bytes of one object */

/* Classes of objects; schema.def says how each is called. */
enum rsec_rpsl_class {
	RSEC_RPSL_UNKNOWN_CLASS,
#define CLASS(id, name, key) RSEC_RPSL_##id,
#define ATTRIBUTE(id, name, kind, noise)
#include "irr/schema.def"
#undef CLASS
#undef ATTRIBUTE
	RSEC_RPSL_CLASSES
};

/* Attributes that this library knows. */
enum rsec_rpsl_name {
	RSEC_RPSL_UNKNOWN_NAME,
#define CLASS(id, name, key)
#define ATTRIBUTE(id, name, kind, noise) RSEC_RPSL_ATTR_##id,
#include "irr/schema.def"
#undef CLASS
#undef ATTRIBUTE
	RSEC_RPSL_NAMES
};

/* What the value of an attribute is made of; decides what order means. */
enum rsec_rpsl_kind {
	RSEC_RPSL_WHOLE, /* one value; line breaks and blanks are one blank */
	RSEC_RPSL_TEXT,	 /* free text: each line is a value of its own */
	RSEC_RPSL_LIST,	 /* items between commas or blanks */
};

/* One attribute; borrowed from the object's text. */
struct rsec_rpsl_attribute {
	const char *name;  /* as it is written */
	const char *value; /* behind the colon: lines, comments and all */
	uint32_t name_len;
	uint32_t value_len; /* without the end of the last line; may be 0 */
	uint32_t line;	    /* counted from that of the object, 0-based */
	uint16_t id;	    /* enum rsec_rpsl_name */
};

/* One object; borrowed until the reader is asked for the next. */
struct rsec_rpsl_object {
	const char *text; /* from its first byte to its last attribute's end */
	size_t len;	  /* without the end of the last line */
	bool copied;	  /* it spanned runs: TEXT is not in the source's */
	bool unended;	  /* the source ends in the midst of its last line */
	uint64_t line;	  /* of its first line, 1-based */
	uint64_t offset;  /* of its first byte */
	enum rsec_rpsl_class class_id;
	const struct rsec_rpsl_attribute *attributes; /* at least one */
	size_t count;
};

struct rsec_rpsl_stats {
	uint64_t objects;   /* handed out */
	uint64_t malformed; /* reported and passed over */
	uint64_t deleted;   /* "*xx" leftovers of IRRd's, passed over */
};

struct rsec_rpsl; /* a reader; opaque */

RSEC_BEGIN_API

/*
 * A reader of SOURCE, which is used until it is freed; all zeros for a reader
 * that is only there for rsec_rpsl_parse().  An object with a line that is
 * neither an attribute, nor goes on with one, nor is a comment, is reported
 * through DIAG (which may be NULL) with the first such line, and passed over.
 * NULL without memory.
 */
struct rsec_rpsl *rsec_rpsl_new(
    struct rsec_source source, const struct rsec_diag *diag);
void rsec_rpsl_free(struct rsec_rpsl *rpsl);

/*
 * The next object: 1, 0 at the end, or -1 with ERR (the source failed, an
 * object is longer than RSEC_RPSL_OBJECT_MAX, DIAG asked to stop).  Where the
 * last line has no end, and is malformed, the source was cut: that is an error,
 * too.
 */
int rsec_rpsl_next(struct rsec_rpsl *rpsl, struct rsec_rpsl_object *object,
    struct rsec_err *err);

const struct rsec_rpsl_stats *rsec_rpsl_stats(const struct rsec_rpsl *rpsl);

/*
 * The one object that is in TEXT[0..len), with nothing but empty lines and
 * comments around it; its attributes are borrowed until the reader's next
 * call, which goes on with the source as if this had not been asked.  Returns
 * 0 or -1 with ERR; the line in ERR counts from 1 in TEXT.
 */
int rsec_rpsl_parse(struct rsec_rpsl *rpsl, const char *text, size_t len,
    struct rsec_rpsl_object *object, struct rsec_err *err);

/* "route", "as-set"; "mnt-by".  Unknown ones are "". */
const char *rsec_rpsl_class_name(enum rsec_rpsl_class class_id);
const char *rsec_rpsl_name(enum rsec_rpsl_name name);

/* By name in any case, S[0..n). */
enum rsec_rpsl_class rsec_rpsl_class_find(const char *s, size_t n);
enum rsec_rpsl_name rsec_rpsl_name_find(const char *s, size_t n);

/* The first attribute of that name, or NULL. */
const struct rsec_rpsl_attribute *rsec_rpsl_find(
    const struct rsec_rpsl_object *object, enum rsec_rpsl_name name);

RSEC_END_API

#endif
