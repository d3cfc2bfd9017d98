/* SPDX-License-Identifier: ISC */
/*
 * Route Origin Authorizations: RFC 9582 section 4.
 *
 *	{ [0] version DEFAULT 0, asID, { { addressFamily,
 *		{ { prefix, maxLength OPTIONAL } ... } } ... } }
 *
 * Prefixes are kept in the order in which they stand.  Those that cannot be
 * read, and those of a family that is neither IPv4 nor IPv6, are left out.  A
 * maxLength out of range counts as absent.  So whatever the findings, what is
 * kept is a set of valid prefixes and lengths.
 *
 * What is only advised (canonical order, no duplicates) is told once, with
 * how often: thousands of warnings would leave no room for errors.
 */
#include "rpki/roa.h"

#include <stdio.h>
#include <stdlib.h>

#include "rpki/content_private.h"

#define FAMILIES_MAX 2
#define ENTRY_SIZE   (RSEC_PREFIX_SIZE + 4) /* of "prefix-maxLength" */

static const struct rsec_content_rules rules = { "ROA", RSEC_RULE_ROA_SYNTAX,
	RSEC_RULE_ROA_VERSION, RSEC_RULE_ROA_LIMIT };

/* ::ffff:0:0/96, RFC 4291 section 2.5.5.2 */
static const struct rsec_prefix v4_mapped = { 0, 0x0000ffff00000000, RSEC_IPV6,
	96 };

struct reader {
	struct rsec_roa *roa;
	size_t cap;	       /* of roa->prefixes */
	size_t redundant;      /* entries whose maxLength is their length */
	uint64_t redundant_at; /* the first of them */
};

static const char *
entry_format(char to[ENTRY_SIZE], const struct rsec_roa_prefix *entry)
{
	size_t n = rsec_prefix_format(to, &entry->prefix);

	if (entry->max_len != entry->prefix.len)
		snprintf(to + n, ENTRY_SIZE - n, "-%u", entry->max_len);
	return to;
}

/* ", and N more" for what is told once. */
static const char *
more_format(char to[32], size_t n)
{
	to[0] = '\0';
	if (n > 1)
		snprintf(to, 32, ", and %zu more", n - 1);
	return to;
}

/* maxLength, if there is one; ENTRY has its default already. */
static void
parse_max_len(
    struct rsec_der *der, struct reader *r, struct rsec_roa_prefix *entry)
{
	unsigned longest = rsec_family_bits(entry->prefix.family);
	const uint8_t *at = der->at;
	char text[RSEC_PREFIX_SIZE];
	struct rsec_bytes octets;
	uint64_t value = 0;

	if (!rsec_der_integer(der, &octets))
		return;
	entry->has_max_len = true;
	if (rsec_integer_uint(octets, &value) && value >= entry->prefix.len &&
	    value <= longest) {
		entry->max_len = (uint8_t)value;
		if (value == entry->prefix.len && r->redundant++ == 0)
			r->redundant_at = rsec_der_offset(der, at);
		return;
	}
	rsec_prefix_format(text, &entry->prefix);
	if (octets.data[0] & 0x80)
		rsec_der_fault(der, RSEC_RULE_ROA_MAXLEN_RANGE, at,
		    "maxLength of %s is negative", text);
	else if (!rsec_integer_uint(octets, &value))
		rsec_der_fault(der, RSEC_RULE_ROA_MAXLEN_RANGE, at,
		    "maxLength of %s has %zu octets", text, octets.len);
	else
		rsec_der_fault(der, RSEC_RULE_ROA_MAXLEN_RANGE, at,
		    "maxLength %llu of %s is not one of %u to %u",
		    (unsigned long long)value, text, entry->prefix.len,
		    longest);
}

/* One ROAIPAddress. */
static void
parse_entry(struct rsec_der *der, uint8_t family, struct reader *r)
{
	struct rsec_roa_prefix *entry = &r->roa->prefixes[r->roa->count];
	const uint8_t *at = der->at;
	char text[RSEC_PREFIX_SIZE];
	struct rsec_der inner;

	if (!rsec_der_sequence(der, &inner)) {
		rsec_content_missing(der, &rules, "a prefix with its maxLength",
		    RSEC_DER_SEQUENCE);
		return;
	}
	if (!rsec_content_prefix(&inner, &rules, RSEC_RULE_ROA_PREFIX_LENGTH,
		family, &entry->prefix))
		return;
	entry->offset = rsec_der_offset(der, at);
	entry->max_len = entry->prefix.len;
	entry->has_max_len = false;
	parse_max_len(&inner, r, entry);
	rsec_content_end(&inner, &rules, "a prefix");
	if (rsec_prefix_contains(&v4_mapped, &entry->prefix)) {
		rsec_prefix_format(text, &entry->prefix);
		rsec_der_fault(der, RSEC_RULE_ROA_V4_MAPPED, at,
		    "%s is an IPv4 prefix written as IPv6", text);
	}
	r->roa->count++;
}

/* One ROAIPAddressFamily; the family, or 0. */
static uint8_t
parse_family(struct rsec_der *der, struct reader *r)
{
	uint8_t family = rsec_content_family(der, &rules, RSEC_RULE_ROA_AFI);
	const uint8_t *at = der->at;
	struct rsec_der list;

	if (!rsec_der_sequence(der, &list)) {
		rsec_content_missing(der, &rules, "list of prefixes", 0);
		return family;
	}
	if (rsec_der_at_end(&list))
		rsec_der_fault(der, RSEC_RULE_ROA_FAMILY_EMPTY, at,
		    "address family without a prefix");
	while (family != 0 && !rsec_der_at_end(&list) && r->roa->count < r->cap)
		parse_entry(&list, family, r);
	rsec_content_end(der, &rules, "an address family");
	return family;
}

static void
parse_families(struct rsec_der *der, struct rsec_arena *arena, struct reader *r)
{
	const uint8_t *at, *first = der->at;
	unsigned n = 0, seen = 0;
	struct rsec_der family;
	uint8_t f;

	r->cap = rsec_content_count_families(*der);
	r->roa->prefixes = rsec_content_alloc(der, arena, &rules, &r->cap,
	    RSEC_ROA_PREFIXES_MAX, sizeof(*r->roa->prefixes));
	for (; !rsec_der_at_end(der); n++) {
		at = der->at;
		if (!rsec_der_sequence(der, &family)) {
			rsec_content_missing(
			    der, &rules, "address family", RSEC_DER_SEQUENCE);
			continue;
		}
		if ((f = parse_family(&family, r)) == 0)
			continue;
		if (seen & 1U << f)
			rsec_der_fault(der, RSEC_RULE_ROA_FAMILIES, at,
			    "address family IPv%u is there again", f);
		seen |= 1U << f;
	}
	if (n == 0 || n > FAMILIES_MAX)
		rsec_der_fault(der, RSEC_RULE_ROA_FAMILIES, first,
		    "%u address families, not one or two", n);
}

/* RFC 9582 section 4.3.3: by family, address, length, maxLength. */
static int
entry_cmp(const struct rsec_roa_prefix *a, const struct rsec_roa_prefix *b)
{
	int order = rsec_prefix_cmp(&a->prefix, &b->prefix);

	return order != 0 ? order : a->max_len - b->max_len;
}

static int
pointer_cmp(const void *va, const void *vb)
{
	const struct rsec_roa_prefix *a = *(struct rsec_roa_prefix *const *)va;
	const struct rsec_roa_prefix *b = *(struct rsec_roa_prefix *const *)vb;
	int order = entry_cmp(a, b);

	return order != 0 ? order : (a > b) - (a < b);
}

/* The entries in canonical order; NULL without memory. */
static const struct rsec_roa_prefix **
sort_entries(const struct rsec_roa *roa, struct rsec_arena *arena, bool sorted)
{
	const struct rsec_roa_prefix **list =
	    rsec_arena_alloc(arena, roa->count * sizeof(*list));
	size_t i;

	if (list == NULL)
		return NULL;
	for (i = 0; i < roa->count; i++)
		list[i] = &roa->prefixes[i];
	if (!sorted)
		qsort(list, roa->count, sizeof(*list), pointer_cmp);
	return list;
}

/* What stands more than once: told at the first place, with how often. */
struct repeat {
	const struct rsec_roa_prefix *first;
	size_t n;
};

static void
note_repeat(struct repeat *repeat, const struct rsec_roa_prefix *entry)
{
	if (repeat->n++ == 0 || entry < repeat->first)
		repeat->first = entry;
}

static void
judge_repeats(
    const struct rsec_der *der, const struct rsec_roa_prefix **list, size_t n)
{
	struct repeat same = { NULL, 0 }, other = { NULL, 0 };
	char text[ENTRY_SIZE], more[32];
	size_t i;

	for (i = 1; i < n; i++) {
		if (!rsec_prefix_equal(&list[i - 1]->prefix, &list[i]->prefix))
			continue;
		if (list[i - 1]->max_len == list[i]->max_len)
			note_repeat(&same, list[i]);
		else
			note_repeat(&other, list[i]);
	}
	if (same.n > 0)
		rsec_findings_add(der->findings, RSEC_RULE_ROA_DUPLICATE,
		    same.first->offset, "%s is there again%s",
		    entry_format(text, same.first), more_format(more, same.n));
	if (other.n > 0)
		rsec_findings_add(der->findings, RSEC_RULE_ROA_PREFIX_TWICE,
		    other.first->offset,
		    "%s is there with another maxLength as well%s",
		    entry_format(text, other.first),
		    more_format(more, other.n));
}

static void
judge_entries(const struct rsec_der *der, struct rsec_arena *arena,
    const struct reader *r)
{
	const struct rsec_roa *roa = r->roa;
	char text[ENTRY_SIZE], before[ENTRY_SIZE], more[32];
	const struct rsec_roa_prefix **list;
	size_t i, n = 0, first = 0, equal = 0;
	int order;

	for (i = 1; i < roa->count; i++) {
		order = entry_cmp(&roa->prefixes[i - 1], &roa->prefixes[i]);
		if (order > 0 && n++ == 0)
			first = i;
		equal += rsec_prefix_equal(
		    &roa->prefixes[i - 1].prefix, &roa->prefixes[i].prefix);
	}
	if (n > 0)
		rsec_findings_add(der->findings, RSEC_RULE_ROA_CANONICAL,
		    roa->prefixes[first].offset, "%s comes after %s%s",
		    entry_format(text, &roa->prefixes[first]),
		    entry_format(before, &roa->prefixes[first - 1]),
		    more_format(more, n));
	if (r->redundant > 0)
		rsec_findings_add(der->findings, RSEC_RULE_ROA_MAXLEN_REDUNDANT,
		    r->redundant_at,
		    "a maxLength is the length of its prefix%s",
		    more_format(more, r->redundant));
	if (n == 0 && equal == 0)
		return; /* in strict order: nothing is there twice */
	if ((list = sort_entries(roa, arena, n == 0)) != NULL)
		judge_repeats(der, list, roa->count);
	else if (der->findings != NULL)
		der->findings->no_memory = true;
}

int
rsec_roa_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_roa *out)
{
	struct reader r = { .roa = out };
	struct rsec_der roa, families;

	*out = (struct rsec_roa){ .count = 0 };
	if (!rsec_content_open(der, &rules, &roa))
		return -1;
	rsec_content_version(&roa, &rules, 0, &out->version);
	rsec_content_asn(&roa, &rules, RSEC_RULE_ROA_ASN_RANGE, "asID",
	    RSEC_DER_SEQUENCE, 0, &out->asn);
	if (rsec_der_sequence(&roa, &families)) {
		parse_families(&families, arena, &r);
		judge_entries(der, arena, &r);
	} else
		rsec_content_missing(&roa, &rules, "ipAddrBlocks", 0);
	rsec_content_end(&roa, &rules, "the ROA");
	return 0;
}

/* All prefixes of FAMILY are in SET. */
static void
check_contained(const struct rsec_roa *roa, uint8_t family,
    const struct rsec_ip_resources *set, struct rsec_findings *f)
{
	char text[RSEC_PREFIX_SIZE];
	struct rsec_ip_resources copy;
	struct rsec_ip_range range;
	size_t i;

	if (set->inherit)
		return;
	set = rsec_content_canonical_ip(set, f->arena, &copy);
	if (set == NULL) {
		f->no_memory = true;
		return;
	}
	for (i = 0; i < roa->count; i++) {
		if (roa->prefixes[i].prefix.family != family)
			continue;
		range = rsec_ip_range_of(&roa->prefixes[i].prefix);
		if (rsec_ip_resources_contain(set, &range))
			continue;
		rsec_prefix_format(text, &roa->prefixes[i].prefix);
		rsec_findings_add(f, RSEC_RULE_ROA_EE_CONTAINED,
		    roa->prefixes[i].offset,
		    "%s is not among the resources of the certificate", text);
	}
}

void
rsec_roa_check_ee(const struct rsec_roa *roa, const struct rsec_cert *ee,
    struct rsec_findings *f)
{
	const struct rsec_resources *r = &ee->resources;

	if (f == NULL)
		return;
	if (r->asn.present)
		rsec_findings_add(f, RSEC_RULE_ROA_EE_AS, ee->offset,
		    "the certificate has AS resources");
	if (!r->ipv4.present && !r->ipv6.present) {
		rsec_findings_add(f, RSEC_RULE_ROA_EE_IP, ee->offset,
		    "the certificate has no IP resources");
		return;
	}
	if (r->ipv4.inherit || r->ipv6.inherit)
		rsec_findings_add(f, RSEC_RULE_ROA_EE_INHERIT, ee->offset,
		    "IP resources of the certificate are inherited");
	check_contained(roa, RSEC_IPV4, &r->ipv4, f);
	check_contained(roa, RSEC_IPV6, &r->ipv6, f);
}
