/* SPDX-License-Identifier: ISC */
/*
 * Signed Prefix Lists: draft-ietf-sidrops-rpki-prefixlist.
 *
 *	{ [0] version DEFAULT 0, asID,
 *		{ { addressFamily, { prefix ... } } ... } }
 *
 * Prefixes are kept in the order in which they stand, less those that cannot
 * be read.
 */
#include "rpki/spl.h"

#include "rpki/content_private.h"

#define FAMILIES_MAX 2

static const struct rsec_content_rules rules = { "prefix list",
	RSEC_RULE_SPL_SYNTAX, RSEC_RULE_SPL_VERSION, RSEC_RULE_SPL_LIMIT };

static void
parse_prefix(struct rsec_der *der, uint8_t family, struct rsec_spl *out)
{
	struct rsec_prefix *prefix = &out->prefixes[out->count];
	char text[RSEC_PREFIX_SIZE], before[RSEC_PREFIX_SIZE];
	const uint8_t *at = der->at;
	struct rsec_tlv tlv;

	if (!rsec_content_prefix(
		der, &rules, RSEC_RULE_SPL_PREFIX_LENGTH, family, prefix)) {
		if (der->at == at)
			rsec_der_next(der, &tlv);
		return;
	}
	out->offsets[out->count] = rsec_der_offset(der, at);
	if (out->count++ == 0 || prefix[-1].family != family ||
	    rsec_prefix_cmp(&prefix[-1], prefix) < 0)
		return;
	rsec_prefix_format(text, prefix);
	rsec_prefix_format(before, &prefix[-1]);
	rsec_der_fault(
	    der, RSEC_RULE_SPL_ORDER, at, "%s comes after %s", text, before);
}

/* One AddressFamilyPrefixes. */
static uint8_t
parse_family(struct rsec_der *der, size_t cap, struct rsec_spl *out)
{
	uint8_t family = rsec_content_family(der, &rules, RSEC_RULE_SPL_AFI);
	const uint8_t *at = der->at;
	struct rsec_der list;

	if (!rsec_der_sequence(der, &list)) {
		rsec_content_missing(der, &rules, "list of prefixes", 0);
		return family;
	}
	if (rsec_der_at_end(&list))
		rsec_der_fault(der, RSEC_RULE_SPL_FAMILY_EMPTY, at,
		    "address family without a prefix");
	while (family != 0 && !rsec_der_at_end(&list) && out->count < cap)
		parse_prefix(&list, family, out);
	rsec_content_end(der, &rules, "an address family");
	return family;
}

static void
parse_families(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_spl *out)
{
	size_t n = 0, cap = rsec_content_count_families(*der);
	const uint8_t *at, *first = der->at;
	struct rsec_der inner;
	uint8_t family, last = 0;

	out->prefixes = rsec_content_alloc(der, arena, &rules, &cap,
	    RSEC_SPL_PREFIXES_MAX, sizeof(*out->prefixes));
	if (cap > 0)
		out->offsets = rsec_content_alloc(der, arena, &rules, &cap,
		    RSEC_SPL_PREFIXES_MAX, sizeof(*out->offsets));
	for (; !rsec_der_at_end(der); n++) {
		at = der->at;
		if (!rsec_der_sequence(der, &inner)) {
			rsec_content_missing(
			    der, &rules, "address family", RSEC_DER_SEQUENCE);
			continue;
		}
		if ((family = parse_family(&inner, cap, out)) == 0)
			continue;
		if (family <= last)
			rsec_der_fault(der, RSEC_RULE_SPL_ORDER, at,
			    "address family IPv%u comes after IPv%u", family,
			    last);
		last = family;
	}
	if (n > FAMILIES_MAX)
		rsec_der_fault(der, RSEC_RULE_SPL_SYNTAX, first,
		    "%zu address families, more than two", n);
}

int
rsec_spl_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_spl *out)
{
	struct rsec_der spl, families;

	*out = (struct rsec_spl){ .count = 0 };
	if (!rsec_content_open(der, &rules, &spl))
		return -1;
	rsec_content_version(&spl, &rules, 0, &out->version);
	rsec_content_asn(&spl, &rules, RSEC_RULE_SPL_ASN_RANGE, "asID",
	    RSEC_DER_SEQUENCE, 0, &out->asn);
	if (rsec_der_sequence(&spl, &families))
		parse_families(&families, arena, out);
	else
		rsec_content_missing(&spl, &rules, "prefixBlocks", 0);
	rsec_content_end(&spl, &rules, "the prefix list");
	return 0;
}

void
rsec_spl_check_ee(const struct rsec_spl *spl, const struct rsec_cert *ee,
    struct rsec_findings *f)
{
	const struct rsec_asn_resources *asn = &ee->resources.asn;

	if (ee->resources.ipv4.present || ee->resources.ipv6.present)
		rsec_findings_add(f, RSEC_RULE_SPL_EE_IP, ee->offset,
		    "the certificate has IP resources");
	if (!asn->present)
		rsec_findings_add(f, RSEC_RULE_SPL_EE_AS, ee->offset,
		    "the certificate has no AS resources");
	else if (asn->inherit)
		rsec_findings_add(f, RSEC_RULE_SPL_EE_AS, ee->offset,
		    "AS resources of the certificate are inherited");
	else if (asn->count != 1 || asn->list[0].min != asn->list[0].max ||
		 asn->list[0].min != spl->asn)
		rsec_findings_add(f, RSEC_RULE_SPL_EE_AS, ee->offset,
		    "AS resources of the certificate are not just AS%lu",
		    (unsigned long)spl->asn);
}
