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
 * the file is refused whole, and the message names the member and its line.
 * What an entry may hold is checked in slurm_entry.c.
 *
 * The document is read twice: first to its end for the version, since another
 * one may well have other members, then entry by entry.  With jansson 2.14 a
 * failed allocation was seen to lose a character of a member's name without a
 * word, so our own reader does it.
 *
 * BGPsec entries are checked and counted, and their ASNs kept for the rule of
 * section 4.2; their keys are not.  Applying is in slurm_apply.c.
 */
#include "rpki/slurm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/quote.h"
#include "rpki/slurm_private.h"
#include "text/json.h"

struct reader {
	struct rsec_json *json;
	struct rsec_json_token token; /* the last one */
	struct rsec_slurm *slurm;
	struct rsec_err *err;
	size_t object;			/* 0: filters, 1: assertions */
	struct rsec_slurm_entry *entry; /* that is being read */
};

static const char *const document_members[3] = { "slurmVersion",
	"validationOutputFilters", "locallyAddedAssertions" };

static int
next(struct reader *reader)
{
	return rsec_json_next(reader->json, &reader->token, reader->err);
}

/* Say that the value of the last token, which is at PATH, is WRONG. */
static int
wrong_value(struct reader *reader, const char *path, const char *wrong,
    const char *section)
{
	return rsec_err_at_line(reader->err, RSEC_ERR_SYNTAX,
	    reader->token.line, "%s: %s (RFC 8416 section %s)", path, wrong,
	    section);
}

/* Say that the member whose name is the last token is WRONG in PATH. */
static int
wrong_member(struct reader *reader, const char *path, const char *wrong)
{
	char quote[RSEC_QUOTE_SIZE];

	return rsec_err_at_line(reader->err, RSEC_ERR_SYNTAX,
	    reader->token.line, "%s%smember %s %s (RFC 8416 section 3.1)", path,
	    path[0] == '\0' ? "" : ": ",
	    rsec_quote(quote, reader->token.text, reader->token.len), wrong);
}

/*
 * The members of an object at PATH that has just begun: each is one of the N
 * NAMES (up to a NULL) and comes once, and READ reads its value.  *SEEN gets a
 * bit for each.
 */
static int
read_members(struct reader *reader, const char *path, const char *const names[],
    size_t n, unsigned *seen, int (*read)(struct reader *reader, size_t which))
{
	size_t i;

	for (*seen = 0;;) {
		if (next(reader) == -1)
			return -1;
		if (reader->token.type == RSEC_JSON_OBJECT_END)
			return 0;
		for (i = 0; i < n && names[i] != NULL; i++)
			if (rsec_json_is(&reader->token, names[i]))
				break;
		if (i == n || names[i] == NULL)
			return wrong_member(reader, path, "is not allowed");
		if ((*seen >> i & 1) != 0)
			return wrong_member(reader, path, "is there twice");
		*seen |= 1u << i;
		if (read(reader, i) == -1)
			return -1;
	}
}

/* Keep one member of an entry. */
static int
read_value(struct reader *reader, size_t which)
{
	struct rsec_slurm_value *value = &reader->entry->values[which];
	const struct rsec_json_token *token = &reader->token;

	if (next(reader) == -1)
		return -1;
	value->type = token->type;
	value->line = token->line;
	value->len = 0;
	if (token->type == RSEC_JSON_STRING ||
	    token->type == RSEC_JSON_NUMBER) {
		value->len = token->len;
		memcpy(value->text, token->text,
		    token->len < RSEC_SLURM_TEXT ? token->len
						 : RSEC_SLURM_TEXT);
	}
	return rsec_json_skip_rest(reader->json, token, reader->err);
}

static int
read_entry(struct reader *reader)
{
	struct rsec_slurm_entry *entry = reader->entry;
	const struct rsec_slurm_part *part = entry->part;
	unsigned seen;
	char path[64];
	size_t i;

	snprintf(path, sizeof(path), "%s[%zu]", part->array, entry->index);
	if (reader->token.type != RSEC_JSON_OBJECT)
		return wrong_value(
		    reader, path, "not an object", part->section);
	entry->line = reader->token.line;
	for (i = 0; i < RSEC_SLURM_MEMBERS; i++)
		entry->values[i].type = RSEC_JSON_END;
	if (read_members(reader, path, part->members, RSEC_SLURM_MEMBERS, &seen,
		read_value) == -1)
		return -1;
	return rsec_slurm_add(reader->slurm, entry);
}

static int
read_array(struct reader *reader, size_t which)
{
	const struct rsec_slurm_part *part =
	    &rsec_slurm_parts[reader->object][which];
	struct rsec_slurm_entry entry = { .part = part, .err = reader->err };

	if (next(reader) == -1)
		return -1;
	if (reader->token.type != RSEC_JSON_ARRAY)
		return wrong_value(reader, part->array, "not an array", "3.2");
	reader->entry = &entry;
	for (;; entry.index++) {
		if (next(reader) == -1)
			return -1;
		if (reader->token.type == RSEC_JSON_ARRAY_END)
			return 0;
		if (read_entry(reader) == -1)
			return -1;
	}
}

/* The value of a member of the document. */
static int
read_object(struct reader *reader, size_t which)
{
	const char *name = document_members[which];
	const char *names[2];
	unsigned seen;

	if (which == 0) /* the version, which check_version() has seen */
		return rsec_json_skip(reader->json, reader->err);
	if (next(reader) == -1)
		return -1;
	if (reader->token.type != RSEC_JSON_OBJECT)
		return wrong_value(reader, name, "not an object", "3.2");
	reader->object = which - 1;
	names[0] = rsec_slurm_parts[reader->object][0].array;
	names[1] = rsec_slurm_parts[reader->object][1].array;
	if (read_members(reader, name, names, 2, &seen, read_array) == -1)
		return -1;
	if (seen == 3)
		return 0;
	return wrong_value(reader, names[seen & 1], "is missing", "3.2");
}

static int
read_document(struct reader *reader)
{
	unsigned seen;

	if (next(reader) == -1 || read_members(reader, "", document_members, 3,
				      &seen, read_object) == -1)
		return -1;
	if (seen == 7)
		return 0;
	return wrong_value(reader, document_members[(seen & 2) == 0 ? 1 : 2],
	    "is missing", "3.2");
}

static int
version_is_1(struct reader *reader)
{
	const struct rsec_json_token *token = &reader->token;

	if (next(reader) == -1)
		return -1;
	if (token->type != RSEC_JSON_NUMBER)
		return wrong_value(
		    reader, "slurmVersion", "not a number", "3.2");
	if (rsec_json_is(token, "1"))
		return 0;
	return rsec_err_at_line(reader->err, RSEC_ERR_UNSUPPORTED, token->line,
	    "slurmVersion: %.*s is not 1, the only one there is (RFC 8416 "
	    "section 3.2)",
	    token->len > RSEC_U64_DIGITS ? RSEC_U64_DIGITS : (int)token->len,
	    token->text);
}

/* The first reading: JSON to its end, and of a version that we know. */
static int
check_version(struct reader *reader)
{
	const struct rsec_json_token *token = &reader->token;
	bool seen = false;

	if (next(reader) == -1)
		return -1;
	if (token->type != RSEC_JSON_OBJECT)
		return rsec_err_at_line(reader->err, RSEC_ERR_SYNTAX,
		    token->line, "not an object (RFC 8416 section 3.2)");
	for (;;) {
		if (next(reader) == -1)
			return -1;
		if (token->type == RSEC_JSON_OBJECT_END)
			break;
		if (rsec_json_is(token, "slurmVersion")) {
			seen = true;
			if (version_is_1(reader) == -1)
				return -1;
		} else if (rsec_json_skip(reader->json, reader->err) == -1) {
			return -1;
		}
	}
	if (!seen)
		return wrong_value(reader, "slurmVersion", "is missing", "3.2");
	return next(reader); /* the end, or what must not follow */
}

/* Read TEXT[0..len) with READ from its start. */
static int
read_text(const char *text, size_t len, struct reader *reader,
    int (*read)(struct reader *reader))
{
	struct rsec_memory memory = { (const uint8_t *)text, len, 0 };
	int result;

	reader->json = rsec_json_new(rsec_source_memory(&memory));
	if (reader->json == NULL)
		return rsec_err_nomem(reader->err);
	result = read(reader);
	rsec_json_free(reader->json);
	return result;
}

int
rsec_slurm_parse(
    const char *json, size_t len, struct rsec_slurm **out, struct rsec_err *err)
{
	struct rsec_slurm *slurm = calloc(1, sizeof(*slurm));
	struct reader reader = { .slurm = slurm, .err = err };

	if (slurm == NULL)
		return rsec_err_nomem(err);
	if (read_text(json, len, &reader, check_version) == -1 ||
	    read_text(json, len, &reader, read_document) == -1 ||
	    rsec_slurm_index(slurm, err) == -1) {
		rsec_slurm_free(slurm);
		return -1;
	}
	*out = slurm;
	return 0;
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
