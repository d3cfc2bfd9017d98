/* SPDX-License-Identifier: ISC */
/*
 * The extensions of RFC 3779: IPAddrBlocks (section 2.2.3) and ASIdentifiers
 * (section 3.2.3), in the cut of RFC 6487 sections 4.8.10 and 4.8.11.
 *
 * Lists are kept as they stand; that they are in canonical order is a rule,
 * which is judged here, and not a promise to whoever reads them.
 */
#include <string.h>

#include "rpki/resources_private.h"

#define AFI_IPV4   1
#define AFI_IPV6   2
#define FAMILY_LEN 2 /* octets of an address family without SAFI */

bool
rsec_ip_bits_parse(struct rsec_bytes bits, unsigned unused, uint8_t family,
    struct rsec_prefix *out)
{
	uint8_t address[16] = { 0 };
	size_t len;

	if (bits.len > sizeof(address) || (bits.len == 0 && unused > 0))
		return false;
	len = bits.len * 8 - unused;
	if (len > rsec_family_bits(family))
		return false;
	if (bits.len > 0)
		memcpy(address, bits.data, bits.len);
	return rsec_prefix_from_bytes(out, family, address, (uint8_t)len);
}

/* The number of elements at DER. */
static size_t
count_elements(struct rsec_der der)
{
	struct rsec_tlv tlv;
	size_t n = 0;

	while (rsec_der_next(&der, &tlv))
		n++;
	return n;
}

/* Room for the elements at DER, each of SIZE; NULL, with the reason told. */
static void *
alloc_list(
    const struct rsec_der *der, struct rsec_arena *arena, size_t n, size_t size)
{
	void *list;

	if (n > RSEC_RESOURCES_MAX) {
		rsec_der_fault(der, RSEC_RULE_RESOURCES_LIMIT, der->at,
		    "%zu ranges, more than %d", n, RSEC_RESOURCES_MAX);
		return NULL;
	}
	list = rsec_arena_alloc(arena, n * size);
	if (list == NULL && der->findings != NULL)
		der->findings->no_memory = true;
	return list;
}

/* An IPAddress. */
static bool
parse_address(struct rsec_der *der, uint8_t family, struct rsec_prefix *out)
{
	const uint8_t *at = der->at;
	struct rsec_bytes bits;
	unsigned unused;

	if (!rsec_der_bit_string(der, &bits, &unused)) {
		rsec_der_fault(der, RSEC_RULE_IP_SYNTAX, at,
		    "an address is no BIT STRING");
		return false;
	}
	if (rsec_ip_bits_parse(bits, unused, family, out))
		return true;
	rsec_der_fault(der, RSEC_RULE_IP_ADDRESS, at,
	    "an address of %zu bits, in IPv%u", bits.len * 8 - unused, family);
	return false;
}

/* The last bit of what was encoded; -1 where there is none. */
static int
last_bit(const struct rsec_prefix *p)
{
	if (p->len == 0)
		return -1;
	if (p->len <= 64)
		return (int)(p->hi >> (64 - p->len) & 1);
	return (int)(p->lo >> (128 - p->len) & 1);
}

static void
judge_range(const struct rsec_der *der, const uint8_t *at, uint8_t family,
    const struct rsec_ip_range *range)
{
	char text[RSEC_IP_RANGE_SIZE];
	struct rsec_prefix prefix;

	rsec_ip_range_format(text, range, family);
	if (rsec_address_cmp(range->min, range->max) > 0)
		rsec_der_fault(der, RSEC_RULE_IP_RANGE, at,
		    "range %s ends before it begins", text);
	else if (rsec_ip_range_prefix(range, family, &prefix))
		rsec_der_fault(der, RSEC_RULE_IP_RANGE, at,
		    "range that is the prefix %s", text);
}

static bool
parse_range(struct rsec_der *der, uint8_t family, struct rsec_ip_range *range)
{
	struct rsec_prefix min, max;
	const uint8_t *at = der->at;
	struct rsec_der ends;

	if (!rsec_der_sequence(der, &ends)) {
		rsec_der_fault(der, RSEC_RULE_IP_SYNTAX, at,
		    "neither an address nor a range");
		return false;
	}
	if (!parse_address(&ends, family, &min) ||
	    !parse_address(&ends, family, &max))
		return false;
	if (!rsec_der_at_end(&ends))
		rsec_der_fault(&ends, RSEC_RULE_IP_SYNTAX, ends.at,
		    "something follows the end of a range");
	*range = rsec_ip_range_of(&max);
	range->min = (struct rsec_address){ min.hi, min.lo };
	if (last_bit(&min) == 0 || last_bit(&max) == 1)
		rsec_der_fault(der, RSEC_RULE_IP_RANGE_BITS, at,
		    "an end of a range is written with bits that say nothing");
	judge_range(der, at, family, range);
	return true;
}

/* One IPAddressOrRange. */
static bool
parse_ip(struct rsec_der *der, uint8_t family, struct rsec_ip_range *range)
{
	const uint8_t *at = der->at;
	struct rsec_prefix prefix;
	struct rsec_tlv tlv;
	bool ok;

	if (rsec_der_peek(der) == RSEC_DER_BIT_STRING) {
		ok = parse_address(der, family, &prefix);
		if (ok)
			*range = rsec_ip_range_of(&prefix);
	} else
		ok = parse_range(der, family, range);
	range->offset = rsec_der_offset(der, at);
	if (der->at == at)
		rsec_der_next(der, &tlv); /* not read: go past it */
	return ok;
}

static void
judge_ip_order(const struct rsec_der *der, const uint8_t *at, uint8_t family,
    const struct rsec_ip_range *before, const struct rsec_ip_range *range)
{
	char a[RSEC_IP_RANGE_SIZE], b[RSEC_IP_RANGE_SIZE];
	bool touches = rsec_ip_ranges_touch(before, range);

	if (rsec_address_cmp(before->max, range->min) < 0 && !touches)
		return;
	rsec_ip_range_format(a, before, family);
	rsec_ip_range_format(b, range, family);
	rsec_der_fault(der, RSEC_RULE_IP_ORDER, at, "%s %s %s", b,
	    rsec_address_cmp(range->min, before->min) < 0
		? "comes after, not before"
	    : rsec_address_cmp(range->min, before->max) <= 0
		? "overlaps"
		: "should be one with",
	    a);
}

static void
parse_ip_list(struct rsec_der *der, struct rsec_arena *arena, uint8_t family,
    struct rsec_ip_resources *set)
{
	size_t n = count_elements(*der);
	struct rsec_ip_range range;
	const uint8_t *at;

	if (n == 0) {
		rsec_der_fault(der, RSEC_RULE_IP_EMPTY, der->at,
		    "no IPv%u addresses, and no inherit", family);
		return;
	}
	set->list = alloc_list(der, arena, n, sizeof(*set->list));
	if (set->list == NULL)
		return;
	while (!rsec_der_at_end(der)) {
		at = der->at;
		if (!parse_ip(der, family, &range))
			continue; /* there may be no room for it */
		if (set->count > 0)
			judge_ip_order(der, at, family,
			    &set->list[set->count - 1], &range);
		set->list[set->count++] = range;
	}
}

/* The addressFamily: IPv4, IPv6, or 0 for what nobody knows. */
static uint8_t
parse_family(struct rsec_der *der, unsigned *last)
{
	const uint8_t *at = der->at;
	struct rsec_bytes octets;
	unsigned afi;

	if (!rsec_der_octet_string(der, &octets)) {
		rsec_der_fault(der, RSEC_RULE_IP_SYNTAX, at,
		    "no OCTET STRING for an address family");
		return 0;
	}
	if (octets.len == FAMILY_LEN + 1)
		rsec_der_fault(der, RSEC_RULE_IP_SAFI, at,
		    "address family with the SAFI %u", octets.data[FAMILY_LEN]);
	else if (octets.len != FAMILY_LEN) {
		rsec_der_fault(der, RSEC_RULE_IP_FAMILY, at,
		    "address family of %zu octets, not 2", octets.len);
		return 0;
	}
	afi = (unsigned)octets.data[0] << 8 | octets.data[1];
	if (afi != AFI_IPV4 && afi != AFI_IPV6) {
		rsec_der_fault(der, RSEC_RULE_IP_FAMILY, at,
		    "address family %u is neither IPv4 nor IPv6", afi);
		return 0;
	}
	if (afi <= *last)
		rsec_der_fault(der, RSEC_RULE_IP_FAMILY, at,
		    "address family %u after %u", afi, *last);
	*last = afi;
	return afi == AFI_IPV4 ? RSEC_IPV4 : RSEC_IPV6;
}

/* One IPAddressFamily. */
static void
parse_ip_family(struct rsec_der *der, struct rsec_arena *arena, unsigned *last,
    struct rsec_resources *out)
{
	uint8_t family = parse_family(der, last);
	struct rsec_ip_resources *set =
	    family == RSEC_IPV4 ? &out->ipv4 : &out->ipv6;
	struct rsec_der list;
	struct rsec_tlv tlv;

	if (family == 0 || set->present) /* each is shown once */
		return;
	if (rsec_der_read(der, RSEC_DER_NULL, &tlv))
		set->present = set->inherit = true;
	else if (rsec_der_sequence(der, &list)) {
		set->present = true;
		parse_ip_list(&list, arena, family, set);
	} else
		rsec_der_fault(der, RSEC_RULE_IP_SYNTAX, der->at,
		    "neither a list of addresses nor inherit");
	if (!rsec_der_at_end(der))
		rsec_der_fault(der, RSEC_RULE_IP_SYNTAX, der->at,
		    "something follows the addresses of a family");
}

int
rsec_ip_resources_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_resources *out)
{
	struct rsec_der families, family;
	const uint8_t *at = der->at;
	unsigned last = 0;
	struct rsec_tlv tlv;

	out->ipv4 = out->ipv6 = (struct rsec_ip_resources){ .count = 0 };
	if (!rsec_der_sequence(der, &families)) {
		rsec_der_fault(der, RSEC_RULE_IP_SYNTAX, at,
		    "IP resources are no SEQUENCE");
		return -1;
	}
	if (rsec_der_at_end(&families))
		rsec_der_fault(
		    der, RSEC_RULE_IP_EMPTY, at, "no address family");
	while (rsec_der_next(&families, &tlv)) {
		family = rsec_der_enter(&families, &tlv);
		if (tlv.tag == RSEC_DER_SEQUENCE)
			parse_ip_family(&family, arena, &last, out);
		else
			rsec_der_fault(&families, RSEC_RULE_IP_SYNTAX,
			    tlv.whole.data, "an address family is no SEQUENCE");
	}
	return 0;
}

/* An AS number; one out of range is told, and not taken. */
static bool
parse_asn(struct rsec_der *der, uint32_t *asn)
{
	const uint8_t *at = der->at;
	struct rsec_bytes octets;
	uint64_t value;

	if (!rsec_der_integer(der, &octets)) {
		rsec_der_fault(der, RSEC_RULE_ASN_SYNTAX, at,
		    "an AS number is no INTEGER");
		return false;
	}
	if (!rsec_integer_uint(octets, &value) || value > UINT32_MAX) {
		rsec_der_fault(der, RSEC_RULE_ASN_NUMBER, at,
		    "AS number is not one of 0 to %lu",
		    (unsigned long)UINT32_MAX);
		return false;
	}
	*asn = (uint32_t)value;
	return true;
}

/* One ASIdOrRange. */
static bool
parse_as(struct rsec_der *der, struct rsec_asn_range *range)
{
	const uint8_t *at = der->at;
	struct rsec_der ends;
	struct rsec_tlv tlv;
	bool ok;

	range->offset = rsec_der_offset(der, at);
	if (rsec_der_sequence(der, &ends)) {
		ok = parse_asn(&ends, &range->min) &&
		     parse_asn(&ends, &range->max);
		if (ok && range->min >= range->max)
			rsec_der_fault(der, RSEC_RULE_ASN_RANGE, at,
			    "range %lu-%lu of AS numbers",
			    (unsigned long)range->min,
			    (unsigned long)range->max);
		if (!rsec_der_at_end(&ends))
			rsec_der_fault(&ends, RSEC_RULE_ASN_SYNTAX, ends.at,
			    "something follows the end of a range");
		return ok;
	}
	ok = parse_asn(der, &range->min);
	range->max = range->min;
	if (der->at == at)
		rsec_der_next(der, &tlv);
	return ok;
}

static void
judge_asn_order(const struct rsec_der *der, const uint8_t *at,
    const struct rsec_asn_range *before, const struct rsec_asn_range *range)
{
	const char *how;

	if (range->min < before->min)
		how = "comes after, not before";
	else if (range->min <= before->max)
		how = "overlaps";
	else if (range->min - 1 == before->max)
		how = "should be one range with";
	else
		return;
	rsec_der_fault(der, RSEC_RULE_ASN_ORDER, at, "AS%lu %s AS%lu",
	    (unsigned long)range->min, how, (unsigned long)before->max);
}

static void
parse_asn_list(struct rsec_der *der, struct rsec_arena *arena,
    struct rsec_asn_resources *set)
{
	size_t n = count_elements(*der);
	struct rsec_asn_range range;
	const uint8_t *at;

	if (n == 0) {
		rsec_der_fault(der, RSEC_RULE_ASN_EMPTY, der->at,
		    "no AS numbers, and no inherit");
		return;
	}
	set->list = alloc_list(der, arena, n, sizeof(*set->list));
	if (set->list == NULL)
		return;
	while (!rsec_der_at_end(der)) {
		at = der->at;
		if (!parse_as(der, &range))
			continue; /* there may be no room for it */
		if (set->count > 0)
			judge_asn_order(
			    der, at, &set->list[set->count - 1], &range);
		set->list[set->count++] = range;
	}
}

/* ASIdentifierChoice. */
static void
parse_asnum(struct rsec_der *der, struct rsec_arena *arena,
    struct rsec_asn_resources *set)
{
	struct rsec_der list;
	struct rsec_tlv tlv;

	set->present = true;
	if (rsec_der_read(der, RSEC_DER_NULL, &tlv))
		set->inherit = true;
	else if (rsec_der_sequence(der, &list))
		parse_asn_list(&list, arena, set);
	else
		rsec_der_fault(der, RSEC_RULE_ASN_SYNTAX, der->at,
		    "neither a list of AS numbers nor inherit");
	if (!rsec_der_at_end(der))
		rsec_der_fault(der, RSEC_RULE_ASN_SYNTAX, der->at,
		    "something follows the AS numbers");
}

int
rsec_asn_resources_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_resources *out)
{
	struct rsec_der choices, choice;
	const uint8_t *at = der->at;
	struct rsec_tlv tlv;

	out->asn = (struct rsec_asn_resources){ .count = 0 };
	if (!rsec_der_sequence(der, &choices)) {
		rsec_der_fault(der, RSEC_RULE_ASN_SYNTAX, at,
		    "AS resources are no SEQUENCE");
		return -1;
	}
	if (rsec_der_read(&choices, RSEC_DER_EXPLICIT(0), &tlv)) {
		choice = rsec_der_enter(&choices, &tlv);
		parse_asnum(&choice, arena, &out->asn);
	} else
		rsec_der_fault(der, RSEC_RULE_ASN_EMPTY, at, "no AS numbers");
	if (rsec_der_read(&choices, RSEC_DER_EXPLICIT(1), &tlv))
		rsec_der_fault(&choices, RSEC_RULE_ASN_RDI, tlv.whole.data,
		    "routing domain identifiers are present");
	if (!rsec_der_at_end(&choices))
		rsec_der_fault(&choices, RSEC_RULE_ASN_SYNTAX, choices.at,
		    "something follows the AS resources");
	return 0;
}
