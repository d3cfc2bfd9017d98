/* SPDX-License-Identifier: ISC */
/*
 * RPKI Signed Checklists: RFC 9323 section 4.
 *
 *	{ [0] version DEFAULT 0, { [0] asID OPTIONAL, [1] ipAddrBlocks
 *		OPTIONAL }, digestAlgorithm, { { fileName OPTIONAL, hash } ... }
 *}
 *
 * The resources are those of RFC 3779 without "inherit" and are read as such;
 * names and hashes are kept as they stand.
 */
#include "rpki/rsc.h"

#include <stdlib.h>

#include "base/quote.h"
#include "rpki/content_private.h"
#include "rpki/x509_private.h"

static const struct rsec_content_rules rules = { "checklist",
	RSEC_RULE_RSC_SYNTAX, RSEC_RULE_RSC_VERSION, RSEC_RULE_RSC_LIMIT };

static void
parse_resources(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_resources *out)
{
	const uint8_t *at = der->at;
	struct rsec_der block, inner;
	struct rsec_tlv tlv;

	if (!rsec_der_sequence(der, &block)) {
		rsec_content_missing(der, &rules, "resources", 0);
		return;
	}
	if (rsec_der_optional(&block, RSEC_DER_EXPLICIT(0), &tlv)) {
		inner = rsec_der_enter(&block, &tlv);
		rsec_asn_resources_parse(&inner, arena, out);
		rsec_content_end(&inner, &rules, "the AS resources");
	}
	if (rsec_der_optional(&block, RSEC_DER_EXPLICIT(1), &tlv)) {
		inner = rsec_der_enter(&block, &tlv);
		rsec_ip_resources_parse(&inner, arena, out);
		rsec_content_end(&inner, &rules, "the IP resources");
	}
	rsec_content_end(&block, &rules, "the resources");
	if (!out->asn.present && !out->ipv4.present && !out->ipv6.present)
		rsec_der_fault(der, RSEC_RULE_RSC_RESOURCES_EMPTY, at,
		    "neither AS nor IP resources");
	if (out->asn.inherit || out->ipv4.inherit || out->ipv6.inherit)
		rsec_der_fault(
		    der, RSEC_RULE_RSC_INHERIT, at, "resources are inherited");
}

static bool
is_name(struct rsec_bytes name)
{
	size_t i;
	uint8_t c;

	for (i = 0; i < name.len; i++) {
		c = name.data[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			(c >= '0' && c <= '9') || c == '-' || c == '_' ||
			c == '.'))
			return false;
	}
	return name.len > 0;
}

static void
parse_name(struct rsec_der *der, struct rsec_rsc_entry *entry)
{
	char quoted[RSEC_QUOTE_SIZE];
	const uint8_t *at = der->at;
	struct rsec_tlv tlv;

	if (rsec_der_peek(der) == RSEC_DER_OCTET_STRING ||
	    !rsec_der_next(der, &tlv))
		return;
	entry->name = tlv.body;
	entry->has_name = true;
	if (tlv.tag != RSEC_DER_IA5_STRING)
		rsec_der_fault(der, RSEC_RULE_RSC_SYNTAX, at,
		    "name of a file is no IA5String (tag %02x)", tlv.tag);
	if (is_name(entry->name))
		return;
	rsec_quote(quoted, (const char *)entry->name.data, entry->name.len);
	rsec_der_fault(der, RSEC_RULE_RSC_NAME_CHARS, at,
	    "%s is no name of a file: letters, digits, '-', '_' and '.'",
	    quoted);
}

/* One FileNameAndHash. */
static void
parse_entry(struct rsec_der *der, struct rsec_rsc *out)
{
	struct rsec_rsc_entry *entry = &out->entries[out->count];
	const uint8_t *at = der->at;
	struct rsec_der inner;

	if (!rsec_der_sequence(der, &inner)) {
		rsec_content_missing(
		    der, &rules, "name and hash", RSEC_DER_SEQUENCE);
		return;
	}
	*entry = (struct rsec_rsc_entry){ .offset = rsec_der_offset(der, at) };
	parse_name(&inner, entry);
	at = inner.at;
	if (!rsec_der_octet_string(&inner, &entry->hash))
		rsec_content_missing(&inner, &rules, "hash of a file", 0);
	else if (entry->hash.len != RSEC_SHA256_SIZE)
		rsec_der_fault(&inner, RSEC_RULE_RSC_HASH_SIZE, at,
		    "hash of %zu octets, not 32", entry->hash.len);
	rsec_content_end(&inner, &rules, "an entry");
	out->count++;
}

static int
by_name_cmp(const void *va, const void *vb)
{
	const struct rsec_rsc_entry *a = *(struct rsec_rsc_entry *const *)va;
	const struct rsec_rsc_entry *b = *(struct rsec_rsc_entry *const *)vb;
	int order = rsec_bytes_cmp(a->name, b->name);

	return order != 0 ? order : (a > b) - (a < b);
}

static void
judge_names(
    const struct rsec_der *der, struct rsec_arena *arena, struct rsec_rsc *rsc)
{
	const struct rsec_rsc_entry **list;
	char quoted[RSEC_QUOTE_SIZE];
	size_t i;

	list = rsec_arena_alloc(arena, rsc->count * sizeof(*list));
	if (list == NULL) {
		if (der->findings != NULL)
			der->findings->no_memory = true;
		return;
	}
	for (i = 0; i < rsc->count; i++)
		list[i] = &rsc->entries[i];
	qsort(list, rsc->count, sizeof(*list), by_name_cmp);
	for (i = 1; i < rsc->count; i++) {
		if (!list[i]->has_name || !list[i - 1]->has_name ||
		    !rsec_bytes_equal(list[i - 1]->name, list[i]->name))
			continue;
		rsec_quote(quoted, (const char *)list[i]->name.data,
		    list[i]->name.len);
		rsec_findings_add(der->findings, RSEC_RULE_RSC_NAME_TWICE,
		    list[i]->offset, "%s is listed again", quoted);
	}
}

static void
parse_entries(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_rsc *out)
{
	size_t cap = rsec_content_count(*der);

	if (cap == 0)
		rsec_der_fault(
		    der, RSEC_RULE_RSC_EMPTY, der->at, "no file is listed");
	out->entries = rsec_content_alloc(der, arena, &rules, &cap,
	    RSEC_RSC_ENTRIES_MAX, sizeof(*out->entries));
	while (!rsec_der_at_end(der) && out->count < cap)
		parse_entry(der, out);
	if (out->count > 1)
		judge_names(der, arena, out);
}

int
rsec_rsc_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_rsc *out)
{
	struct rsec_der rsc, entries;
	struct rsec_algorithm alg;
	const uint8_t *at;

	*out = (struct rsec_rsc){ .count = 0 };
	if (!rsec_content_open(der, &rules, &rsc))
		return -1;
	rsec_content_version(&rsc, &rules, 0, &out->version);
	parse_resources(&rsc, arena, &out->resources);
	at = rsc.at;
	if (rsec_algorithm_parse(&rsc, &alg)) {
		out->hash_alg = alg.oid;
		rsec_content_hash_alg(
		    &rsc, RSEC_RULE_RSC_HASH_ALGORITHM, at, alg.oid);
	} else
		rsec_content_missing(&rsc, &rules, "digestAlgorithm", 0);
	if (rsec_der_sequence(&rsc, &entries))
		parse_entries(&entries, arena, out);
	else
		rsec_content_missing(&rsc, &rules, "checkList", 0);
	rsec_content_end(&rsc, &rules, "the checklist");
	return 0;
}

/* All of LIST is in the certificate's SET. */
static void
check_ip(const struct rsec_ip_resources *list, uint8_t family,
    const struct rsec_ip_resources *set, struct rsec_findings *f)
{
	char text[RSEC_IP_RANGE_SIZE];
	struct rsec_ip_resources copy;
	size_t i;

	if (set->inherit)
		return;
	set = rsec_content_canonical_ip(set, f->arena, &copy);
	if (set == NULL) {
		f->no_memory = true;
		return;
	}
	for (i = 0; i < list->count; i++) {
		if (rsec_ip_resources_contain(set, &list->list[i]))
			continue;
		rsec_ip_range_format(text, &list->list[i], family);
		rsec_findings_add(f, RSEC_RULE_RSC_EE_CONTAINED,
		    list->list[i].offset,
		    "%s is not among the resources of the certificate", text);
	}
}

static void
check_asn(const struct rsec_asn_resources *list,
    const struct rsec_asn_resources *set, struct rsec_findings *f)
{
	struct rsec_asn_resources copy;
	size_t i;

	if (set->inherit)
		return;
	set = rsec_content_canonical_asn(set, f->arena, &copy);
	if (set == NULL) {
		f->no_memory = true;
		return;
	}
	for (i = 0; i < list->count; i++)
		if (!rsec_asn_resources_contain(set, &list->list[i]))
			rsec_findings_add(f, RSEC_RULE_RSC_EE_CONTAINED,
			    list->list[i].offset,
			    "AS%lu-AS%lu is not among the resources of the "
			    "certificate",
			    (unsigned long)list->list[i].min,
			    (unsigned long)list->list[i].max);
}

void
rsec_rsc_check_ee(const struct rsec_rsc *rsc, const struct rsec_cert *ee,
    struct rsec_findings *f)
{
	const struct rsec_resources *r = &ee->resources;

	if (f == NULL)
		return;
	if (r->asn.inherit || r->ipv4.inherit || r->ipv6.inherit)
		rsec_findings_add(f, RSEC_RULE_RSC_EE_INHERIT, ee->offset,
		    "resources of the certificate are inherited");
	check_ip(&rsc->resources.ipv4, RSEC_IPV4, &r->ipv4, f);
	check_ip(&rsc->resources.ipv6, RSEC_IPV6, &r->ipv6, f);
	check_asn(&rsc->resources.asn, &r->asn, f);
}
