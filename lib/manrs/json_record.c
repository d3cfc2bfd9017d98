/* SPDX-License-Identifier: ISC */
/*
 * Records in JSON: the walk that GRIP, BGPStream, Spoofer, PeeringDB and RDAP
 * share.
 *
 * The source is cut into JSON texts, at the bracket that closes the first one,
 * so that a file may hold one large text (RFC 8259) or one a line; each is
 * read token by token, in the memory of one record.
 *
 * A record that is wrong is read to its end, told and left out.  What is not
 * JSON, or holds no records at all, ends the file with an error.
 */
#include "manrs/json_record_private.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/quote.h"
#include "base/utc.h"
#include "net/asn.h"
#include "net/prefix.h"

/* A source of one JSON text after the other. */
struct texts {
	struct rsec_source inner;
	const uint8_t *at, *end; /* the run that is being cut */
	uint64_t line;		 /* ends of lines before AT */
	uint64_t depth;		 /* of the text at hand */
	bool in_string, escaped;
	bool begun; /* a byte of it was handed out */
};

/* The next run of the inner source, where the last one is used up. */
static int
fill(struct texts *texts, struct rsec_err *err)
{
	const uint8_t *data;
	size_t n;
	int rc;

	if (texts->at < texts->end)
		return 1;
	if ((rc = texts->inner.next(texts->inner.ctx, &data, &n, err)) != 1)
		return rc;
	texts->at = data;
	texts->end = data + n;
	return 1;
}

/* One byte of a text: does it stand deeper, or end it? */
static void
step(struct texts *texts, uint8_t byte)
{
	if (byte == '\n')
		texts->line++;
	if (texts->escaped)
		texts->escaped = false;
	else if (texts->in_string && byte == '\\')
		texts->escaped = true;
	else if (byte == '"')
		texts->in_string = !texts->in_string;
	else if (!texts->in_string && (byte == '{' || byte == '['))
		texts->depth++;
	else if (!texts->in_string && (byte == '}' || byte == ']'))
		texts->depth--;
}

/* The source of the text at hand. */
static int
next_run(void *ctx, const uint8_t **data, size_t *n, struct rsec_err *err)
{
	struct texts *texts = ctx;
	int rc;

	if (texts->begun && texts->depth == 0)
		return 0;
	if ((rc = fill(texts, err)) != 1)
		return rc;
	*data = texts->at;
	do
		step(texts, *texts->at++);
	while (texts->depth > 0 && texts->at < texts->end);
	texts->begun = true;
	*n = (size_t)(texts->at - *data);
	return 1;
}

/* Go to the next text, which begins at a bracket: 1, 0 at the end, or -1. */
static int
next_text(struct texts *texts, const char *many, struct rsec_err *err)
{
	int rc;

	for (;;) {
		if ((rc = fill(texts, err)) != 1)
			return rc;
		if (*texts->at == '{' || *texts->at == '[')
			return 1;
		if (strchr(" \t\r\n", *texts->at) == NULL || *texts->at == 0)
			return rsec_err_at_line(err, RSEC_ERR_SYNTAX,
			    texts->line + 1,
			    "%s are expected, as JSON objects or arrays", many);
		texts->line += *texts->at++ == '\n';
	}
}

int
rsec_manrs_record_spoil(struct rsec_manrs_record *record, const char *fmt, ...)
{
	char message[RSEC_ERR_MSG_MAX];
	va_list ap;

	if (record->bad)
		return 0;
	va_start(ap, fmt);
	vsnprintf(message, sizeof(message), fmt, ap);
	va_end(ap);
	rsec_err_at_line(&record->why, RSEC_ERR_SYNTAX,
	    record->before + record->line, "%s", message);
	record->bad = true;
	return 0;
}

bool
rsec_manrs_record_asn(struct rsec_manrs_record *record, const char *name,
    const char *text, uint32_t *out)
{
	char shown[RSEC_QUOTE_SIZE];

	if (rsec_asn_parse(text, strlen(text), out))
		return true;
	rsec_manrs_record_spoil(record, "%s %s is not an AS number", name,
	    rsec_quote(shown, text, strlen(text)));
	return false;
}

bool
rsec_manrs_record_time(struct rsec_manrs_record *record, const char *name,
    const char *text, int64_t *out)
{
	const size_t digits = strcspn(text, "."), n = strlen(text);
	char shown[RSEC_QUOTE_SIZE];
	uint64_t seconds;

	if (rsec_parse_u64(text, digits, INT64_MAX - 1, &seconds)) {
		*out = (int64_t)seconds;
		return true;
	}
	if (rsec_utc_parse(text, n, out))
		return true;
	rsec_manrs_record_spoil(
	    record, "%s %s is not a time", name, rsec_quote(shown, text, n));
	return false;
}

bool
rsec_manrs_record_prefix(struct rsec_manrs_record *record, const char *name,
    const char *text, struct rsec_prefix *out)
{
	struct rsec_err why;

	if (rsec_prefix_parse(text, strlen(text), out, &why) == 0)
		return true;
	rsec_manrs_record_spoil(record, "%s: %s", name, why.msg);
	return false;
}

const char *
rsec_manrs_record_text(struct rsec_manrs_record *record,
    const struct rsec_json_token *token, struct rsec_err *err)
{
	const char *text = "";

	switch (token->type) {
	case RSEC_JSON_STRING:
	case RSEC_JSON_NUMBER:
		if (memchr(token->text, '\0', token->len) != NULL)
			rsec_manrs_record_spoil(
			    record, "a text holds the character U+0000");
		text =
		    rsec_arena_strndup(&record->arena, token->text, token->len);
		if (text == NULL)
			rsec_err_nomem(err);
		return text;
	case RSEC_JSON_TRUE:
		return "true";
	case RSEC_JSON_FALSE:
		return "false";
	default:
		return text;
	}
}

int
rsec_manrs_record_add_asn(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	const char *text = rsec_manrs_record_text(record, token, err);
	uint32_t asn;

	if (text == NULL)
		return -1;
	if (rsec_manrs_record_asn(record, member->name, text, &asn) &&
	    rsec_buf_add(
		rsec_manrs_record_at(record, member), &asn, sizeof(asn)) == -1)
		return rsec_err_nomem(err);
	return rsec_json_skip_rest(record->json, token, err);
}

/* A member whose table says where its text goes; a list is none. */
static int
keep_text(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	const char *text = rsec_manrs_record_text(record, token, err);

	if (text == NULL)
		return -1;
	if (token->type == RSEC_JSON_ARRAY || token->type == RSEC_JSON_OBJECT)
		rsec_manrs_record_spoil(record, "%s is %s", member->name,
		    token->type == RSEC_JSON_ARRAY
			? "an array, where a text or number is expected"
			: "an object, where a text or number is expected");
	memcpy(rsec_manrs_record_at(record, member), &text, sizeof(text));
	return rsec_json_skip_rest(record->json, token, err);
}

/* The member that TOKEN, a key, is; NULL where none has this name. */
static const struct rsec_manrs_member *
find(const struct rsec_manrs_member *members,
    const struct rsec_json_token *token)
{
	const struct rsec_manrs_member *m;

	for (m = members; m->name != NULL; m++)
		if (rsec_json_is(token, m->name))
			return m;
	return NULL;
}

/* The members of an object that is open; FIRST or MEMBERS tells where to. */
static int
read_object(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *first,
    const struct rsec_manrs_member *members, struct rsec_err *err)
{
	const struct rsec_manrs_member *m;
	struct rsec_json_token token;

	for (;;) {
		if (rsec_json_next(record->json, &token, err) == -1)
			return -1;
		if (token.type == RSEC_JSON_OBJECT_END)
			return 0;
		m = first != NULL ? find(first, &token) : NULL;
		if (m == NULL && (m = find(members, &token)) != NULL &&
		    members == record->kind->members)
			record->known = true;
		if (rsec_json_next(record->json, &token, err) == -1)
			return -1;
		if ((m == NULL ? rsec_json_skip_rest(record->json, &token, err)
			       : rsec_manrs_record_value(
				     record, m, &token, err)) == -1)
			return -1;
	}
}

int
rsec_manrs_record_members(struct rsec_manrs_record *record,
    const struct rsec_json_token *token,
    const struct rsec_manrs_member *members, struct rsec_err *err)
{
	if (token->type != RSEC_JSON_OBJECT)
		return rsec_json_skip_rest(record->json, token, err);
	return read_object(record, NULL, members, err);
}

static int
read_one(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	if (member->read != NULL)
		return member->read(record, member, token, err);
	if (member->members != NULL)
		return rsec_manrs_record_members(
		    record, token, member->members, err);
	return keep_text(record, member, token, err);
}

/* Each element of an array that is open. */
static int
read_each(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, struct rsec_err *err)
{
	struct rsec_json_token element;

	for (;;) {
		if (rsec_json_next(record->json, &element, err) == -1)
			return -1;
		if (element.type == RSEC_JSON_ARRAY_END)
			return 0;
		if (read_one(record, member, &element, err) == -1)
			return -1;
	}
}

int
rsec_manrs_record_value(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	if (member->each && token->type == RSEC_JSON_NULL)
		return 0;
	if (member->each && token->type == RSEC_JSON_ARRAY)
		return read_each(record, member, err);
	return read_one(record, member, token, err);
}

static void
begin(struct rsec_manrs_record *record, uint64_t line)
{
	rsec_arena_reset(&record->arena);
	record->line = line;
	record->known = record->bad = false;
	record->kind->begin(record);
}

static int
finish(struct rsec_manrs_record *record, struct rsec_err *err)
{
	record->seen++;
	if (!record->bad && record->kind->finish(record, err) == -1)
		return -1;
	if (record->bad)
		return rsec_diag_skip(record->diag, &record->why, err);
	record->count++;
	return 0;
}

/* An element of a list: a record. */
static int
read_element(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	(void)member;
	begin(record, token->line);
	if (token->type != RSEC_JSON_OBJECT) {
		rsec_manrs_record_spoil(
		    record, "the %s is not a JSON object", record->kind->one);
		if (rsec_json_skip_rest(record->json, token, err) == -1)
			return -1;
	} else if (read_object(record, NULL, record->kind->members, err) == -1)
		return -1;
	return finish(record, err);
}

int
rsec_manrs_record_list(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	static const struct rsec_manrs_member elements = { .read =
							       read_element };

	(void)member;
	if (token->type != RSEC_JSON_ARRAY)
		return rsec_json_skip_rest(record->json, token, err);
	record->listed = true;
	return read_each(record, &elements, err);
}

int
rsec_manrs_record_total(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	const char *text = rsec_manrs_record_text(record, token, err);
	uint64_t total;

	(void)member;
	if (text == NULL)
		return -1;
	if (rsec_parse_u64(text, strlen(text), UINT64_MAX, &total) &&
	    total > record->total)
		record->total = total;
	return rsec_json_skip_rest(record->json, token, err);
}

/* A download that stopped early would make fewer events, and no word of it. */
static int
tell_missing(const struct rsec_manrs_record *record, struct rsec_err *err)
{
	struct rsec_err why;

	if (record->seen >= record->total)
		return 0;
	rsec_err_set(&why, RSEC_ERR_NET,
	    "it holds %llu of the %llu records that it speaks of",
	    (unsigned long long)record->seen,
	    (unsigned long long)record->total);
	if (rsec_diag_report(record->diag, &why) == 0)
		return 0;
	if (err != NULL)
		*err = why;
	return -1;
}

/* An object that stands alone: a page, or a record. */
static int
read_alone(struct rsec_manrs_record *record,
    const struct rsec_json_token *token, struct rsec_err *err)
{
	begin(record, token->line);
	record->listed = false;
	if (read_object(
		record, record->kind->page, record->kind->members, err) == -1)
		return -1;
	if (record->listed)
		return 0;
	if (!record->known)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, token->line,
		    "the JSON object holds no %s", record->kind->many);
	record->line = token->line;
	return finish(record, err);
}

/* One JSON text, with lines counted from its first. */
static int
read_text(struct rsec_manrs_record *record, struct rsec_err *err)
{
	struct rsec_json_token token;

	if (rsec_json_next(record->json, &token, err) == -1)
		return -1;
	if ((token.type == RSEC_JSON_ARRAY
		    ? rsec_manrs_record_list(record, NULL, &token, err)
		    : read_alone(record, &token, err)) == -1)
		return -1;
	return rsec_json_next(record->json, &token, err);
}

static int
read_texts(
    struct rsec_manrs_record *record, struct texts *texts, struct rsec_err *err)
{
	struct rsec_err failed = { .line = 0 };
	int rc;

	while ((rc = next_text(texts, record->kind->many, err)) == 1) {
		record->before = texts->line;
		texts->begun = false;
		record->json =
		    rsec_json_new((struct rsec_source){ next_run, texts });
		if (record->json == NULL)
			return rsec_err_nomem(err);
		rc = read_text(record, &failed);
		rsec_json_free(record->json);
		if (rc == -1) {
			if (failed.line > 0 && failed.code != RSEC_ERR_STOPPED)
				failed.line += record->before;
			if (err != NULL)
				*err = failed;
			return -1;
		}
	}
	return rc;
}

int
rsec_manrs_records_read(struct rsec_manrs_record *record,
    const struct rsec_manrs_kind *kind, struct rsec_source source,
    const struct rsec_diag *diag, uint64_t *count, struct rsec_err *err)
{
	struct texts texts = { .inner = source };
	int rc;

	record->kind = kind;
	record->diag = diag;
	record->arena = RSEC_ARENA_INIT;
	record->count = record->seen = record->total = 0;
	rc = read_texts(record, &texts, err);
	if (rc == 0)
		rc = tell_missing(record, err);
	rsec_arena_fini(&record->arena);
	if (count != NULL)
		*count += record->count;
	return rc;
}
