/* SPDX-License-Identifier: ISC */
/*
 * Cursors over DER, and reads of the types that RPKI objects use: X.690.
 *
 * Nothing here trusts a length: an element is handed out only when it lies
 * inside what contains it.  Indefinite lengths (BER) are followed to their
 * end mark, so that such an object can be shown; dercheck.c is what calls
 * them wrong.
 */
#include "rpki/der.h"

#include <string.h>

#include "base/num.h"
#include "base/utc.h"
#include "rpki/der_private.h"

#define LENGTH_OCTETS_MAX 4 /* of a long-form length; 4 GiB are enough */

/* The length octets at *AT, which moves behind them. */
static bool
read_length(const uint8_t **at, const uint8_t *end, struct rsec_der_header *h)
{
	unsigned n = **at & 0x7f, i;
	bool is_long = **at & 0x80;

	(*at)++;
	h->indefinite = is_long && n == 0;
	h->minimal = true;
	h->len = is_long ? 0 : n;
	if (!is_long || h->indefinite)
		return true;
	if (n > LENGTH_OCTETS_MAX || (size_t)(end - *at) < n)
		return false;
	h->minimal = **at != 0;
	for (i = 0; i < n; i++)
		h->len = h->len << 8 | *(*at)++;
	h->minimal = h->minimal && h->len >= 0x80;
	return true;
}

bool
rsec_der_header(
    const uint8_t *at, const uint8_t *end, struct rsec_der_header *h)
{
	if (end - at < 2)
		return false;
	h->tag = *at++;
	if ((h->tag & 0x1f) == 0x1f || !read_length(&at, end, h))
		return false;
	h->body = at;
	if (h->indefinite)
		return (h->tag & RSEC_DER_CONSTRUCTED) != 0;
	return h->len <= (size_t)(end - at);
}

/*
 * Behind the end mark of the indefinite element whose body starts at AT, or
 * NULL.  Definite elements are stepped over, so that only nested indefinite
 * ones need counting.
 */
static const uint8_t *
find_end_mark(const uint8_t *at, const uint8_t *end)
{
	struct rsec_der_header h;
	unsigned open = 1;

	while (open > 0) {
		if (end - at >= 2 && at[0] == 0 && at[1] == 0) {
			open--;
			at += 2;
			continue;
		}
		if (!rsec_der_header(at, end, &h))
			return NULL;
		if (h.indefinite && ++open > RSEC_DER_DEPTH)
			return NULL;
		at = h.indefinite ? h.body : h.body + h.len;
	}
	return at;
}

bool
rsec_der_element(const uint8_t *at, const uint8_t *end, struct rsec_tlv *tlv,
    struct rsec_der_header *h)
{
	const uint8_t *behind;

	if (!rsec_der_header(at, end, h))
		return false;
	tlv->tag = h->tag;
	tlv->body.data = h->body;
	if (h->indefinite) {
		if ((behind = find_end_mark(h->body, end)) == NULL)
			return false;
		tlv->body.len = (size_t)(behind - 2 - h->body);
	} else {
		behind = h->body + h->len;
		tlv->body.len = h->len;
	}
	tlv->whole.data = at;
	tlv->whole.len = (size_t)(behind - at);
	return true;
}

struct rsec_der
rsec_der_init(
    struct rsec_bytes data, const uint8_t *file, struct rsec_findings *findings)
{
	struct rsec_der der = { data.data, data.data, file, findings };

	if (data.len > 0) /* of nothing, data may be NULL */
		der.end += data.len;
	return der;
}

uint64_t
rsec_der_offset(const struct rsec_der *der, const uint8_t *at)
{
	return der->file == NULL ? RSEC_NO_OFFSET : (uint64_t)(at - der->file);
}

void
rsec_der_fault(const struct rsec_der *der, enum rsec_rule rule,
    const uint8_t *at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	rsec_findings_addv(
	    der->findings, rule, rsec_der_offset(der, at), fmt, ap);
	va_end(ap);
}

bool
rsec_der_at_end(const struct rsec_der *der)
{
	return der->at == der->end;
}

uint8_t
rsec_der_peek(const struct rsec_der *der)
{
	return der->at == der->end ? 0 : *der->at;
}

/*
 * The element at AT if its length is a single octet, as that of most is.  It
 * takes a third of the instructions of the general case, and an object is
 * parsed with a tenth less.
 */
static inline bool
short_element(const uint8_t *at, const uint8_t *end, struct rsec_tlv *tlv)
{
	if (end - at < 2 || (at[0] & 0x1f) == 0x1f || at[1] >= 0x80 ||
	    at[1] > end - at - 2)
		return false;
	tlv->tag = at[0];
	tlv->body = (struct rsec_bytes){ at + 2, at[1] };
	tlv->whole = (struct rsec_bytes){ at, at[1] + (size_t)2 };
	return true;
}

bool
rsec_der_next(struct rsec_der *der, struct rsec_tlv *tlv)
{
	struct rsec_der_header h;

	if (der->at == der->end)
		return false;
	if (!short_element(der->at, der->end, tlv) &&
	    !rsec_der_element(der->at, der->end, tlv, &h)) {
		der->at = der->end;
		return false;
	}
	der->at += tlv->whole.len;
	return true;
}

bool
rsec_der_read(struct rsec_der *der, uint8_t tag, struct rsec_tlv *tlv)
{
	return rsec_der_peek(der) == tag && rsec_der_next(der, tlv);
}

bool
rsec_der_optional(struct rsec_der *der, uint8_t tag, struct rsec_tlv *tlv)
{
	return rsec_der_read(der, tag, tlv);
}

struct rsec_der
rsec_der_enter(const struct rsec_der *der, const struct rsec_tlv *tlv)
{
	return rsec_der_init(tlv->body, der->file, der->findings);
}

/* A string that was joined from parts (BER) is not in the file. */
static bool
is_in_file(const struct rsec_der *der, const uint8_t *data)
{
	return der->file != NULL && (uintptr_t)data >= (uintptr_t)der->file &&
	       (uintptr_t)data <= (uintptr_t)der->end;
}

struct rsec_der
rsec_der_within(const struct rsec_der *der, struct rsec_bytes octets)
{
	const uint8_t *file = is_in_file(der, octets.data) ? der->file : NULL;

	rsec_der_check(octets, file, der->findings);
	return rsec_der_init(octets, file, der->findings);
}

bool
rsec_der_sequence(struct rsec_der *der, struct rsec_der *inner)
{
	struct rsec_tlv tlv;

	if (!rsec_der_read(der, RSEC_DER_SEQUENCE, &tlv))
		return false;
	*inner = rsec_der_enter(der, &tlv);
	return true;
}

/*
 * An element with TAG without moving the cursor: typed reads look at the
 * value before they take it.
 */
static bool
look(const struct rsec_der *der, uint8_t tag, struct rsec_tlv *tlv)
{
	struct rsec_der copy = *der;

	return rsec_der_read(&copy, tag, tlv);
}

/* Go past the element that was looked at. */
static bool
take(struct rsec_der *der, const struct rsec_tlv *tlv)
{
	der->at = tlv->whole.data + tlv->whole.len;
	return true;
}

bool
rsec_der_boolean(struct rsec_der *der, bool *value)
{
	struct rsec_tlv tlv;

	if (!look(der, RSEC_DER_BOOLEAN, &tlv) || tlv.body.len != 1)
		return false;
	*value = tlv.body.data[0] != 0;
	return take(der, &tlv);
}

bool
rsec_der_oid(struct rsec_der *der, struct rsec_bytes *oid)
{
	struct rsec_tlv tlv;

	if (!look(der, RSEC_DER_OID, &tlv) || tlv.body.len == 0)
		return false;
	*oid = tlv.body;
	return take(der, &tlv);
}

bool
rsec_der_integer(struct rsec_der *der, struct rsec_bytes *octets)
{
	struct rsec_tlv tlv;

	if (!look(der, RSEC_DER_INTEGER, &tlv) || tlv.body.len == 0)
		return false;
	*octets = tlv.body;
	return take(der, &tlv);
}

bool
rsec_der_uint(struct rsec_der *der, uint64_t *value)
{
	struct rsec_bytes octets;
	struct rsec_der copy = *der;

	if (!rsec_der_integer(&copy, &octets) ||
	    !rsec_integer_uint(octets, value))
		return false;
	*der = copy;
	return true;
}

bool
rsec_der_bit_string(
    struct rsec_der *der, struct rsec_bytes *bits, unsigned *unused)
{
	struct rsec_tlv tlv;

	if (!look(der, RSEC_DER_BIT_STRING, &tlv) || tlv.body.len == 0 ||
	    tlv.body.data[0] > 7 ||
	    (tlv.body.len == 1 && tlv.body.data[0] != 0))
		return false;
	*unused = tlv.body.data[0];
	bits->data = tlv.body.data + 1;
	bits->len = tlv.body.len - 1;
	return take(der, &tlv);
}

/* The parts of a constructed string (BER) in one piece, in the arena. */
static bool
join(const struct rsec_der *der, const struct rsec_tlv *tlv,
    struct rsec_bytes *out)
{
	struct rsec_der parts = rsec_der_enter(der, tlv);
	struct rsec_tlv part;
	uint8_t *to;

	if (der->findings == NULL)
		return false;
	to = rsec_arena_alloc(der->findings->arena, tlv->body.len);
	if (to == NULL) {
		der->findings->no_memory = true;
		return false;
	}
	out->data = to;
	out->len = 0;
	while (rsec_der_read(&parts, RSEC_DER_OCTET_STRING, &part)) {
		memcpy(to + out->len, part.body.data, part.body.len);
		out->len += part.body.len;
	}
	return rsec_der_at_end(&parts);
}

bool
rsec_der_octet_string(struct rsec_der *der, struct rsec_bytes *octets)
{
	const uint8_t constructed =
	    RSEC_DER_OCTET_STRING | RSEC_DER_CONSTRUCTED;
	struct rsec_tlv tlv;

	if (look(der, constructed, &tlv)) {
		if (!join(der, &tlv, octets))
			return false;
	} else if (look(der, RSEC_DER_OCTET_STRING, &tlv))
		*octets = tlv.body;
	else
		return false;
	return take(der, &tlv);
}

/* Whether the text is a time, and when. */
bool
rsec_der_time_parse(uint8_t tag, struct rsec_bytes text, int64_t *t)
{
	size_t year_digits = tag == RSEC_DER_UTC_TIME ? 2 : 4;
	const char *s = (const char *)text.data;
	struct rsec_civil date, back;
	uint32_t year, field[5];
	size_t i;

	if (text.len != year_digits + 11 || s[text.len - 1] != 'Z' ||
	    !rsec_parse_u32(s, year_digits, 9999, &year))
		return false;
	for (i = 0; i < 5; i++)
		if (!rsec_parse_u32(s + year_digits + 2 * i, 2, 99, &field[i]))
			return false;
	if (year_digits == 2)
		year += year < 50 ? 2000 : 1900; /* RFC 5280 4.1.2.5.1 */
	if (field[0] < 1 || field[0] > 12 || field[1] < 1 || field[2] > 23 ||
	    field[3] > 59 || field[4] > 60)
		return false;
	date = (struct rsec_civil){ year, field[0], field[1] };
	*t = rsec_utc_days(&date);
	back = rsec_utc_civil(*t); /* refuses 30 February */
	if (back.month != date.month || back.day != date.day)
		return false;
	*t = *t * RSEC_DAY + field[2] * 3600 + field[3] * 60 + field[4];
	return true;
}

bool
rsec_der_time(struct rsec_der *der, int64_t *t, uint8_t *tag)
{
	struct rsec_tlv tlv;

	*tag = rsec_der_peek(der);
	if ((*tag != RSEC_DER_UTC_TIME && *tag != RSEC_DER_GENERALIZED_TIME) ||
	    !look(der, *tag, &tlv) || !rsec_der_time_parse(*tag, tlv.body, t))
		return false;
	return take(der, &tlv);
}

bool
rsec_integer_uint(struct rsec_bytes octets, uint64_t *value)
{
	uint64_t v = 0;
	size_t i = 0;

	if (octets.len == 0 || octets.data[0] & 0x80)
		return false;
	while (i < octets.len && octets.data[i] == 0)
		i++;
	if (octets.len - i > sizeof(v))
		return false;
	for (; i < octets.len; i++)
		v = v << 8 | octets.data[i];
	*value = v;
	return true;
}

bool
rsec_bytes_equal(struct rsec_bytes a, struct rsec_bytes b)
{
	return a.len == b.len &&
	       (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

/* V and, but for the first arc, a dot before it, at TO + N; what comes next. */
static size_t
add_arc(char *to, size_t size, size_t n, uint64_t v)
{
	char text[1 + RSEC_U64_DIGITS] = ".";
	const size_t from = n == 0; /* no dot */
	size_t len = 1 + rsec_format_u64(text + 1, v) - from;

	if (len > size - n)
		len = size - n;
	memcpy(to + n, text + from, len);
	return n + len;
}

size_t
rsec_oid_format(char *to, size_t size, struct rsec_bytes oid)
{
	uint64_t arc = 0, first;
	size_t i, n = 0;

	for (i = 0; i < oid.len; i++) {
		if (arc > UINT64_MAX >> 7)
			break; /* an arc that no registry has */
		arc = arc << 7 | (oid.data[i] & 0x7f);
		if (oid.data[i] & 0x80)
			continue;
		if (n == 0) { /* the first octets hold two arcs */
			first = arc < 80 ? arc / 40 : 2;
			n = add_arc(to, size - 1, n, first);
			arc -= first * 40;
		}
		n = add_arc(to, size - 1, n, arc);
		arc = 0;
	}
	to[n] = '\0';
	return n;
}
