/* SPDX-License-Identifier: ISC */
/*
 * DER (X.690), written from the outside in: the content of an element is
 * written first and its header put before it when it ends.  That moves the
 * content once for each level; objects are small.
 *
 * Edits are applied when their element ends: those of the content, then those
 * of the header, then those of the whole.
 */
#include "tests/lib/derwrite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utc.h"

static void
room(struct derw *w, size_t more)
{
	if (w->cap - w->len >= more)
		return;
	w->cap = (w->len + more) * 2;
	w->data = realloc(w->data, w->cap);
	if (w->data == NULL)
		abort();
}

void
derw_fini(struct derw *w)
{
	free(w->data);
	memset(w, 0, sizeof(*w));
}

void
derw_reset(struct derw *w, const struct derw_edit *edits)
{
	w->len = 0;
	w->depth = 0;
	w->edits = edits;
	memset(w->met, 0, sizeof(w->met));
}

void
derw_raw(struct derw *w, const void *data, size_t len)
{
	room(w, len);
	if (len > 0)
		memcpy(w->data + w->len, data, len);
	w->len += len;
}

/* Put LEN bytes in the place of the CUT bytes at AT. */
static void
splice(struct derw *w, size_t at, size_t cut, const void *data, size_t len)
{
	room(w, len);
	memmove(w->data + at + len, w->data + at + cut, w->len - at - cut);
	if (len > 0)
		memcpy(w->data + at, data, len);
	w->len = w->len - cut + len;
}

static int
hex_value(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *p = strchr(digits, c);

	return c == '\0' || p == NULL ? -1 : (int)(p - digits);
}

void
derw_hex(struct derw *w, const char *hex)
{
	uint8_t byte;

	for (; hex != NULL && *hex != '\0'; hex++) {
		if (*hex == ' ')
			continue;
		if (hex_value(hex[0]) < 0 || hex_value(hex[1]) < 0)
			abort();
		byte = (uint8_t)(hex_value(hex[0]) << 4 | hex_value(hex[1]));
		derw_raw(w, &byte, 1);
		hex++;
	}
}

/* Put HEX, N times, in the place of the CUT bytes at AT. */
static void
splice_hex(struct derw *w, size_t at, size_t cut, const char *hex, size_t n)
{
	struct derw bytes = { 0 };

	do
		derw_hex(&bytes, hex);
	while (n-- > 1);
	splice(w, at, cut, bytes.data, bytes.len);
	derw_fini(&bytes);
}

/* The header of LEN content octets; the length of it. */
static size_t
header(uint8_t to[6], uint8_t tag, size_t len, bool in_full)
{
	unsigned octets = 0, i;

	to[0] = tag;
	if (len < 128 && !in_full) {
		to[1] = (uint8_t)len;
		return 2;
	}
	while (octets < 4 && (in_full || len >> (8 * octets) != 0))
		octets++;
	to[1] = (uint8_t)(0x80 | octets);
	for (i = 0; i < octets; i++)
		to[2 + i] = (uint8_t)(len >> (8 * (octets - 1 - i)));
	return 2 + octets;
}

/* The length of the element at P; ROOM where there is none within it. */
static size_t
element_len(const uint8_t *p, size_t room)
{
	size_t len = 0;
	unsigned octets, i;

	if (room < 2)
		return room;
	octets = p[1] < 0x80 ? 0 : p[1] & 0x7fu;
	if (octets > 4 || room < 2 + octets)
		return room;
	for (i = 0; i < octets; i++)
		len = len << 8 | p[2 + i];
	len += 2 + octets + (octets == 0 ? p[1] : 0u);
	return len < room ? len : room;
}

static void
reverse(struct derw *w, size_t at)
{
	size_t size = w->len - at, from, len;
	uint8_t *copy = malloc(size + 1);

	if (copy == NULL)
		abort();
	memcpy(copy, w->data + at, size);
	for (from = 0; from < size; from += len) {
		len = element_len(copy + from, size - from);
		memcpy(w->data + at + size - from - len, copy + from, len);
	}
	free(copy);
}

static void
edit_body(struct derw *w, size_t at, const struct derw_edit *edit)
{
	switch (edit->op) {
	case DERW_BODY:
		splice_hex(w, at, w->len - at, edit->hex, edit->n);
		break;
	case DERW_TEXT:
		splice(w, at, w->len - at, edit->hex, strlen(edit->hex));
		break;
	case DERW_FIRST:
		splice_hex(w, at, 0, edit->hex, edit->n);
		break;
	case DERW_LAST:
		splice_hex(w, w->len, 0, edit->hex, edit->n);
		break;
	case DERW_CUT:
		w->len -= edit->n < w->len - at ? edit->n : w->len - at;
		break;
	case DERW_FLIP:
		if (w->len > at)
			w->data[w->len - 1] ^= 1;
		break;
	case DERW_REVERSE:
		reverse(w, at);
		break;
	default:
		break;
	}
}

/* Put the header before the content at AT. */
static void
edit_header(
    struct derw *w, size_t at, uint8_t tag, const struct derw_edit *edit)
{
	enum derw_op op = edit == NULL ? DERW_KEEP : edit->op;
	uint8_t bytes[6];
	size_t len = header(bytes, tag, w->len - at, op == DERW_LONG);

	splice(w, at, 0, bytes, len);
	if (op == DERW_TAG)
		splice_hex(w, at, 1, edit->hex, 1);
	else if (op == DERW_LENGTH)
		splice_hex(w, at + 1, len - 1, edit->hex, 1);
	else if (op == DERW_INDEFINITE) {
		splice(w, at + 1, len - 1, "\x80", 1);
		derw_raw(w, "\0", 2);
	}
}

/* Put N SEQUENCEs around what is from AT to the end. */
static void
nest(struct derw *w, size_t at, size_t n)
{
	uint8_t bytes[6];
	size_t len;

	while (n-- > 0) {
		len = header(bytes, 0x30, w->len - at, false);
		splice(w, at, 0, bytes, len);
	}
}

static void
edit_whole(struct derw *w, size_t at, const struct derw_edit *edit)
{
	size_t len = w->len - at;

	switch (edit->op) {
	case DERW_WHOLE:
		splice_hex(w, at, len, edit->hex, edit->n);
		break;
	case DERW_OMIT:
		w->len = at;
		break;
	case DERW_TWICE:
		room(w, len);
		memcpy(w->data + w->len, w->data + at, len);
		w->len += len;
		break;
	case DERW_NEST:
		nest(w, at, edit->n);
		break;
	case DERW_BEFORE:
		splice_hex(w, at, 0, edit->hex, edit->n);
		break;
	case DERW_AFTER:
		splice_hex(w, w->len, 0, edit->hex, edit->n);
		break;
	case DERW_TRUNCATE:
		w->len -= edit->n < len ? edit->n : len;
		break;
	default:
		break;
	}
}

/* Whether the labels of the open elements end in PATH. */
static bool
is_at(const struct derw *w, const char *path)
{
	const char *end = path + strlen(path), *part;
	unsigned depth = w->depth;
	size_t len;

	while (depth-- > 0) {
		if (w->open[depth].label == NULL)
			continue;
		for (part = end; part > path && part[-1] != '/'; part--)
			;
		len = (size_t)(end - part);
		if (strlen(w->open[depth].label) != len ||
		    memcmp(w->open[depth].label, part, len) != 0)
			return false;
		if (part == path)
			return true;
		end = part - 1;
	}
	return false;
}

static const struct derw_edit *
edit_here(struct derw *w)
{
	const struct derw_edit *edit, *here = NULL;
	unsigned i;

	if (w->edits == NULL || w->open[w->depth - 1].label == NULL)
		return NULL;
	for (i = 0; i < DERW_EDITS; i++) {
		edit = &w->edits[i];
		if (edit->at != NULL && is_at(w, edit->at) &&
		    w->met[i]++ == edit->nth)
			here = edit;
	}
	return here;
}

void
derw_begin(struct derw *w, uint8_t tag, const char *label)
{
	if (w->depth == DERW_DEPTH)
		abort();
	w->open[w->depth].at = w->len;
	w->open[w->depth].tag = tag;
	w->open[w->depth].label = label;
	w->depth++;
}

void
derw_end(struct derw *w)
{
	const struct derw_edit *edit = edit_here(w);
	size_t at = w->open[--w->depth].at;

	if (edit != NULL)
		edit_body(w, at, edit);
	edit_header(w, at, w->open[w->depth].tag, edit);
	if (edit != NULL)
		edit_whole(w, at, edit);
}

void
derw_tlv(struct derw *w, uint8_t tag, const char *label, const void *data,
    size_t len)
{
	derw_begin(w, tag, label);
	derw_raw(w, data, len);
	derw_end(w);
}

void
derw_text(struct derw *w, uint8_t tag, const char *label, const char *text)
{
	derw_tlv(w, tag, label, text, strlen(text));
}

void
derw_null(struct derw *w, const char *label)
{
	derw_tlv(w, 0x05, label, NULL, 0);
}

void
derw_true(struct derw *w, const char *label)
{
	derw_tlv(w, 0x01, label, "\xff", 1);
}

void
derw_octets(struct derw *w, const char *label, const void *data, size_t len)
{
	derw_tlv(w, 0x04, label, data, len);
}

void
derw_bits(struct derw *w, const char *label, const void *data, size_t len,
    unsigned unused)
{
	uint8_t count = (uint8_t)unused;

	derw_begin(w, 0x03, label);
	derw_raw(w, &count, 1);
	derw_raw(w, data, len);
	derw_end(w);
}

void
derw_magnitude(
    struct derw *w, const char *label, const uint8_t *data, size_t len)
{
	while (len > 1 && *data == 0) {
		data++;
		len--;
	}
	derw_begin(w, 0x02, label);
	if (len == 0 || (*data & 0x80) != 0)
		derw_raw(w, "", 1);
	derw_raw(w, data, len);
	derw_end(w);
}

void
derw_uint(struct derw *w, const char *label, uint64_t value)
{
	uint8_t octets[8];
	unsigned i;

	for (i = 0; i < 8; i++)
		octets[i] = (uint8_t)(value >> (56 - 8 * i));
	derw_magnitude(w, label, octets, sizeof(octets));
}

void
derw_oid(struct derw *w, const char *label, const char *dotted)
{
	uint8_t octets[10];
	unsigned long arc, first;
	size_t n;
	char *end;

	derw_begin(w, 0x06, label);
	first = strtoul(dotted, &end, 10);
	arc = first * 40 + strtoul(end + 1, &end, 10);
	for (;;) {
		n = sizeof(octets);
		octets[--n] = arc & 0x7f;
		while ((arc >>= 7) != 0)
			octets[--n] = (uint8_t)(0x80 | (arc & 0x7f));
		derw_raw(w, octets + n, sizeof(octets) - n);
		if (*end != '.')
			break;
		arc = strtoul(end + 1, &end, 10);
	}
	derw_end(w);
}

static void
write_time(
    struct derw *w, uint8_t tag, const char *label, const char *skip, int64_t t)
{
	char text[RSEC_UTC_SIZE], digits[RSEC_UTC_SIZE];
	size_t i, n = 0;

	rsec_utc_format(text, t);
	for (i = strlen(skip); text[i] != '\0'; i++)
		if (strchr("0123456789Z", text[i]) != NULL)
			digits[n++] = text[i];
	derw_tlv(w, tag, label, digits, n);
}

void
derw_time(struct derw *w, const char *label, int64_t t)
{
	const struct rsec_civil y2050 = { 2050, 1, 1 };

	if (t < rsec_utc_days(&y2050) * RSEC_DAY)
		write_time(w, 0x17, label, "20", t);
	else
		derw_generalized(w, label, t);
}

void
derw_generalized(struct derw *w, const char *label, int64_t t)
{
	write_time(w, 0x18, label, "", t);
}
