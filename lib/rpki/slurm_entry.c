/* SPDX-License-Identifier: ISC */
/*
 * The entries of SLURM files: what each member may be, RFC 8416 sections 3.3
 * and 3.4.  One function a value, one a kind of entry, and rsec_slurm_parts[]
 * says which entry has which.
 *
 * Of a BGPsec key identifier and public key the form is checked, not kept; a
 * public key is known by its outer DER SEQUENCE only.
 */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "rpki/slurm_private.h"
#include "text/base64url.h"

#define SKI_SIZE 20   /* bytes: SHA-1, RFC 6487 section 4.8.2 */
#define KEY_MAX	 1024 /* bytes of a public key; P-256 needs 91 (RFC 8608) */

/* Say that MEMBER of ENTRY is WRONG; returns -1. */
static int
refuse(const struct rsec_slurm_entry *entry, const char *member,
    enum rsec_errcode code, const char *wrong)
{
	uint64_t line = entry->line;
	size_t i;

	for (i = 0; i < RSEC_SLURM_MEMBERS && entry->part->members[i] != NULL;
	     i++)
		if (strcmp(entry->part->members[i], member) == 0 &&
		    entry->values[i].type != RSEC_JSON_END)
			line = entry->values[i].line;
	return rsec_err_at_line(entry->err, code, line,
	    "%s[%zu].%s: %s (RFC 8416 section %s)", entry->part->array,
	    entry->index, member, wrong, entry->part->section);
}

/* MEMBER of ENTRY; NULL where it is not there. */
static const struct rsec_slurm_value *
find(const struct rsec_slurm_entry *entry, const char *member)
{
	size_t i;

	for (i = 0; i < RSEC_SLURM_MEMBERS && entry->part->members[i] != NULL;
	     i++)
		if (strcmp(entry->part->members[i], member) == 0)
			break;
	if (i == RSEC_SLURM_MEMBERS || entry->values[i].type == RSEC_JSON_END)
		return NULL;
	return &entry->values[i];
}

/* The same where it has to be there, of this TYPE; NULL and the error. */
static const struct rsec_slurm_value *
require(const struct rsec_slurm_entry *entry, const char *member,
    enum rsec_json_type type)
{
	const struct rsec_slurm_value *value = find(entry, member);

	if (value == NULL)
		refuse(entry, member, RSEC_ERR_SYNTAX, "is missing");
	else if (value->type != type)
		refuse(entry, member, RSEC_ERR_SYNTAX,
		    type == RSEC_JSON_STRING ? "not a string"
					     : "not an integer");
	else if (value->len > RSEC_SLURM_TEXT)
		refuse(entry, member, RSEC_ERR_LIMIT, "too long");
	else
		return value;
	return NULL;
}

/* Whether S[0..n), a JSON number, has neither fraction nor exponent. */
static bool
is_integer(const char *s, size_t n)
{
	size_t i;

	for (i = n > 0 && s[0] == '-'; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

static int
get_asn(const struct rsec_slurm_entry *entry, uint32_t *asn)
{
	const struct rsec_slurm_value *value =
	    require(entry, "asn", RSEC_JSON_NUMBER);

	if (value == NULL)
		return -1;
	if (!is_integer(value->text, value->len))
		return refuse(entry, "asn", RSEC_ERR_SYNTAX, "not an integer");
	if (!rsec_parse_u32(value->text, value->len, UINT32_MAX, asn))
		return refuse(
		    entry, "asn", RSEC_ERR_RANGE, "not from 0 to 4294967295");
	return 0;
}

static int
get_prefix(const struct rsec_slurm_entry *entry, struct rsec_prefix *prefix)
{
	const struct rsec_slurm_value *value =
	    require(entry, "prefix", RSEC_JSON_STRING);

	if (value == NULL)
		return -1;
	if (memchr(value->text, '/', value->len) == NULL)
		return refuse(
		    entry, "prefix", RSEC_ERR_SYNTAX, "has no prefix length");
	if (rsec_prefix_parse(value->text, value->len, prefix, entry->err) == 0)
		return 0;
	rsec_err_prepend(
	    entry->err, "%s[%zu].prefix", entry->part->array, entry->index);
	if (entry->err != NULL)
		entry->err->line = value->line;
	return -1;
}

/* maxPrefixLength, or the length of the prefix where it is left out. */
static int
get_max_len(const struct rsec_slurm_entry *entry, struct rsec_vrp *vrp)
{
	const uint8_t bits = rsec_family_bits(vrp->prefix.family);
	const struct rsec_slurm_value *value;
	char prefix[RSEC_PREFIX_SIZE];
	uint32_t n;

	vrp->max_len = vrp->prefix.len;
	if (find(entry, "maxPrefixLength") == NULL)
		return 0;
	value = require(entry, "maxPrefixLength", RSEC_JSON_NUMBER);
	if (value == NULL)
		return -1;
	if (!is_integer(value->text, value->len))
		return refuse(entry, "maxPrefixLength", RSEC_ERR_SYNTAX,
		    "not an integer");
	if (rsec_parse_u32(value->text, value->len, bits, &n) &&
	    n >= vrp->prefix.len) {
		vrp->max_len = (uint8_t)n;
		return 0;
	}
	rsec_prefix_format(prefix, &vrp->prefix);
	return rsec_err_at_line(entry->err, RSEC_ERR_RANGE, value->line,
	    "%s[%zu].maxPrefixLength: %.*s is not from %d to %d, as %s needs "
	    "(RFC 9582 section 4.3.2.2)",
	    entry->part->array, entry->index,
	    value->len > RSEC_U64_DIGITS ? RSEC_U64_DIGITS : (int)value->len,
	    value->text, vrp->prefix.len, bits, prefix);
}

/* The *N bytes of a base64url MEMBER. */
static int
get_bytes(const struct rsec_slurm_entry *entry, const char *member,
    uint8_t to[KEY_MAX], size_t *n)
{
	const struct rsec_slurm_value *value =
	    require(entry, member, RSEC_JSON_STRING);

	if (value == NULL)
		return -1;
	if (!rsec_base64url_decode(value->text, value->len, to, KEY_MAX, n))
		return refuse(entry, member, RSEC_ERR_SYNTAX,
		    "not base64url without padding");
	return 0;
}

static int
check_ski(const struct rsec_slurm_entry *entry)
{
	uint8_t ski[KEY_MAX];
	size_t n;

	if (get_bytes(entry, "SKI", ski, &n) == -1)
		return -1;
	if (n != SKI_SIZE)
		return refuse(entry, "SKI", RSEC_ERR_RANGE, "not of 20 bytes");
	return 0;
}

/* Whether DER[0..n) is one SEQUENCE: X.690 section 8.1.3, minimal lengths. */
static bool
is_sequence(const uint8_t *der, size_t n)
{
	if (n < 2 || der[0] != 0x30)
		return false;
	if (der[1] < 0x80)
		return n == 2 + (size_t)der[1];
	if (der[1] == 0x81)
		return n > 3 && der[2] >= 0x80 && n == 3 + (size_t)der[2];
	return der[1] == 0x82 && n > 4 && der[2] != 0 &&
	       n == 4 + ((size_t)der[2] << 8 | der[3]);
}

static int
check_key(const struct rsec_slurm_entry *entry)
{
	uint8_t key[KEY_MAX];
	size_t n;

	if (get_bytes(entry, "routerPublicKey", key, &n) == -1)
		return -1;
	if (!is_sequence(key, n))
		return refuse(entry, "routerPublicKey", RSEC_ERR_SYNTAX,
		    "not a DER subjectPublicKeyInfo");
	return 0;
}

/*
 * Put RECORD of SIZE bytes behind the *N of *ARRAY, which has room for the
 * next power of two.
 */
static int
push(void *array, size_t *n, const void *record, size_t size,
    struct rsec_err *err)
{
	size_t bytes;
	char *p;

	memcpy(&p, array, sizeof(p));
	if ((*n & (*n - 1)) == 0) {
		if (!rsec_size_mul(*n == 0 ? 1 : *n * 2, size, &bytes) ||
		    (p = realloc(p, bytes)) == NULL)
			return rsec_err_nomem(err);
		memcpy(array, &p, sizeof(p));
	}
	memcpy(p + *n * size, record, size);
	++*n;
	return 0;
}

static int
add_prefix_filter(
    struct rsec_slurm *slurm, const struct rsec_slurm_entry *entry)
{
	const bool has_prefix = find(entry, "prefix") != NULL;
	const bool has_asn = find(entry, "asn") != NULL;
	struct rsec_slurm_filter filter = { .has_asn = has_asn };

	if (!has_prefix && !has_asn)
		return rsec_err_at_line(entry->err, RSEC_ERR_SYNTAX,
		    entry->line,
		    "prefixFilters[%zu]: neither prefix nor asn (RFC 8416 "
		    "section 3.3.1)",
		    entry->index);
	if ((has_prefix && get_prefix(entry, &filter.prefix) == -1) ||
	    (has_asn && get_asn(entry, &filter.asn) == -1))
		return -1;
	if (has_prefix)
		return push(&slurm->filters, &slurm->nfilters, &filter,
		    sizeof(filter), entry->err);
	return push(&slurm->asns, &slurm->nasns, &filter.asn,
	    sizeof(filter.asn), entry->err);
}

static int
add_prefix_assertion(
    struct rsec_slurm *slurm, const struct rsec_slurm_entry *entry)
{
	struct rsec_vrp vrp = { .ta = 0 };

	if (get_asn(entry, &vrp.asn) == -1 ||
	    get_prefix(entry, &vrp.prefix) == -1 ||
	    get_max_len(entry, &vrp) == -1)
		return -1;
	return push(&slurm->assertions, &slurm->nassertions, &vrp, sizeof(vrp),
	    entry->err);
}

/* An entry names ASN, where it has one. */
static int
add_bgpsec(struct rsec_slurm *slurm, const struct rsec_slurm_entry *entry,
    bool has_asn)
{
	uint32_t asn;

	slurm->nbgpsec++;
	if (!has_asn)
		return 0;
	if (get_asn(entry, &asn) == -1)
		return -1;
	return push(&slurm->bgpsec_asns, &slurm->nbgpsec_asns, &asn,
	    sizeof(asn), entry->err);
}

static int
add_bgpsec_filter(
    struct rsec_slurm *slurm, const struct rsec_slurm_entry *entry)
{
	const bool has_asn = find(entry, "asn") != NULL;
	const bool has_ski = find(entry, "SKI") != NULL;

	if (!has_asn && !has_ski)
		return rsec_err_at_line(entry->err, RSEC_ERR_SYNTAX,
		    entry->line,
		    "bgpsecFilters[%zu]: neither asn nor SKI (RFC 8416 section "
		    "3.3.2)",
		    entry->index);
	if (has_ski && check_ski(entry) == -1)
		return -1;
	return add_bgpsec(slurm, entry, has_asn);
}

static int
add_bgpsec_assertion(
    struct rsec_slurm *slurm, const struct rsec_slurm_entry *entry)
{
	if (check_ski(entry) == -1 || check_key(entry) == -1)
		return -1;
	return add_bgpsec(slurm, entry, true);
}

int
rsec_slurm_add(struct rsec_slurm *slurm, const struct rsec_slurm_entry *entry)
{
	const struct rsec_slurm_value *comment = find(entry, "comment");

	if (comment != NULL && comment->type != RSEC_JSON_STRING)
		return refuse(
		    entry, "comment", RSEC_ERR_SYNTAX, "not a string");
	return entry->part->add(slurm, entry);
}

/* Of each of the two objects. */
const struct rsec_slurm_part rsec_slurm_parts[2][2] = {
	{ { "prefixFilters", "3.3.1", { "prefix", "asn", "comment" },
	      add_prefix_filter },
	    { "bgpsecFilters", "3.3.2", { "asn", "SKI", "comment" },
		add_bgpsec_filter } },
	{ { "prefixAssertions", "3.4.1",
	      { "asn", "prefix", "maxPrefixLength", "comment" },
	      add_prefix_assertion },
	    { "bgpsecAssertions", "3.4.2",
		{ "asn", "SKI", "routerPublicKey", "comment" },
		add_bgpsec_assertion } },
};
