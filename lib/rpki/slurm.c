/* SPDX-License-Identifier: ISC */
/*
 * Reading SLURM files: local exceptions to the RPKI, RFC 8416 section 3.
 *
 * A SLURM file is one JSON object:
 *
 *	slurmVersion			1
 *	validationOutputFilters
 *		prefixFilters[]		prefix, asn (one or both), comment
 *		bgpsecFilters[]		asn, SKI (one or both), comment
 *	locallyAddedAssertions
 *		prefixAssertions[]	asn, prefix, maxPrefixLength, comment
 *		bgpsecAssertions[]	asn, SKI, routerPublicKey, comment
 *
 * Section 3.1 makes any deviation an error, a member that is not in this
 * table included, and an operator whose exception is misspelt wants to know:
 * the file is refused whole, and the message names the member.  The table is
 * below as parts[]; everything else is one function a value.
 *
 * BGPsec entries are checked and counted, and their ASNs kept for the rule of
 * section 4.2; the keys are not.  Applying is in slurm_apply.c.
 */
#include "rpki/slurm.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "rpki/slurm_private.h"
#include "text/base64url.h"

#define SKI_SIZE 20   /* SHA-1, RFC 6487 section 4.8.2 */
#define KEY_MAX	 1024 /* bytes of a public key; P-256 needs 91 (RFC 8608) */

/* One entry of one array, and where an error in it goes. */
struct entry {
	const json_t *json;
	const struct part *part;
	size_t index;
	struct rsec_err *err;
};

struct part {
	const char *object;	/* the member of the document */
	const char *array;	/* the member of that */
	const char *section;	/* of RFC 8416 */
	const char *members[5]; /* that an entry may have; NULL-terminated */
	int (*add)(struct rsec_slurm *slurm, const struct entry *entry);
};

static int add_prefix_filter(struct rsec_slurm *, const struct entry *);
static int add_bgpsec_filter(struct rsec_slurm *, const struct entry *);
static int add_prefix_assertion(struct rsec_slurm *, const struct entry *);
static int add_bgpsec_assertion(struct rsec_slurm *, const struct entry *);

enum {
	PREFIX_FILTERS,
	BGPSEC_FILTERS,
	PREFIX_ASSERTIONS,
	BGPSEC_ASSERTIONS,
	PARTS
};

static const struct part parts[PARTS] = {
	[PREFIX_FILTERS] = { "validationOutputFilters", "prefixFilters",
	    "3.3.1", { "prefix", "asn", "comment" }, add_prefix_filter },
	[BGPSEC_FILTERS] = { "validationOutputFilters", "bgpsecFilters",
	    "3.3.2", { "asn", "SKI", "comment" }, add_bgpsec_filter },
	[PREFIX_ASSERTIONS] = { "locallyAddedAssertions", "prefixAssertions",
	    "3.4.1", { "asn", "prefix", "maxPrefixLength", "comment" },
	    add_prefix_assertion },
	[BGPSEC_ASSERTIONS] = { "locallyAddedAssertions", "bgpsecAssertions",
	    "3.4.2", { "asn", "SKI", "routerPublicKey", "comment" },
	    add_bgpsec_assertion },
};

/* Say that MEMBER of ENTRY is WRONG; returns -1. */
static int
refuse(const struct entry *entry, const char *member, enum rsec_errcode code,
    const char *wrong)
{
	return rsec_err_set(entry->err, code,
	    "%s[%zu].%s: %s (RFC 8416 section %s)", entry->part->array,
	    entry->index, member, wrong, entry->part->section);
}

/* MEMBER of ENTRY, which must be there; NULL and the error where it is not. */
static const json_t *
required(const struct entry *entry, const char *member)
{
	const json_t *value = json_object_get(entry->json, member);

	if (value == NULL)
		refuse(entry, member, RSEC_ERR_SYNTAX, "is missing");
	return value;
}

static int
get_asn(const struct entry *entry, uint32_t *asn)
{
	const json_t *value = required(entry, "asn");
	json_int_t n;

	if (value == NULL)
		return -1;
	if (!json_is_integer(value))
		return refuse(entry, "asn", RSEC_ERR_SYNTAX, "not an integer");
	n = json_integer_value(value);
	if (n < 0 || n > UINT32_MAX)
		return refuse(
		    entry, "asn", RSEC_ERR_RANGE, "not from 0 to 4294967295");
	*asn = (uint32_t)n;
	return 0;
}

static int
get_prefix(const struct entry *entry, struct rsec_prefix *prefix)
{
	const json_t *value = required(entry, "prefix");
	const char *text;
	size_t len;

	if (value == NULL)
		return -1;
	if (!json_is_string(value))
		return refuse(entry, "prefix", RSEC_ERR_SYNTAX, "not a string");
	text = json_string_value(value);
	len = json_string_length(value);
	if (memchr(text, '/', len) == NULL)
		return refuse(
		    entry, "prefix", RSEC_ERR_SYNTAX, "has no prefix length");
	if (rsec_prefix_parse(text, len, prefix, entry->err) == 0)
		return 0;
	return rsec_err_prepend(
	    entry->err, "%s[%zu].prefix", entry->part->array, entry->index);
}

/* maxPrefixLength, or the length of the prefix where it is left out. */
static int
get_max_len(const struct entry *entry, struct rsec_vrp *vrp)
{
	const json_t *value = json_object_get(entry->json, "maxPrefixLength");
	char prefix[RSEC_PREFIX_SIZE];
	json_int_t n;

	vrp->max_len = vrp->prefix.len;
	if (value == NULL)
		return 0;
	if (!json_is_integer(value))
		return refuse(entry, "maxPrefixLength", RSEC_ERR_SYNTAX,
		    "not an integer");
	n = json_integer_value(value);
	if (n < vrp->prefix.len || n > rsec_family_bits(vrp->prefix.family)) {
		rsec_prefix_format(prefix, &vrp->prefix);
		return rsec_err_set(entry->err, RSEC_ERR_RANGE,
		    "%s[%zu].maxPrefixLength: %lld is not from %d to %d, as %s "
		    "needs (RFC 9582 section 4.3.2.2)",
		    entry->part->array, entry->index, (long long)n,
		    vrp->prefix.len, rsec_family_bits(vrp->prefix.family),
		    prefix);
	}
	vrp->max_len = (uint8_t)n;
	return 0;
}

/* The *N bytes of a base64url MEMBER. */
static int
get_bytes(const struct entry *entry, const char *member, uint8_t to[KEY_MAX],
    size_t *n)
{
	const json_t *value = required(entry, member);

	if (value == NULL)
		return -1;
	if (!json_is_string(value))
		return refuse(entry, member, RSEC_ERR_SYNTAX, "not a string");
	if (!rsec_base64url_decode(json_string_value(value),
		json_string_length(value), to, KEY_MAX, n))
		return refuse(entry, member, RSEC_ERR_SYNTAX,
		    "not base64url without padding");
	return 0;
}

static int
check_ski(const struct entry *entry)
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
check_key(const struct entry *entry)
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

static int
add_prefix_filter(struct rsec_slurm *slurm, const struct entry *entry)
{
	bool has_prefix = json_object_get(entry->json, "prefix") != NULL;
	bool has_asn = json_object_get(entry->json, "asn") != NULL;
	struct rsec_slurm_filter filter = { .has_asn = has_asn };

	if (!has_prefix && !has_asn)
		return rsec_err_set(entry->err, RSEC_ERR_SYNTAX,
		    "prefixFilters[%zu]: neither prefix nor asn (RFC 8416 "
		    "section 3.3.1)",
		    entry->index);
	if ((has_prefix && get_prefix(entry, &filter.prefix) == -1) ||
	    (has_asn && get_asn(entry, &filter.asn) == -1))
		return -1;
	if (has_prefix)
		slurm->filters[slurm->nfilters++] = filter;
	else
		slurm->asns[slurm->nasns++] = filter.asn;
	return 0;
}

static int
add_prefix_assertion(struct rsec_slurm *slurm, const struct entry *entry)
{
	struct rsec_vrp vrp = { .ta = 0 };

	if (get_asn(entry, &vrp.asn) == -1 ||
	    get_prefix(entry, &vrp.prefix) == -1 ||
	    get_max_len(entry, &vrp) == -1)
		return -1;
	slurm->assertions[slurm->nassertions++] = vrp;
	return 0;
}

static int
add_bgpsec_filter(struct rsec_slurm *slurm, const struct entry *entry)
{
	bool has_asn = json_object_get(entry->json, "asn") != NULL;
	bool has_ski = json_object_get(entry->json, "SKI") != NULL;

	if (!has_asn && !has_ski)
		return rsec_err_set(entry->err, RSEC_ERR_SYNTAX,
		    "bgpsecFilters[%zu]: neither asn nor SKI (RFC 8416 section "
		    "3.3.2)",
		    entry->index);
	if (has_ski && check_ski(entry) == -1)
		return -1;
	if (has_asn) {
		if (get_asn(entry, &slurm->bgpsec_asns[slurm->nbgpsec_asns]) ==
		    -1)
			return -1;
		slurm->nbgpsec_asns++;
	}
	slurm->nbgpsec++;
	return 0;
}

static int
add_bgpsec_assertion(struct rsec_slurm *slurm, const struct entry *entry)
{
	if (get_asn(entry, &slurm->bgpsec_asns[slurm->nbgpsec_asns]) == -1 ||
	    check_ski(entry) == -1 || check_key(entry) == -1)
		return -1;
	slurm->nbgpsec_asns++;
	slurm->nbgpsec++;
	return 0;
}

/* The first key of OBJECT that is not among the N names; NULL: all are. */
static const char *
unknown_member(const json_t *object, const char *const names[], size_t n)
{
	const char *key;
	json_t *value;
	size_t i;

	json_object_foreach((json_t *)object, key, value)
	{
		for (i = 0; i < n && names[i] != NULL; i++)
			if (strcmp(key, names[i]) == 0)
				break;
		if (i == n || names[i] == NULL)
			return key;
	}
	return NULL;
}

/* What all entries have in common, then what PART has them for. */
static int
add_entry(struct rsec_slurm *slurm, const struct entry *entry)
{
	const struct part *part = entry->part;
	const json_t *comment = json_object_get(entry->json, "comment");
	const char *key;

	if (!json_is_object(entry->json))
		return rsec_err_set(entry->err, RSEC_ERR_SYNTAX,
		    "%s[%zu]: not an object (RFC 8416 section %s)", part->array,
		    entry->index, part->section);
	key = unknown_member(entry->json, part->members,
	    sizeof(part->members) / sizeof(part->members[0]));
	if (key != NULL)
		return rsec_err_set(entry->err, RSEC_ERR_SYNTAX,
		    "%s[%zu].%.64s: no such member (RFC 8416 section 3.1)",
		    part->array, entry->index, key);
	if (comment != NULL && !json_is_string(comment))
		return refuse(
		    entry, "comment", RSEC_ERR_SYNTAX, "not a string");
	return part->add(slurm, entry);
}

/* The array of PART, which must be there. */
static const json_t *
find_array(
    const json_t *document, const struct part *part, struct rsec_err *err)
{
	const json_t *array;

	array = json_object_get(
	    json_object_get(document, part->object), part->array);
	if (array == NULL)
		rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "%s.%s: is missing (RFC 8416 section 3.2)", part->object,
		    part->array);
	else if (!json_is_array(array))
		rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "%s.%s: not an array (RFC 8416 section 3.2)", part->object,
		    part->array);
	return json_is_array(array) ? array : NULL;
}

/* The members of the document and of its two objects. */
static int
check_object(const json_t *document, const char *name, const struct part *of,
    struct rsec_err *err)
{
	const char *const names[] = { of[0].array, of[1].array };
	const json_t *object = json_object_get(document, name);
	const char *key;

	if (object == NULL)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "%s: is missing (RFC 8416 section 3.2)", name);
	if (!json_is_object(object))
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "%s: not an object (RFC 8416 section 3.2)", name);
	if ((key = unknown_member(object, names, 2)) != NULL)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "%s.%.64s: no such member (RFC 8416 section 3.1)", name,
		    key);
	return 0;
}

static int
check_version(const json_t *document, struct rsec_err *err)
{
	const json_t *version = json_object_get(document, "slurmVersion");

	if (version == NULL)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "slurmVersion: is missing (RFC 8416 section 3.2)");
	if (!json_is_integer(version))
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "slurmVersion: not an integer (RFC 8416 section 3.2)");
	if (json_integer_value(version) != 1)
		return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
		    "slurmVersion: %lld is not 1, the only one there is (RFC "
		    "8416 section 3.2)",
		    (long long)json_integer_value(version));
	return 0;
}

static int
check_document(const json_t *document, struct rsec_err *err)
{
	static const char *const names[] = { "slurmVersion",
		"validationOutputFilters", "locallyAddedAssertions" };
	const char *key;

	if (!json_is_object(document))
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "not an object (RFC 8416 section 3.2)");
	/* the version first: another one may well have other members */
	if (check_version(document, err) == -1)
		return -1;
	if ((key = unknown_member(document, names, 3)) != NULL)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "%.64s: no such member (RFC 8416 section 3.1)", key);
	if (check_object(document, names[1], &parts[PREFIX_FILTERS], err) == -1)
		return -1;
	return check_object(document, names[2], &parts[PREFIX_ASSERTIONS], err);
}

static int
compare_filters(const void *a, const void *b)
{
	const struct rsec_slurm_filter *left = a, *right = b;

	return rsec_prefix_cmp(&left->prefix, &right->prefix);
}

static int
compare_asns(const void *a, const void *b)
{
	const uint32_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

/* All entries are in: make them fast to ask. */
static int
index_filters(struct rsec_slurm *slurm, struct rsec_err *err)
{
	size_t i;

	qsort(slurm->asns, slurm->nasns, sizeof(*slurm->asns), compare_asns);
	qsort(slurm->filters, slurm->nfilters, sizeof(*slurm->filters),
	    compare_filters);
	if ((slurm->trie = rsec_trie_new()) == NULL)
		return rsec_err_nomem(err);
	for (i = 0; i < slurm->nfilters; i++)
		if (rsec_trie_append(
			slurm->trie, &slurm->filters[i].prefix, err) == -1)
			return -1;
	return rsec_trie_freeze(slurm->trie, err);
}

/* Room for all entries: their arrays say how many there are at most. */
static int
reserve(
    struct rsec_slurm *slurm, const size_t sizes[PARTS], struct rsec_err *err)
{
	size_t filters = sizes[PREFIX_FILTERS] + 1;
	size_t assertions = sizes[PREFIX_ASSERTIONS] + 1;
	size_t bgpsec = sizes[BGPSEC_FILTERS] + sizes[BGPSEC_ASSERTIONS] + 1;

	slurm->filters = calloc(filters, sizeof(*slurm->filters));
	slurm->asns = calloc(filters, sizeof(*slurm->asns));
	slurm->assertions = calloc(assertions, sizeof(*slurm->assertions));
	slurm->bgpsec_asns = calloc(bgpsec, sizeof(*slurm->bgpsec_asns));
	if (slurm->filters == NULL || slurm->asns == NULL ||
	    slurm->assertions == NULL || slurm->bgpsec_asns == NULL)
		return rsec_err_nomem(err);
	return 0;
}

static int
read_document(
    struct rsec_slurm *slurm, const json_t *document, struct rsec_err *err)
{
	struct entry entry = { .err = err };
	const json_t *arrays[PARTS];
	size_t i, sizes[PARTS];

	if (check_document(document, err) == -1)
		return -1;
	for (i = 0; i < PARTS; i++) {
		arrays[i] = find_array(document, &parts[i], err);
		if (arrays[i] == NULL)
			return -1;
		sizes[i] = json_array_size(arrays[i]);
	}
	if (reserve(slurm, sizes, err) == -1)
		return -1;
	for (i = 0; i < PARTS; i++) {
		entry.part = &parts[i];
		for (entry.index = 0; entry.index < sizes[i]; entry.index++) {
			entry.json = json_array_get(arrays[i], entry.index);
			if (add_entry(slurm, &entry) == -1)
				return -1;
		}
	}
	return index_filters(slurm, err);
}

static int
not_json(const json_error_t *json, struct rsec_err *err)
{
	bool cut = json_error_code(json) == json_error_premature_end_of_input;

	return rsec_err_at_line(err, cut ? RSEC_ERR_TRUNCATED : RSEC_ERR_SYNTAX,
	    json->line > 0 ? (uint64_t)json->line : 0, "not JSON: %s",
	    json->text);
}

/* A message quotes the file: no byte of it may drive a terminal. */
static void
clean_message(struct rsec_err *err)
{
	char *at;

	if (err == NULL)
		return;
	for (at = err->msg; *at != '\0'; at++)
		if ((unsigned char)*at < ' ' || *at == 0x7f)
			*at = '?';
}

/*
 * Where its buffer cannot grow, jansson 2.14 drops a byte of the text and goes
 * on: "64496" becomes "6496".  Only errno tells, until it reads a number; so
 * it gets the text a byte at a time, and errno is seen in between.
 */
struct text {
	const char *at, *end;
	bool nomem;
};

static size_t
next_byte(void *to, size_t size, void *ctx)
{
	struct text *text = ctx;

	text->nomem |= errno == ENOMEM;
	if (text->nomem)
		return (size_t)-1;
	if (text->at == text->end || size == 0)
		return 0;
	*(char *)to = *text->at++;
	return 1;
}

static json_t *
load_document(const char *json, size_t len, struct rsec_err *err)
{
	struct text text = { json, json + len, false };
	json_error_t json_err;
	json_t *document;

	errno = 0;
	document = json_load_callback(
	    next_byte, &text, JSON_REJECT_DUPLICATES, &json_err);
	if (!text.nomem && errno != ENOMEM) {
		if (document == NULL)
			not_json(&json_err, err);
		return document;
	}
	json_decref(document);
	rsec_err_nomem(err);
	return NULL;
}

int
rsec_slurm_parse(
    const char *json, size_t len, struct rsec_slurm **out, struct rsec_err *err)
{
	struct rsec_slurm *slurm;
	json_t *document;
	int result = -1;

	if ((slurm = calloc(1, sizeof(*slurm))) == NULL)
		return rsec_err_nomem(err);
	document = load_document(json, len, err);
	if (document != NULL)
		result = read_document(slurm, document, err);
	json_decref(document);
	if (result == 0) {
		*out = slurm;
		return 0;
	}
	clean_message(err);
	rsec_slurm_free(slurm);
	return -1;
}

void
rsec_slurm_free(struct rsec_slurm *slurm)
{
	if (slurm == NULL)
		return;
	rsec_trie_free(slurm->trie);
	free(slurm->filters);
	free(slurm->asns);
	free(slurm->assertions);
	free(slurm->bgpsec_asns);
	free(slurm);
}
