/* SPDX-License-Identifier: ISC */
/*
 * Keys of objects, as NRTM names them: prefix and origin of a route, the name
 * of everything else, upper case.  A key is written in one way however the
 * object writes it: AS065537 is AS65537, and the blanks around the hyphen of a
 * range are one.
 */
#include "irr/object_private.h"

#include <string.h>

#include "base/quote.h"
#include "net/asn.h"

/* The attribute that is the key of each class. */
static const uint16_t keys[RSEC_RPSL_CLASSES] = {
#define CLASS(id, name, key) [RSEC_RPSL_##id] = RSEC_RPSL_ATTR_##key,
#define ATTRIBUTE(id, name, kind, noise)
#include "irr/schema.def"
#undef CLASS
#undef ATTRIBUTE
};

static int
route_key(const struct rsec_rpsl_object *object, struct rsec_buf *out,
    struct rsec_err *err)
{
	char prefix_text[RSEC_PREFIX_SIZE], asn[RSEC_ASN_SIZE];
	struct rsec_prefix prefix;
	uint32_t origin;
	bool repaired;

	if (rsec_irr_route_key(
		object, NULL, &prefix, &origin, &repaired, err) == -1)
		return -1;
	rsec_prefix_format(prefix_text, &prefix);
	rsec_asn_format(asn, origin);
	if (rsec_buf_reserve(out, sizeof(prefix_text) + sizeof(asn)) == NULL ||
	    rsec_buf_puts(out, prefix_text) == -1 ||
	    rsec_buf_puts(out, asn) == -1)
		return rsec_err_nomem(err);
	return 0;
}

/* S[0..n) in upper case with one blank for many; 0 or -1 without memory. */
static int
put_upper(struct rsec_buf *out, const char *s, size_t n)
{
	char *to = rsec_buf_reserve(out, n + 1);
	size_t i;
	char c;

	if (to == NULL)
		return -1;
	for (i = 0; i < n; i++) {
		c = s[i];
		if (c == '\t' || c == '\r' || c == '\n')
			c = ' ';
		if (c == ' ' && i > 0 && to[-1] == ' ')
			continue;
		*to++ = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
	}
	out->len = (size_t)(to - out->data);
	return 0;
}

/* An AS number, or what else stands there. */
static int
put_asn(struct rsec_buf *out, const char *s, size_t n)
{
	char text[RSEC_ASN_SIZE];
	uint32_t asn;

	if (rsec_irr_is_asn((struct rsec_rpsl_piece){ s, n }, &asn))
		return rsec_buf_add(out, text, rsec_asn_format(text, asn));
	return put_upper(out, s, n);
}

/* "A - B", whatever blanks are around the hyphen. */
static int
put_range(struct rsec_buf *out, struct rsec_rpsl_piece value)
{
	const char *hyphen = memchr(value.s, '-', value.n);
	const char *const end = value.s + value.n;
	const char *second;
	size_t first;

	if (hyphen == NULL)
		return put_upper(out, value.s, value.n);
	first = (size_t)(hyphen - value.s);
	while (first > 0 && rsec_rpsl_is_blank(value.s[first - 1]))
		first--;
	for (second = hyphen + 1; second < end; second++)
		if (!rsec_rpsl_is_blank(*second))
			break;
	if (put_asn(out, value.s, first) == -1 ||
	    rsec_buf_add(out, " - ", 3) == -1)
		return -1;
	return put_asn(out, second, (size_t)(end - second));
}

/* An IPv6 prefix in its one form, or what else stands there. */
static int
put_prefix(struct rsec_buf *out, struct rsec_rpsl_piece value)
{
	char text[RSEC_PREFIX_SIZE];
	struct rsec_prefix prefix;

	if (rsec_prefix_parse(value.s, value.n, &prefix, NULL) == -1)
		return put_upper(out, value.s, value.n);
	return rsec_buf_add(out, text, rsec_prefix_format(text, &prefix));
}

static int
put_key(enum rsec_rpsl_class class, struct rsec_buf *out,
    struct rsec_rpsl_piece value)
{
	switch (class) {
	case RSEC_RPSL_AUT_NUM:
		return put_asn(out, value.s, value.n);
	case RSEC_RPSL_AS_BLOCK:
	case RSEC_RPSL_INETNUM:
		return put_range(out, value);
	case RSEC_RPSL_INET6NUM:
		return put_prefix(out, value);
	default:
		return put_upper(out, value.s, value.n);
	}
}

int
rsec_rpsl_key(const struct rsec_rpsl_object *object, struct rsec_buf *out,
    struct rsec_err *err)
{
	const size_t before = out->len;
	const struct rsec_rpsl_attribute *first = object->attributes;
	struct rsec_rpsl_piece value;
	char quoted[RSEC_QUOTE_SIZE];

	if (object->class_id == RSEC_RPSL_ROUTE ||
	    object->class_id == RSEC_RPSL_ROUTE6)
		return route_key(object, out, err);
	if (object->class_id == RSEC_RPSL_UNKNOWN_CLASS)
		return rsec_err_at_line(err, RSEC_ERR_UNSUPPORTED, object->line,
		    "unknown class %s",
		    rsec_quote(quoted, first->name, first->name_len));
	if (rsec_irr_field_one(object, keys[object->class_id],
		"RFC 2622 section 3", &value, err) == -1)
		return -1;
	if (put_key(object->class_id, out, value) == 0)
		return 0;
	out->len = before;
	return rsec_err_nomem(err);
}
