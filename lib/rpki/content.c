/* SPDX-License-Identifier: ISC */
/*
 * What the contents of signed objects have in common: the SEQUENCE around
 * them, versions, AS numbers, address families, prefixes, and certificates
 * that inherit.  See content_private.h.
 */
#include "rpki/content_private.h"

#include <string.h>

#include "rpki/der_private.h"
#include "rpki/resources_private.h"
#include "rpki/x509_private.h"

#define AFI_IPV4 1
#define AFI_IPV6 2

/*
 * Into a SEQUENCE, even one that says it is longer than what there is: what
 * there is can be shown.
 */
static bool
enter_sequence(struct rsec_der *der, struct rsec_der *inner)
{
	struct rsec_der_header h = { .body = NULL };
	struct rsec_der cut = *der;

	if (rsec_der_peek(der) != RSEC_DER_SEQUENCE)
		return false;
	if (rsec_der_sequence(der, inner))
		return true;
	rsec_der_header(cut.at, cut.end, &h);
	if (h.body == NULL)
		return false;
	*inner = cut;
	inner->at = h.body;
	return true;
}

bool
rsec_content_open(struct rsec_der *der, const struct rsec_content_rules *rules,
    struct rsec_der *inner)
{
	const uint8_t *at = der->at;

	if (!enter_sequence(der, inner)) {
		rsec_der_fault(der, rules->syntax, at,
		    "the content is no SEQUENCE, as a %s is", rules->name);
		return false;
	}
	if (!rsec_der_at_end(der))
		rsec_der_fault(der, RSEC_RULE_DER_TRAILING_BYTES, der->at,
		    "%zu bytes follow the %s inside the content",
		    (size_t)(der->end - der->at), rules->name);
	return true;
}

void
rsec_content_end(const struct rsec_der *der,
    const struct rsec_content_rules *rules, const char *what)
{
	if (!rsec_der_at_end(der))
		rsec_der_fault(der, rules->syntax, der->at,
		    "something follows the end of %s (tag %02x)", what,
		    rsec_der_peek(der));
}

/*
 * The version, if there is one.  [0] is EXPLICIT; a version in [0] IMPLICIT
 * is told, and read.
 */
static bool
read_version(
    struct rsec_der *der, const struct rsec_content_rules *rules, uint64_t *out)
{
	const uint8_t *at = der->at;
	struct rsec_der inner;
	struct rsec_tlv tlv;

	if (rsec_der_optional(der, RSEC_DER_CONTEXT(0), &tlv)) {
		rsec_der_fault(der, rules->syntax, at,
		    "the version is in [0] IMPLICIT, not EXPLICIT");
		return rsec_integer_uint(tlv.body, out);
	}
	if (!rsec_der_optional(der, RSEC_DER_EXPLICIT(0), &tlv))
		return false;
	inner = rsec_der_enter(der, &tlv);
	if (!rsec_der_uint(&inner, out))
		return false;
	rsec_content_end(&inner, rules, "the version");
	return true;
}

void
rsec_content_version(struct rsec_der *der,
    const struct rsec_content_rules *rules, uint64_t expected, uint64_t *out)
{
	const uint8_t *at = der->at;

	*out = 0;
	if (read_version(der, rules, out)) {
		if (*out == 0)
			rsec_der_fault(der, RSEC_RULE_DER_DEFAULT_ENCODED, at,
			    "version 0 is encoded");
	} else if (der->at != at) {
		rsec_der_fault(der, rules->version, at,
		    "the version is not the number %llu",
		    (unsigned long long)expected);
		return;
	}
	if (*out != expected)
		rsec_der_fault(der, rules->version, at,
		    "version is %llu, not %llu", (unsigned long long)*out,
		    (unsigned long long)expected);
}

void
rsec_content_missing(struct rsec_der *der,
    const struct rsec_content_rules *rules, const char *what, uint8_t next)
{
	const uint8_t *at = der->at;
	struct rsec_tlv tlv;

	if (rsec_der_at_end(der) || (next != 0 && rsec_der_peek(der) == next)) {
		rsec_der_fault(der, rules->syntax, at, "no %s", what);
		return;
	}
	rsec_der_fault(der, rules->syntax, at,
	    "%s is not of its type (tag %02x)", what, rsec_der_peek(der));
	rsec_der_next(der, &tlv);
}

bool
rsec_content_asn(struct rsec_der *der, const struct rsec_content_rules *rules,
    enum rsec_rule rule, const char *what, uint8_t next, uint32_t min,
    uint32_t *asn)
{
	const uint8_t *at = der->at;
	struct rsec_bytes octets;
	uint64_t value;

	if (!rsec_der_integer(der, &octets)) {
		rsec_content_missing(der, rules, what, next);
		return false;
	}
	if (octets.data[0] & 0x80)
		rsec_der_fault(der, rule, at, "%s is negative", what);
	else if (!rsec_integer_uint(octets, &value))
		rsec_der_fault(
		    der, rule, at, "%s is over 18446744073709551615", what);
	else if (value < min || value > UINT32_MAX)
		rsec_der_fault(der, rule, at,
		    "%s is %llu, not one of %lu to %lu", what,
		    (unsigned long long)value, (unsigned long)min,
		    (unsigned long)UINT32_MAX);
	else {
		*asn = (uint32_t)value;
		return true;
	}
	return false;
}

uint8_t
rsec_content_family(struct rsec_der *der,
    const struct rsec_content_rules *rules, enum rsec_rule rule)
{
	const uint8_t *at = der->at;
	struct rsec_bytes octets;
	unsigned afi;

	if (!rsec_der_octet_string(der, &octets)) {
		rsec_content_missing(
		    der, rules, "address family", RSEC_DER_SEQUENCE);
		return 0;
	}
	if (octets.len != 2)
		rsec_der_fault(der, rule, at,
		    "address family of %zu octets, not 2", octets.len);
	if (octets.len < 2)
		return 0;
	afi = (unsigned)octets.data[0] << 8 | octets.data[1];
	if (afi == AFI_IPV4 || afi == AFI_IPV6)
		return afi == AFI_IPV4 ? RSEC_IPV4 : RSEC_IPV6;
	rsec_der_fault(
	    der, rule, at, "address family %04x is neither 0001 nor 0002", afi);
	return 0;
}

bool
rsec_content_prefix(struct rsec_der *der,
    const struct rsec_content_rules *rules, enum rsec_rule rule, uint8_t family,
    struct rsec_prefix *out)
{
	const uint8_t *at = der->at;
	struct rsec_bytes bits;
	unsigned unused;

	if (!rsec_der_bit_string(der, &bits, &unused)) {
		rsec_der_fault(
		    der, rules->syntax, at, "a prefix is no BIT STRING");
		return false;
	}
	if (rsec_ip_bits_parse(bits, unused, family, out))
		return true;
	rsec_der_fault(der, rule, at,
	    "prefix of %zu bits, over the %u of IPv%u", bits.len * 8 - unused,
	    rsec_family_bits(family), family);
	return false;
}

size_t
rsec_content_count(struct rsec_der der)
{
	struct rsec_tlv tlv;
	size_t n = 0;

	while (rsec_der_next(&der, &tlv))
		n++;
	return n;
}

size_t
rsec_content_count_families(struct rsec_der der)
{
	struct rsec_der family, list;
	struct rsec_tlv tlv;
	size_t n = 0;

	while (rsec_der_next(&der, &tlv)) {
		family = rsec_der_enter(&der, &tlv);
		if (rsec_der_next(&family, &tlv) &&
		    rsec_der_sequence(&family, &list))
			n += rsec_content_count(list);
	}
	return n;
}

void *
rsec_content_alloc(const struct rsec_der *der, struct rsec_arena *arena,
    const struct rsec_content_rules *rules, size_t *n, size_t max, size_t size)
{
	void *list;

	if (*n > max) {
		rsec_der_fault(der, rules->limit, der->at,
		    "%zu entries, of which the first %zu are read", *n, max);
		*n = max;
	}
	if (*n == 0)
		return NULL;
	if ((list = rsec_arena_alloc(arena, *n * size)) == NULL) {
		if (der->findings != NULL)
			der->findings->no_memory = true;
		*n = 0;
	}
	return list;
}

void
rsec_content_hash_alg(const struct rsec_der *der, enum rsec_rule rule,
    const uint8_t *at, struct rsec_bytes oid)
{
	char text[RSEC_OID_TEXT_SIZE];

	if (oid.len > 0 && RSEC_OID_IS(oid, RSEC_OID_SHA256))
		return;
	rsec_oid_format(text, sizeof(text), oid);
	rsec_der_fault(der, rule, at, "hash algorithm %s is not SHA-256", text);
}

void
rsec_content_check_inherit(
    const struct rsec_cert *ee, enum rsec_rule rule, struct rsec_findings *f)
{
	const struct rsec_resources *r = &ee->resources;

	if (r->ipv4.present && !r->ipv4.inherit)
		rsec_findings_add(f, rule, ee->offset,
		    "IPv4 resources of the certificate are not inherited");
	if (r->ipv6.present && !r->ipv6.inherit)
		rsec_findings_add(f, rule, ee->offset,
		    "IPv6 resources of the certificate are not inherited");
	if (r->asn.present && !r->asn.inherit)
		rsec_findings_add(f, rule, ee->offset,
		    "AS resources of the certificate are not inherited");
}

const struct rsec_ip_resources *
rsec_content_canonical_ip(const struct rsec_ip_resources *set,
    struct rsec_arena *arena, struct rsec_ip_resources *copy)
{
	size_t i, size = set->count * sizeof(*set->list);

	for (i = 1; i < set->count; i++)
		if (rsec_ip_ranges_touch(&set->list[i - 1], &set->list[i]))
			break;
	if (i >= set->count)
		return set;
	*copy = *set;
	if ((copy->list = rsec_arena_alloc(arena, size)) == NULL)
		return NULL;
	memcpy(copy->list, set->list, size);
	rsec_ip_resources_canonize(copy);
	return copy;
}

const struct rsec_asn_resources *
rsec_content_canonical_asn(const struct rsec_asn_resources *set,
    struct rsec_arena *arena, struct rsec_asn_resources *copy)
{
	size_t i, size = set->count * sizeof(*set->list);

	for (i = 1; i < set->count; i++)
		if (set->list[i].min == 0 ||
		    set->list[i].min - 1 <= set->list[i - 1].max)
			break;
	if (i >= set->count)
		return set;
	*copy = *set;
	if ((copy->list = rsec_arena_alloc(arena, size)) == NULL)
		return NULL;
	memcpy(copy->list, set->list, size);
	rsec_asn_resources_canonize(copy);
	return copy;
}

int
rsec_bytes_cmp(struct rsec_bytes a, struct rsec_bytes b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int order = n == 0 ? 0 : memcmp(a.data, b.data, n);

	return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

struct rsec_bytes
rsec_uri_leaf(struct rsec_bytes uri)
{
	size_t i = uri.len;

	while (i > 0 && uri.data[i - 1] != '/')
		i--;
	return (struct rsec_bytes){ uri.data + i, uri.len - i };
}
