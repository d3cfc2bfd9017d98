/* SPDX-License-Identifier: ISC */
/*
 * route and route6 objects: RFC 2622 section 4, RFC 4012 section 3.
 *
 * Reading one is a single pass over its attributes, without an allocation:
 * registries have them by the million.  What is odd about a prefix is looked
 * at a second time, by functions that are not in the way of the others.
 *
 * A prefix with host bits or with leading zeros is refused, never repaired
 * unless the caller asks for that: "04.2.248.0/24" was meant to be 204.2.248.0
 * and not 4.2.248.0.
 */
#include "irr/object_private.h"

#include <stdio.h>
#include <string.h>

#include "base/quote.h"

#define TEXT_MAX 64 /* bytes of a prefix that can be repaired */

/* What a pass over the attributes finds; NULL where it is not there. */
struct seen {
	const struct rsec_rpsl_attribute *origin, *source;
	const struct rsec_rpsl_attribute *twice; /* must not be */
	struct rsec_rpsl_piece maintainer;
	int32_t changed, created;
	bool remarks; /* with a star, as those of dummified objects */
};

/* A prefix that is being looked at, and what is wrong with it. */
struct odd {
	const struct rsec_rpsl_object *object;
	struct rsec_prefix prefix;
	struct rsec_err why;
	char text[TEXT_MAX]; /* without leading zeros */
};

static const char *
rule_of(const struct rsec_rpsl_object *object)
{
	return object->class_id == RSEC_RPSL_ROUTE ? "RFC 2622 section 4"
						   : "RFC 4012 section 3";
}

static const char *
class_of(const struct rsec_rpsl_object *object)
{
	return rsec_rpsl_class_name(object->class_id);
}

static uint8_t
family_of(const struct rsec_rpsl_object *object)
{
	return object->class_id == RSEC_RPSL_ROUTE ? RSEC_IPV4 : RSEC_IPV6;
}

static inline void
once(struct seen *seen, const struct rsec_rpsl_attribute **place,
    const struct rsec_rpsl_attribute *attribute)
{
	if (*place == NULL)
		*place = attribute;
	else if (seen->twice == NULL)
		seen->twice = attribute;
}

static inline void
newest(int32_t *date, int32_t days)
{
	if (days > *date)
		*date = days;
}

/* The first item of a list; it nearly always begins its first line. */
static inline struct rsec_rpsl_piece
first_item(const struct rsec_rpsl_attribute *attribute)
{
	struct rsec_rpsl_walk walk = { attribute, NULL };
	const char *const end = attribute->value + attribute->value_len;
	struct rsec_rpsl_piece item;
	const char *at;

	item.s = at = rsec_irr_padding(attribute->value, end);
	while (at < end && (unsigned char)*at > ' ' && *at != ',' && *at != '#')
		at++;
	item.n = (size_t)(at - item.s);
	if (item.n > 0 && (at == end || *at == '\n' || *at == ',' ||
			      *at == '#' || rsec_rpsl_is_blank(*at)))
		return item;
	if (rsec_rpsl_item_next(&walk, &item))
		return item;
	return (struct rsec_rpsl_piece){ "", 0 };
}

static void
look(const struct rsec_rpsl_object *object, struct seen *seen)
{
	const struct rsec_rpsl_attribute *at = object->attributes;
	const struct rsec_rpsl_attribute *key = at;
	const struct rsec_rpsl_attribute *const end = at + object->count;

	while (++at < end) {
		switch (at->id) {
		case RSEC_RPSL_ATTR_ORIGIN:
			once(seen, &seen->origin, at);
			break;
		case RSEC_RPSL_ATTR_SOURCE:
			once(seen, &seen->source, at);
			break;
		case RSEC_RPSL_ATTR_MNT_BY:
			if (seen->maintainer.n == 0)
				seen->maintainer = first_item(at);
			break;
		case RSEC_RPSL_ATTR_CHANGED:
			newest(&seen->changed, rsec_irr_date_changed(at));
			break;
		case RSEC_RPSL_ATTR_LAST_MODIFIED:
			newest(&seen->changed, rsec_irr_date_stamp(at));
			break;
		case RSEC_RPSL_ATTR_CREATED:
			newest(&seen->created, rsec_irr_date_stamp(at));
			break;
		case RSEC_RPSL_ATTR_REMARKS:
			seen->remarks |=
			    memchr(at->value, '*', at->value_len) != NULL;
			break;
		case RSEC_RPSL_ATTR_ROUTE:
		case RSEC_RPSL_ATTR_ROUTE6:
			once(seen, &key, at);
			break;
		default:
			break;
		}
	}
}

static int
fail_twice(const struct rsec_rpsl_object *object,
    const struct rsec_rpsl_attribute *attribute, struct rsec_err *err)
{
	const bool source = attribute->id == RSEC_RPSL_ATTR_SOURCE;

	return rsec_err_at_line(err, RSEC_ERR_SYNTAX,
	    rsec_irr_line(object, attribute), "a second %s attribute (%s)",
	    rsec_rpsl_name((enum rsec_rpsl_name)attribute->id),
	    source ? "RFC 2622 section 3.1" : rule_of(object));
}

/* Copy S[0..n) without the zeros that lead octets or the length. */
static bool
drop_zeros(struct odd *odd, const char *s, size_t n)
{
	bool leads = true;
	size_t i, len = 0;

	if (n >= sizeof(odd->text))
		return false;
	for (i = 0; i < n; i++) {
		if (leads && s[i] == '0' && i + 1 < n && s[i + 1] >= '0' &&
		    s[i + 1] <= '9')
			continue;
		leads = s[i] == '.' || s[i] == '/';
		odd->text[len++] = s[i];
	}
	odd->text[len] = '\0';
	return len < n;
}

/* Say what is wrong: the class, JOINT, TEXT, the rule.  Returns -1. */
static int
complain(struct odd *odd, enum rsec_errcode code, const char *joint,
    const char *text)
{
	return rsec_err_at_line(&odd->why, code, odd->object->line,
	    "%s%s%s (%s)", class_of(odd->object), joint, text,
	    rule_of(odd->object));
}

/* No prefix at all: nothing, or an address.  -1 after a complaint. */
static int
check_shape(struct odd *odd, const char *s, size_t n)
{
	char quoted[RSEC_QUOTE_SIZE], text[RSEC_QUOTE_SIZE + TEXT_MAX];

	if (n == 0)
		return complain(odd, RSEC_ERR_SYNTAX, " ", "is empty");
	if (memchr(s, '/', n) != NULL ||
	    rsec_prefix_parse(s, n, &odd->prefix, NULL) == -1)
		return 0;
	snprintf(text, sizeof(text), "%s has no prefix length",
	    rsec_quote(quoted, s, n));
	return complain(odd, RSEC_ERR_SYNTAX, ": ", text);
}

/* Whether it can be read, if need be without leading zeros. */
static bool
read_odd(struct odd *odd, const char *s, size_t n)
{
	char text[2 * TEXT_MAX];
	struct rsec_err inner;
	bool masked;

	if (rsec_prefix_parse_masked(s, n, &odd->prefix, &masked, &inner) ==
	    0) {
		snprintf(text, sizeof(text), "%.*s has host bits set",
		    (int)(n < TEXT_MAX ? n : TEXT_MAX), s);
		complain(odd, RSEC_ERR_RANGE, " ", text);
		return true;
	}
	complain(odd, inner.code, ": ", inner.msg);
	return drop_zeros(odd, s, n) && strchr(odd->text, '/') != NULL &&
	       rsec_prefix_parse_masked(odd->text, strlen(odd->text),
		   &odd->prefix, &masked, NULL) == 0;
}

/*
 * A second look at S[0..n).  Returns 0 with the prefix that it can be read as,
 * or -1; what is wrong with it is in odd->why in either case.
 */
static int
look_again(struct odd *odd, const char *s, size_t n)
{
	char text[2 * TEXT_MAX];

	if (check_shape(odd, s, n) == -1 || !read_odd(odd, s, n))
		return -1;
	if (odd->prefix.family == family_of(odd->object))
		return 0;
	snprintf(text, sizeof(text), "%.*s is an IPv%u prefix",
	    (int)(n < TEXT_MAX ? n : TEXT_MAX), s, odd->prefix.family);
	return complain(odd, RSEC_ERR_SYNTAX, " ", text);
}

/* Tell that something was repaired: 0, or -1 with ERR to stop. */
static int
tell(const struct rsec_irr_leniency *leniency, const struct rsec_err *why,
    const char *instead, struct rsec_err *err)
{
	struct rsec_err told;

	rsec_err_at_line(&told, RSEC_ERR_NONE, why->line, "%s, read as %s",
	    why->msg, instead);
	return rsec_diag_skip(leniency->diag, &told, err);
}

static int
odd_prefix(const struct rsec_rpsl_object *object, struct rsec_rpsl_piece text,
    const struct rsec_irr_leniency *leniency, struct rsec_prefix *out,
    struct rsec_err *err)
{
	struct odd odd = { .object = object };
	char instead[RSEC_PREFIX_SIZE];

	if (look_again(&odd, text.s, text.n) == -1 || leniency == NULL ||
	    !leniency->repair)
		return rsec_err_at_line(
		    err, odd.why.code, odd.why.line, "%s", odd.why.msg);
	rsec_prefix_format(instead, &odd.prefix);
	*out = odd.prefix;
	return tell(leniency, &odd.why, instead, err);
}

static inline int
read_prefix(const struct rsec_rpsl_object *object,
    const struct rsec_irr_leniency *leniency, struct rsec_prefix *out,
    bool *repaired, struct rsec_err *err)
{
	const struct rsec_rpsl_piece text = rsec_irr_word(object->attributes);
	const uint8_t family = family_of(object);
	bool masked;

	if (rsec_prefix_parse_masked(text.s, text.n, out, &masked, NULL) == 0 &&
	    !masked && out->family == family &&
	    (out->len < rsec_family_bits(family) ||
		memchr(text.s, '/', text.n) != NULL))
		return 0;
	*repaired = true;
	return odd_prefix(object, text, leniency, out, err);
}

/* "AS" and a number: RFC 2622 section 2, RFC 5396 section 2. */
static int
read_origin(const struct rsec_rpsl_object *object,
    const struct rsec_rpsl_attribute *attribute, uint32_t *out,
    struct rsec_err *err)
{
	char quoted[RSEC_QUOTE_SIZE];
	struct rsec_rpsl_piece text;

	if (attribute == NULL)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, object->line,
		    "no origin attribute (%s)", rule_of(object));
	text = rsec_irr_word(attribute);
	if (rsec_irr_is_asn(text, out))
		return 0;
	return rsec_err_at_line(err, RSEC_ERR_SYNTAX,
	    rsec_irr_line(object, attribute),
	    "origin %s is not an AS number (%s)",
	    rsec_quote(quoted, text.s, text.n), rule_of(object));
}

/* No source, or an empty one: the one that the caller knows. */
static int
default_source(const char *what, uint64_t line,
    const struct rsec_irr_leniency *leniency, struct rsec_irr_route *out,
    struct rsec_err *err)
{
	struct rsec_err why;

	rsec_err_at_line(&why, RSEC_ERR_SYNTAX, line, "%s", what);
	if (leniency == NULL || leniency->default_source == NULL)
		return rsec_err_at_line(err, why.code, line, "%s", what);
	out->source.s = leniency->default_source;
	out->source.n = strlen(leniency->default_source);
	out->repaired = true;
	return tell(leniency, &why, leniency->default_source, err);
}

static int
read_source(const struct rsec_rpsl_object *object,
    const struct rsec_rpsl_attribute *attribute,
    const struct rsec_irr_leniency *leniency, struct rsec_irr_route *out,
    struct rsec_err *err)
{
	char quoted[RSEC_QUOTE_SIZE];

	if (attribute == NULL)
		return default_source(
		    "no source attribute (RFC 2622 section 3.1)", object->line,
		    leniency, out, err);
	out->source = rsec_irr_word(attribute);
	if (rsec_irr_is_name(out->source))
		return 0;
	if (out->source.n == 0)
		return default_source("source is empty (RFC 2622 section 3.1)",
		    rsec_irr_line(object, attribute), leniency, out, err);
	return rsec_err_at_line(err, RSEC_ERR_SYNTAX,
	    rsec_irr_line(object, attribute),
	    "source %s is not a registry name (RFC 2622 section 2)",
	    rsec_quote(quoted, out->source.s, out->source.n));
}

static int
check_class(const struct rsec_rpsl_object *object, struct rsec_err *err)
{
	if (object->class_id == RSEC_RPSL_ROUTE ||
	    object->class_id == RSEC_RPSL_ROUTE6)
		return 0;
	return rsec_err_at_line(err, RSEC_ERR_UNSUPPORTED, object->line,
	    "the object is not a route or route6");
}

int
rsec_irr_route_key(const struct rsec_rpsl_object *object,
    const struct rsec_irr_leniency *leniency, struct rsec_prefix *prefix,
    uint32_t *origin, bool *repaired, struct rsec_err *err)
{
	struct seen seen = { .maintainer = { "", 0 } };

	*repaired = false;
	if (check_class(object, err) == -1)
		return -1;
	look(object, &seen);
	if (seen.twice != NULL && seen.twice->id != RSEC_RPSL_ATTR_SOURCE)
		return fail_twice(object, seen.twice, err);
	if (read_prefix(object, leniency, prefix, repaired, err) == -1)
		return -1;
	return read_origin(object, seen.origin, origin, err);
}

int
rsec_irr_route_parse(const struct rsec_rpsl_object *object,
    const struct rsec_irr_leniency *leniency, struct rsec_irr_route *out,
    struct rsec_err *err)
{
	struct seen seen = { .maintainer = { "", 0 },
		.changed = RSEC_IRR_NO_DATE,
		.created = RSEC_IRR_NO_DATE };

	if (check_class(object, err) == -1)
		return -1;
	look(object, &seen);
	if (seen.twice != NULL)
		return fail_twice(object, seen.twice, err);
	out->repaired = false;
	if (read_prefix(object, leniency, &out->prefix, &out->repaired, err) ==
		-1 ||
	    read_origin(object, seen.origin, &out->origin, err) == -1 ||
	    read_source(object, seen.source, leniency, out, err) == -1)
		return -1;
	out->maintainer = seen.maintainer;
	out->changed = seen.changed;
	out->created = seen.created;
	out->dummy = seen.remarks && rsec_rpsl_is_dummy(object);
	return 0;
}
