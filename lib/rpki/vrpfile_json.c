/* SPDX-License-Identifier: ISC */
/*
 * VRPs from JSON.  All exporters write one object whose member "roas" is an
 * array of records, and differ in the rest:
 *
 *	rpki-client	asn is a number; ta; metadata.buildtime
 *	Routinator	asn is "AS64496"; json has ta, jsonext an array source,
 *			one member for each ROA or exception that says so;
 *			metadata.generated, .generatedTime
 *	GoRTR, StayRTR	either; metadata.generated
 *
 * Members come in any order; those that are not known are read over.  ASPAs
 * and router keys are in vrpfile_extra.c.
 *
 * This is the hot path of loading: a record is touched once, its texts are
 * borrowed from the run, and nothing is allocated.
 */
#include <string.h>

#include "base/num.h"
#include "base/quote.h"
#include "base/utc.h"
#include "rpki/slurm.h"
#include "rpki/vrpfile_json_private.h"

/* A value of the wrong type spoils the record. */
static int
refuse(struct rsec_vrpfile_json *reader, const struct rsec_json_token *token,
    const char *why, struct rsec_err *err)
{
	rsec_vrpfile_refuse(&reader->record, token->line, "%s", why);
	return rsec_json_skip_rest(reader->json, token, err);
}

static int
read_asn(struct rsec_vrpfile_json *reader, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	char quote[RSEC_QUOTE_SIZE];

	/* As a number 1.10 is no asdot. */
	if (token->type == RSEC_JSON_NUMBER &&
	    memchr(token->text, '.', token->len) != NULL)
		rsec_vrpfile_refuse(&reader->record, token->line,
		    "asn %s is not an AS number",
		    rsec_quote(quote, token->text, token->len));
	else if (token->type == RSEC_JSON_NUMBER ||
		 token->type == RSEC_JSON_STRING)
		rsec_vrpfile_asn(
		    &reader->record, token->text, token->len, token->line);
	else
		return refuse(
		    reader, token, "asn is neither a number nor a string", err);
	return 0;
}

static int
read_prefix(struct rsec_vrpfile_json *reader,
    const struct rsec_json_token *token, struct rsec_err *err)
{
	if (token->type != RSEC_JSON_STRING)
		return refuse(reader, token, "prefix is not a string", err);
	rsec_vrpfile_prefix(
	    &reader->record, token->text, token->len, token->line);
	return 0;
}

static int
read_max_len(struct rsec_vrpfile_json *reader,
    const struct rsec_json_token *token, struct rsec_err *err)
{
	if (token->type == RSEC_JSON_NULL)
		return 0;
	if (token->type != RSEC_JSON_NUMBER && token->type != RSEC_JSON_STRING)
		return refuse(reader, token,
		    "maxLength is neither a number nor a string", err);
	rsec_vrpfile_max_len(
	    &reader->record, token->text, token->len, token->line);
	return 0;
}

static int
read_ta(struct rsec_vrpfile_json *reader, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	if (token->type == RSEC_JSON_NULL)
		return 0;
	if (token->type != RSEC_JSON_STRING)
		return refuse(reader, token, "ta is not a string", err);
	return rsec_vrpfile_ta(reader->file, &reader->record, token->text,
	    token->len, token->line, err);
}

/* Of Routinator's jsonext: local exceptions have no trust anchor. */
static int
read_source_type(struct rsec_vrpfile_json *reader,
    const struct rsec_json_token *token, struct rsec_err *err)
{
	if (token->type == RSEC_JSON_STRING && rsec_json_is(token, "exception"))
		return rsec_vrpfile_ta(reader->file, &reader->record,
		    RSEC_SLURM_TA, strlen(RSEC_SLURM_TA), token->line, err);
	return rsec_json_skip_rest(reader->json, token, err);
}

static int
read_not_before(struct rsec_vrpfile_json *reader,
    const struct rsec_json_token *token, struct rsec_err *err)
{
	if (token->type == RSEC_JSON_STRING)
		rsec_vrpfile_not_before(
		    &reader->record, token->text, token->len);
	return rsec_json_skip_rest(reader->json, token, err);
}

static int
read_validity(struct rsec_vrpfile_json *reader,
    const struct rsec_json_token *token, struct rsec_err *err)
{
	static const struct rsec_vrpfile_member times[] = {
		RSEC_VRPFILE_MEMBER("notBefore", read_not_before),
	};

	if (token->type != RSEC_JSON_OBJECT)
		return rsec_json_skip_rest(reader->json, token, err);
	return rsec_vrpfile_members(reader, times, 1, err);
}

static int
read_sources(struct rsec_vrpfile_json *reader,
    const struct rsec_json_token *token, struct rsec_err *err)
{
	static const struct rsec_vrpfile_member source[] = {
		RSEC_VRPFILE_MEMBER("tal", read_ta),
		RSEC_VRPFILE_MEMBER("type", read_source_type),
		RSEC_VRPFILE_MEMBER("validity", read_validity),
	};
	struct rsec_json_token inner;

	if (token->type != RSEC_JSON_ARRAY)
		return refuse(reader, token, "source is not an array", err);
	for (;;) {
		if (rsec_json_next(reader->json, &inner, err) != 0)
			return -1;
		if (inner.type == RSEC_JSON_ARRAY_END)
			return 0;
		if (inner.type != RSEC_JSON_OBJECT) {
			if (refuse(reader, &inner,
				"source has a member that is not an object",
				err) != 0)
				return -1;
		} else if (rsec_vrpfile_members(reader, source, 3, err) != 0) {
			return -1;
		}
	}
}

static int
read_record(struct rsec_vrpfile_json *reader,
    const struct rsec_json_token *token, struct rsec_err *err)
{
	/* The order of rpki-client, so that the first look is a hit. */
	static const struct rsec_vrpfile_member fields[] = {
		RSEC_VRPFILE_MEMBER("asn", read_asn),
		RSEC_VRPFILE_MEMBER("prefix", read_prefix),
		RSEC_VRPFILE_MEMBER("maxLength", read_max_len),
		RSEC_VRPFILE_MEMBER("ta", read_ta),
		RSEC_VRPFILE_MEMBER("source", read_sources),
		/* Others' words; read over, they made routes invalid. */
		RSEC_VRPFILE_MEMBER("max_length", read_max_len),
		RSEC_VRPFILE_MEMBER("maximalLength", read_max_len),
		RSEC_VRPFILE_MEMBER("maxPrefixLength", read_max_len),
	};
	int rc;

	rsec_vrpfile_begin(&reader->record, token->line);
	if (token->type == RSEC_JSON_OBJECT)
		rc = rsec_vrpfile_members(
		    reader, fields, sizeof(fields) / sizeof(fields[0]), err);
	else
		rc = refuse(reader, token, "record is not an object", err);
	if (rc != 0)
		return -1;
	return rsec_vrpfile_end(reader->file, &reader->record, err);
}

static int
read_roas(struct rsec_vrpfile_json *reader, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	struct rsec_json_token inner;

	if (token->type != RSEC_JSON_ARRAY)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, token->line,
		    "member \"roas\" is not an array");
	reader->has_roas = true;
	for (;;) {
		if (rsec_json_next(reader->json, &inner, err) != 0)
			return -1;
		if (inner.type == RSEC_JSON_ARRAY_END)
			return 0;
		if (read_record(reader, &inner, err) != 0)
			return -1;
	}
}

/* "2026-11-23T04:05:06Z", or seconds; anything else says nothing. */
static int
read_time(struct rsec_vrpfile_json *reader, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	int64_t *time = &reader->file->stats.time;
	uint64_t seconds;

	if (token->type == RSEC_JSON_STRING)
		rsec_utc_parse(token->text, token->len, time);
	else if (token->type == RSEC_JSON_NUMBER &&
		 rsec_parse_u64(
		     token->text, token->len, RSEC_VRPFILE_TIME_MAX, &seconds))
		*time = (int64_t)seconds;
	return rsec_json_skip_rest(reader->json, token, err);
}

static int
read_metadata(struct rsec_vrpfile_json *reader,
    const struct rsec_json_token *token, struct rsec_err *err)
{
	static const struct rsec_vrpfile_member times[] = {
		RSEC_VRPFILE_MEMBER("buildtime", read_time),
		RSEC_VRPFILE_MEMBER("generated", read_time),
		RSEC_VRPFILE_MEMBER("generatedTime", read_time),
	};

	if (token->type != RSEC_JSON_OBJECT)
		return rsec_json_skip_rest(reader->json, token, err);
	return rsec_vrpfile_members(
	    reader, times, sizeof(times) / sizeof(times[0]), err);
}

static int
read_document(struct rsec_vrpfile_json *reader, struct rsec_err *err)
{
	static const struct rsec_vrpfile_member members[] = {
		RSEC_VRPFILE_MEMBER("metadata", read_metadata),
		RSEC_VRPFILE_MEMBER("roas", read_roas),
		RSEC_VRPFILE_MEMBER("aspas", rsec_vrpfile_aspas),
		RSEC_VRPFILE_MEMBER("routerKeys", rsec_vrpfile_router_keys),
		RSEC_VRPFILE_MEMBER("bgpsec_keys", rsec_vrpfile_router_keys),
	};
	struct rsec_json_token token;

	/* That it is an object is known: it begins with "{". */
	if (rsec_json_next(reader->json, &token, err) != 0 ||
	    rsec_vrpfile_members(reader, members,
		sizeof(members) / sizeof(members[0]), err) != 0 ||
	    rsec_json_next(reader->json, &token, err) != 0)
		return -1;
	if (!reader->has_roas)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, token.line,
		    "document has no member \"roas\"");
	return 0;
}

int
rsec_vrpfile_json(
    struct rsec_vrpfile *file, struct rsec_source source, struct rsec_err *err)
{
	struct rsec_vrpfile_json reader = { .file = file };
	int rc;

	file->stats.format = RSEC_VRPFILE_JSON;
	if ((reader.json = rsec_json_new(source)) == NULL)
		return rsec_err_nomem(err);
	rc = read_document(&reader, err);
	rsec_json_free(reader.json);
	return rc;
}
