/* SPDX-License-Identifier: ISC */
/*
 * Which object of which registry it is: class, key and source.  Of a route,
 * which nearly all objects are, the key is not put into words.
 */
#include <string.h>
#include <xxhash.h>

#include "irr/diff_private.h"
#include "irr/object_private.h"
#include "net/asn.h"

/* The source of an object that has none. */
static int
default_source(struct rsec_diff_identity *identity, uint64_t line,
    const struct rsec_irr_leniency *leniency, struct rsec_err *err)
{
	struct rsec_err told;

	identity->source.s = leniency->default_source;
	identity->source.n = strlen(leniency->default_source);
	identity->repaired = true;
	rsec_err_at_line(&told, RSEC_ERR_NONE, line,
	    "no source attribute (RFC 2622 section 3.1), read as %s",
	    leniency->default_source);
	if (rsec_diag_report(leniency->diag, &told) == 0)
		return 0;
	return rsec_err_at_line(
	    err, RSEC_ERR_STOPPED, line, "stopped: %s", told.msg);
}

static int
identify_other(struct rsec_diff_identity *identity,
    const struct rsec_rpsl_object *object,
    const struct rsec_irr_leniency *leniency, struct rsec_err *err)
{
	identity->key.len = 0;
	identity->repaired = false;
	if (rsec_rpsl_key(object, &identity->key, err) != 0)
		return -1;
	if (leniency->default_source != NULL &&
	    rsec_rpsl_find(object, RSEC_RPSL_ATTR_SOURCE) == NULL)
		return default_source(identity, object->line, leniency, err);
	return rsec_irr_field_source(object, &identity->source, err);
}

/*
 * The key and the source of a route that nothing is odd about; the dates and
 * the rest, which take most of the time of rsec_irr_route_parse(), are for the
 * few that differ.  False leaves it to that, which says what is wrong.
 */
static bool
read_plain_route(
    struct rsec_diff_identity *identity, const struct rsec_rpsl_object *object)
{
	const struct rsec_rpsl_attribute *at = object->attributes;
	const struct rsec_rpsl_attribute *const end = at + object->count;
	const struct rsec_rpsl_attribute *origin = NULL, *source = NULL;
	struct rsec_irr_route *route = &identity->route;
	struct rsec_rpsl_piece prefix = rsec_irr_word(at);
	bool masked, twice = false;

	while (++at < end) {
		if (at->id == RSEC_RPSL_ATTR_ORIGIN) {
			twice |= origin != NULL;
			origin = at;
		} else if (at->id == RSEC_RPSL_ATTR_SOURCE) {
			twice |= source != NULL;
			source = at;
		} else {
			twice |= at->id == RSEC_RPSL_ATTR_ROUTE ||
				 at->id == RSEC_RPSL_ATTR_ROUTE6;
		}
	}
	if (twice || origin == NULL || source == NULL ||
	    memchr(prefix.s, '/', prefix.n) == NULL ||
	    rsec_prefix_parse_masked(
		prefix.s, prefix.n, &route->prefix, &masked, NULL) != 0 ||
	    masked ||
	    (route->prefix.family == RSEC_IPV4) !=
		(object->class_id == RSEC_RPSL_ROUTE))
		return false;
	identity->source = rsec_irr_word(source);
	return rsec_irr_is_asn(rsec_irr_word(origin), &route->origin) &&
	       rsec_irr_is_name(identity->source);
}

int
rsec_diff_identify(struct rsec_diff_identity *identity,
    const struct rsec_rpsl_object *object,
    const struct rsec_irr_leniency *leniency, struct rsec_err *err)
{
	struct rsec_irr_route *route = &identity->route;

	identity->is_route = object->class_id == RSEC_RPSL_ROUTE ||
			     object->class_id == RSEC_RPSL_ROUTE6;
	if (!identity->is_route)
		return identify_other(identity, object, leniency, err);
	identity->repaired = false;
	if (read_plain_route(identity, object))
		return 0;
	if (rsec_irr_route_parse(object, leniency, route, err) != 0)
		return -1;
	identity->source = route->source;
	identity->repaired = route->repaired;
	return 0;
}

int
rsec_diff_identity_key(
    const struct rsec_diff_identity *identity, struct rsec_buf *out)
{
	char prefix[RSEC_PREFIX_SIZE], asn[RSEC_ASN_SIZE];

	if (!identity->is_route)
		return rsec_buf_add(
			   out, identity->key.data, identity->key.len) == 0
			   ? rsec_buf_addc(out, '\0')
			   : -1;
	rsec_prefix_format(prefix, &identity->route.prefix);
	rsec_asn_format(asn, identity->route.origin);
	if (rsec_buf_puts(out, prefix) != 0 || rsec_buf_puts(out, asn) != 0)
		return -1;
	return rsec_buf_addc(out, '\0');
}

/* FNV-1a of a name in any case. */
static uint64_t
hash_name(struct rsec_rpsl_piece name)
{
	uint64_t hash = 0xcbf29ce484222325;
	size_t i;

	for (i = 0; i < name.n; i++)
		hash =
		    (hash ^ (unsigned char)(name.s[i] & ~0x20)) * 0x100000001b3;
	return hash;
}

uint64_t
rsec_diff_identity_hash(
    const struct rsec_diff_identity *identity, enum rsec_rpsl_class class)
{
	const struct rsec_irr_route *route = &identity->route;
	uint64_t seed = hash_name(identity->source) ^ (uint64_t) class << 56;
	uint64_t words[3];

	if (!identity->is_route)
		return XXH3_64bits_withSeed(
		    identity->key.data, identity->key.len, seed);
	words[0] = route->prefix.hi;
	words[1] = route->prefix.lo;
	words[2] = (uint64_t)route->origin << 8 | route->prefix.len;
	return XXH3_64bits_withSeed(words, sizeof(words), seed);
}
