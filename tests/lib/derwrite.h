/* SPDX-License-Identifier: ISC */
/*
 * Write DER, and on demand write it wrongly.
 *
 * Elements nest between derw_begin() and derw_end(); each may have a label.
 * An edit names an element by the path of its labels and says what is to be
 * wrong there, so that the code that writes an object needs no case for any
 * defect, and a signature that is made after an element was ended covers the
 * edited bytes.
 *
 * For tests only: no memory, or a nesting too deep, ends the program.
 */
#ifndef RSEC_TESTS_LIB_DERWRITE_H
#define RSEC_TESTS_LIB_DERWRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DERW_DEPTH 40 /* elements that may be open at once */
#define DERW_EDITS 8  /* edits of one object */

enum derw_op {
	DERW_KEEP,	 /* the zero edit: no change */
	DERW_BODY,	 /* HEX, N times (0: once), is the content */
	DERW_TEXT,	 /* HEX, taken as a text, is the content */
	DERW_FIRST,	 /* HEX goes before the content */
	DERW_LAST,	 /* HEX, N times, goes after the content */
	DERW_CUT,	 /* the last N octets of the content are not there */
	DERW_FLIP,	 /* the last bit of the content is another one */
	DERW_REVERSE,	 /* the elements inside stand in reverse order */
	DERW_TAG,	 /* HEX is the identifier octet (or octets) */
	DERW_LENGTH,	 /* HEX are the length octets */
	DERW_LONG,	 /* the length has four octets, zeros first */
	DERW_INDEFINITE, /* the length is open, end-of-contents follows */
	DERW_WHOLE,	 /* HEX stands for the whole element */
	DERW_OMIT,	 /* the element is not there */
	DERW_TWICE,	 /* the element is there twice */
	DERW_NEST,	 /* N SEQUENCEs, one in the other, are around it */
	DERW_BEFORE,	 /* HEX goes before the element */
	DERW_AFTER,	 /* HEX goes after the element */
	DERW_TRUNCATE,	 /* the last N octets of the element are not there */
};

struct derw_edit {
	const char *at; /* "cert/aki/keyid": labels, innermost last */
	enum derw_op op;
	const char *hex; /* "02 01 21"; blanks as one likes */
	size_t n;
	unsigned nth; /* of the elements at this path: 0 is the first */
};

struct derw {
	uint8_t *data;
	size_t len, cap;
	struct {
		size_t at;
		uint8_t tag;
		const char *label; /* NULL: cannot be edited */
	} open[DERW_DEPTH];
	unsigned depth;
	const struct derw_edit *edits; /* DERW_EDITS of them, or NULL */
	unsigned met[DERW_EDITS];      /* elements at the path of each */
};

void derw_fini(struct derw *w);

/* Empty W, keeping its memory, and take other EDITS (NULL: none). */
void derw_reset(struct derw *w, const struct derw_edit *edits);

void derw_begin(struct derw *w, uint8_t tag, const char *label);
void derw_end(struct derw *w);

/* Bytes as they are. */
void derw_raw(struct derw *w, const void *data, size_t len);
void derw_hex(struct derw *w, const char *hex);

/* One element. */
void derw_tlv(struct derw *w, uint8_t tag, const char *label, const void *data,
    size_t len);
void derw_text(
    struct derw *w, uint8_t tag, const char *label, const char *text);
void derw_null(struct derw *w, const char *label);
void derw_true(struct derw *w, const char *label);
void derw_uint(struct derw *w, const char *label, uint64_t value);
void derw_oid(struct derw *w, const char *label, const char *dotted);
void derw_bits(struct derw *w, const char *label, const void *data, size_t len,
    unsigned unused);
void derw_octets(
    struct derw *w, const char *label, const void *data, size_t len);

/* INTEGER from a magnitude, most significant octet first. */
void derw_magnitude(
    struct derw *w, const char *label, const uint8_t *data, size_t len);

/* UTCTime to 2049 and GeneralizedTime after; or always the latter. */
void derw_time(struct derw *w, const char *label, int64_t t);
void derw_generalized(struct derw *w, const char *label, int64_t t);

#endif
