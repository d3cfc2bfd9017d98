/* SPDX-License-Identifier: ISC */
/*
 * Strings from inputs are arbitrary bytes.  Before one is shown, whatever is
 * no printable UTF-8 is found here and written as an escape: control
 * characters (C0, DEL, C1), those that reorder a line (bidi), and bytes that
 * are no UTF-8 at all.
 */
#ifndef RSEC_TEXT_ESCAPE_H
#define RSEC_TEXT_ESCAPE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define RSEC_ESCAPE_SIZE      4 /* bytes of the longest escape, "\xhh" */
#define RSEC_JSON_ESCAPE_SIZE 6 /* and of one of JSON, "\uhhhh" */

/* Characters that a run ends at, beside those that are never shown. */
enum {
	RSEC_STOP_BACKSLASH = 1,
	RSEC_STOP_QUOTE = 2,
	RSEC_STOP_COMMA = 4,
	RSEC_STOP_SEMICOLON = 8,
	RSEC_STOP_BLANK = 16,
	RSEC_STOP_MARKUP = 32, /* "<", ">" and "&" */
};

RSEC_BEGIN_API

/*
 * How many of S[0..n) can be shown as they are: up to the first byte of what
 * is not printable, or of one of STOPS.
 */
size_t rsec_escape_run(const char *s, size_t n, unsigned stops);

/*
 * The escape of one byte: "\\", "\t", "\n", "\r", or "\xhh".  Not
 * NUL-terminated; returns the length.
 */
size_t rsec_escape_byte(char to[RSEC_ESCAPE_SIZE], char c);

/*
 * The escape in a JSON string (RFC 8259 section 7) of the character at
 * S[0..n), n > 0, which ended a run: *LEN bytes in TO, "\"", "\\", "\n"...,
 * "\uhhhh", or U+FFFD for a byte that is no UTF-8.  Returns how many bytes of
 * S it stands for.
 */
size_t rsec_escape_json(
    char to[RSEC_JSON_ESCAPE_SIZE], size_t *len, const char *s, size_t n);

/*
 * Append S[0..n) to TO as text of HTML or XML, in an element or between double
 * quotes in an attribute: nothing in it is markup.  What is not printable is
 * escaped as by rsec_escape_byte(); line feeds stay.  0, or -1 without memory
 * and with part of it appended.
 */
int rsec_escape_html(struct rsec_buf *to, const char *s, size_t n);

/*
 * The character at S[0..n), n > 0, by RFC 3629: its length, 1..4, and *C; or
 * 0 where there is none (overlong forms and surrogates included).
 */
size_t rsec_utf8_decode(const char *s, size_t n, uint32_t *c);

RSEC_END_API

#endif
