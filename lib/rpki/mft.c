/* SPDX-License-Identifier: ISC */
/*
 * Manifests: RFC 9286 section 4.
 *
 *	{ [0] version DEFAULT 0, manifestNumber, thisUpdate, nextUpdate,
 *		fileHashAlg, { { file, hash } ... } }
 *
 * Entries are kept in the order in which they stand, whatever is wrong with
 * them; a second list sorted by name finds duplicates, and names for
 * rsec_mft_find().  Whether the manifest is current is judged elsewhere.
 */
#include "rpki/mft.h"

#include <stdlib.h>
#include <string.h>

#include "base/quote.h"
#include "base/utc.h"
#include "rpki/content_private.h"
#include "rpki/x509_private.h"

#define SUFFIX_LEN 4 /* ".roa" */

static const struct rsec_content_rules rules = { "manifest",
	RSEC_RULE_MFT_SYNTAX, RSEC_RULE_MFT_VERSION, RSEC_RULE_MFT_ENTRIES };

static void
parse_number(struct rsec_der *der, struct rsec_mft *out)
{
	const uint8_t *at = der->at;

	if (!rsec_der_integer(der, &out->number)) {
		rsec_content_missing(
		    der, &rules, "manifestNumber", RSEC_DER_GENERALIZED_TIME);
		return;
	}
	if (rsec_x509_number_ok(out->number, 0))
		return;
	if (out->number.data[0] & 0x80)
		rsec_der_fault(der, RSEC_RULE_MFT_NUMBER, at,
		    "manifestNumber is negative");
	else
		rsec_der_fault(der, RSEC_RULE_MFT_NUMBER, at,
		    "manifestNumber has %zu octets, over 20", out->number.len);
}

static bool
parse_time(struct rsec_der *der, const char *what, uint8_t next, int64_t *t)
{
	const uint8_t *at = der->at;
	uint8_t tag;

	if (!rsec_der_time(der, t, &tag)) {
		rsec_content_missing(der, &rules, what, next);
		return false;
	}
	if (tag == RSEC_DER_UTC_TIME)
		rsec_der_fault(der, RSEC_RULE_MFT_TIME_TYPE, at,
		    "%s is a UTCTime, not a GeneralizedTime", what);
	return true;
}

static void
parse_times(struct rsec_der *der, struct rsec_mft *out)
{
	char this_update[RSEC_UTC_SIZE], next_update[RSEC_UTC_SIZE];
	const uint8_t *at = der->at;
	bool this_ok, next_ok;

	this_ok =
	    parse_time(der, "thisUpdate", RSEC_DER_OID, &out->this_update);
	next_ok =
	    parse_time(der, "nextUpdate", RSEC_DER_OID, &out->next_update);
	if (!this_ok || !next_ok || out->this_update < out->next_update)
		return;
	rsec_utc_format(this_update, out->this_update);
	rsec_utc_format(next_update, out->next_update);
	rsec_der_fault(der, RSEC_RULE_MFT_UPDATES, at,
	    "nextUpdate %s is not after thisUpdate %s", next_update,
	    this_update);
}

static bool
is_name_char(uint8_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/* Letters, digits, hyphens and underscores, a dot, three letters. */
static bool
is_name(struct rsec_bytes name)
{
	size_t i, stem = name.len - SUFFIX_LEN;

	if (name.len <= SUFFIX_LEN || name.data[stem] != '.')
		return false;
	for (i = 0; i < stem; i++)
		if (!is_name_char(name.data[i]))
			return false;
	for (i = stem + 1; i < name.len; i++)
		if (name.data[i] < 'a' || name.data[i] > 'z')
			return false;
	return true;
}

static bool
has_suffix(struct rsec_bytes name, const char *suffix)
{
	return name.len >= SUFFIX_LEN &&
	       memcmp(name.data + name.len - SUFFIX_LEN, suffix, SUFFIX_LEN) ==
		   0;
}

/* The names that are registered for files of a repository. */
static bool
is_known_suffix(struct rsec_bytes name)
{
	static const char *const known[] = { ".roa", ".cer", ".crl", ".mft",
		".asa", ".gbr", ".sig", ".tak", ".spl", ".ccr" };
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (has_suffix(name, known[i]))
			return true;
	return false;
}

static void
judge_name(
    const struct rsec_der *der, const uint8_t *at, struct rsec_bytes name)
{
	char quoted[RSEC_QUOTE_SIZE];

	if (is_name(name) && is_known_suffix(name))
		return;
	rsec_quote(quoted, (const char *)name.data, name.len);
	if (!is_name(name))
		rsec_der_fault(der, RSEC_RULE_MFT_NAME_CHARS, at,
		    "%s is no name of a file: letters, digits, '-' and '_', a "
		    "dot and three letters",
		    quoted);
	else
		rsec_der_fault(der, RSEC_RULE_MFT_NAME_SUFFIX, at,
		    "%s ends like no object that is registered", quoted);
}

static void
parse_hash(struct rsec_der *der, struct rsec_mft_entry *entry)
{
	const uint8_t *at = der->at;
	unsigned unused;

	if (!rsec_der_bit_string(der, &entry->hash, &unused))
		rsec_content_missing(der, &rules, "hash of a file", 0);
	else if (entry->hash.len != RSEC_SHA256_SIZE || unused != 0)
		rsec_der_fault(der, RSEC_RULE_MFT_HASH_SIZE, at,
		    "hash of %zu bits, not 256", entry->hash.len * 8 - unused);
}

/* One FileAndHash. */
static void
parse_entry(struct rsec_der *der, struct rsec_mft *out)
{
	struct rsec_mft_entry *entry = &out->entries[out->count];
	const uint8_t *at = der->at;
	struct rsec_der inner;
	struct rsec_tlv tlv;

	if (!rsec_der_sequence(der, &inner)) {
		rsec_content_missing(
		    der, &rules, "file and hash", RSEC_DER_SEQUENCE);
		return;
	}
	*entry = (struct rsec_mft_entry){ .offset = rsec_der_offset(der, at) };
	at = inner.at;
	if (rsec_der_peek(&inner) == RSEC_DER_BIT_STRING ||
	    !rsec_der_next(&inner, &tlv)) {
		rsec_der_fault(
		    &inner, RSEC_RULE_MFT_SYNTAX, at, "no name of a file");
	} else {
		entry->name = tlv.body;
		if (tlv.tag != RSEC_DER_IA5_STRING)
			rsec_der_fault(&inner, RSEC_RULE_MFT_SYNTAX, at,
			    "name of a file is no IA5String (tag %02x)",
			    tlv.tag);
		judge_name(&inner, at, entry->name);
	}
	parse_hash(&inner, entry);
	rsec_content_end(&inner, &rules, "an entry");
	out->count++;
}

static int
by_name_cmp(const void *va, const void *vb)
{
	const struct rsec_mft_entry *a = *(struct rsec_mft_entry *const *)va;
	const struct rsec_mft_entry *b = *(struct rsec_mft_entry *const *)vb;
	int order = rsec_bytes_cmp(a->name, b->name);

	return order != 0 ? order : (a > b) - (a < b);
}

/* Sort by name, which most manifests are already. */
static void
sort_names(
    const struct rsec_der *der, struct rsec_arena *arena, struct rsec_mft *out)
{
	bool sorted = true;
	size_t i;

	out->by_name =
	    rsec_arena_alloc(arena, out->count * sizeof(*out->by_name));
	if (out->by_name == NULL) {
		if (der->findings != NULL)
			der->findings->no_memory = true;
		return;
	}
	for (i = 0; i < out->count; i++) {
		out->by_name[i] = &out->entries[i];
		if (i > 0 && rsec_bytes_cmp(out->entries[i - 1].name,
				 out->entries[i].name) > 0)
			sorted = false;
	}
	if (!sorted)
		qsort(out->by_name, out->count, sizeof(*out->by_name),
		    by_name_cmp);
}

static void
judge_names(const struct rsec_der *der, const struct rsec_mft *mft)
{
	const struct rsec_mft_entry *entry, *before;
	char quoted[RSEC_QUOTE_SIZE];
	size_t i;

	for (i = 1; mft->by_name != NULL && i < mft->count; i++) {
		before = mft->by_name[i - 1];
		entry = mft->by_name[i];
		if (!rsec_bytes_equal(before->name, entry->name))
			continue;
		rsec_quote(
		    quoted, (const char *)entry->name.data, entry->name.len);
		rsec_findings_add(der->findings, RSEC_RULE_MFT_NAME_TWICE,
		    entry->offset, "%s is listed again, with %s hash", quoted,
		    rsec_bytes_equal(before->hash, entry->hash) ? "the same"
								: "another");
	}
}

static void
parse_entries(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_mft *out)
{
	const uint8_t *at = der->at;
	size_t i, crls = 0, cap = rsec_content_count(*der);

	if (cap == 0)
		rsec_der_fault(der, RSEC_RULE_MFT_EMPTY, at,
		    "no file is listed, not even the CRL");
	out->entries = rsec_content_alloc(der, arena, &rules, &cap,
	    RSEC_MFT_ENTRIES_MAX, sizeof(*out->entries));
	while (!rsec_der_at_end(der) && out->count < cap)
		parse_entry(der, out);
	for (i = 0; i < out->count; i++)
		crls += has_suffix(out->entries[i].name, ".crl");
	if (crls != 1 && out->count > 0)
		rsec_der_fault(der, RSEC_RULE_MFT_CRL, at,
		    "%zu CRLs are listed, not one", crls);
	if (out->count > 0) {
		sort_names(der, arena, out);
		judge_names(der, out);
	}
}

int
rsec_mft_parse(
    struct rsec_der *der, struct rsec_arena *arena, struct rsec_mft *out)
{
	struct rsec_der mft, entries;
	const uint8_t *at;

	*out = (struct rsec_mft){ .count = 0 };
	if (!rsec_content_open(der, &rules, &mft))
		return -1;
	rsec_content_version(&mft, &rules, 0, &out->version);
	parse_number(&mft, out);
	parse_times(&mft, out);
	at = mft.at;
	if (rsec_der_oid(&mft, &out->hash_alg))
		rsec_content_hash_alg(
		    &mft, RSEC_RULE_MFT_HASH_ALGORITHM, at, out->hash_alg);
	else
		rsec_content_missing(
		    &mft, &rules, "fileHashAlg", RSEC_DER_SEQUENCE);
	if (rsec_der_sequence(&mft, &entries))
		parse_entries(&entries, arena, out);
	else
		rsec_content_missing(&mft, &rules, "fileList", 0);
	rsec_content_end(&mft, &rules, "the manifest");
	return 0;
}

/* The CRL that is listed is the one that the certificate points to. */
static void
check_crl(const struct rsec_mft *mft, const struct rsec_cert *ee,
    struct rsec_findings *f)
{
	const struct rsec_mft_entry *crl = NULL;
	char quoted[RSEC_QUOTE_SIZE];
	size_t i;

	for (i = 0; i < mft->count; i++)
		if (has_suffix(mft->entries[i].name, ".crl"))
			crl = crl != NULL ? crl : &mft->entries[i];
	if (crl == NULL || ee->crl_dp.count == 0)
		return;
	for (i = 0; i < ee->crl_dp.count; i++)
		if (rsec_bytes_equal(
			rsec_uri_leaf(ee->crl_dp.list[i]), crl->name))
			return;
	rsec_quote(quoted, (const char *)crl->name.data, crl->name.len);
	rsec_findings_add(f, RSEC_RULE_MFT_CRL_NAME, crl->offset,
	    "%s is not the CRL that the certificate points to", quoted);
}

void
rsec_mft_check_ee(const struct rsec_mft *mft, const struct rsec_cert *ee,
    struct rsec_findings *f)
{
	char mine[RSEC_UTC_SIZE], its[RSEC_UTC_SIZE];

	rsec_content_check_inherit(ee, RSEC_RULE_MFT_EE_INHERIT, f);
	check_crl(mft, ee, f);
	if (mft->this_update < ee->not_before) {
		rsec_utc_format(mine, mft->this_update);
		rsec_utc_format(its, ee->not_before);
		rsec_findings_add(f, RSEC_RULE_MFT_EE_VALIDITY, ee->offset,
		    "thisUpdate %s is before notBefore %s of the certificate",
		    mine, its);
	}
	if (mft->next_update > ee->not_after) {
		rsec_utc_format(mine, mft->next_update);
		rsec_utc_format(its, ee->not_after);
		rsec_findings_add(f, RSEC_RULE_MFT_EE_VALIDITY, ee->offset,
		    "nextUpdate %s is after notAfter %s of the certificate",
		    mine, its);
	}
}

const struct rsec_mft_entry *
rsec_mft_find(const struct rsec_mft *mft, struct rsec_bytes name)
{
	size_t low = 0, high = mft->count, mid;

	if (mft->by_name == NULL)
		return NULL;
	while (low < high) { /* the first that is not before NAME */
		mid = low + (high - low) / 2;
		if (rsec_bytes_cmp(mft->by_name[mid]->name, name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == mft->count ||
	    !rsec_bytes_equal(mft->by_name[low]->name, name))
		return NULL;
	return mft->by_name[low];
}
