/* SPDX-License-Identifier: ISC */
/*
 * Journals of version 4, draft-ietf-grow-nrtm-v4: deltas and snapshots, both a
 * JSON text sequence (RFC 7464), a head and then a record for each object.
 *
 *	{"nrtm_version":4,"type":"delta","source":"EXAMPLE",
 *	 "session_id":"...","version":2}
 *	{"action":"delete","object_class":"route","primary_key":"..."}
 *	{"action":"add_modify","object":"route: ..."}
 *
 * and {"object":"..."} in a snapshot.  Members with other names are read over,
 * those with one of these names stand once.  A file that only lists others
 * (update notification) is no journal, and its signature is not looked at.
 */
#include "irr/nrtm_private.h"

#include <string.h>

#include "base/num.h"
#include "base/quote.h"
#include "text/json.h"

#define RECORD_SEPARATOR 0x1e /* RFC 7464 section 2.2 */

/* The members that mean something, of the head and of all records. */
enum member {
	NRTM_VERSION,
	TYPE,
	SOURCE,
	SESSION_ID,
	VERSION,
	ACTION,
	OBJECT_CLASS,
	PRIMARY_KEY,
	OBJECT,
	MEMBERS,
};

static const struct {
	const char *name;
	enum rsec_json_type type;
} members[MEMBERS] = {
	[NRTM_VERSION] = { "nrtm_version", RSEC_JSON_NUMBER },
	[TYPE] = { "type", RSEC_JSON_STRING },
	[SOURCE] = { "source", RSEC_JSON_STRING },
	[SESSION_ID] = { "session_id", RSEC_JSON_STRING },
	[VERSION] = { "version", RSEC_JSON_NUMBER },
	[ACTION] = { "action", RSEC_JSON_STRING },
	[OBJECT_CLASS] = { "object_class", RSEC_JSON_STRING },
	[PRIMARY_KEY] = { "primary_key", RSEC_JSON_STRING },
	[OBJECT] = { "object", RSEC_JSON_STRING },
};

/* A record: what its members say. */
struct record {
	struct rsec_buf value[MEMBERS];
	bool has[MEMBERS];
	uint64_t line;
};

struct reader {
	struct rsec_nrtm *nrtm;
	bool begun;	    /* a separator was read */
	uint64_t line;	    /* at the end of what was read */
	uint64_t text_line; /* of the first line of text */
	struct rsec_buf text;
	struct record record;
};

static int
take_member(struct record *record, enum member member, struct rsec_json *json,
    struct rsec_err *err)
{
	struct rsec_buf *value = &record->value[member];
	struct rsec_json_token token;

	if (rsec_json_next(json, &token, err) != 0)
		return -1;
	if (token.type != members[member].type)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, token.line,
		    "%s is not a %s", members[member].name,
		    members[member].type == RSEC_JSON_STRING ? "string"
							     : "number");
	if (record->has[member])
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, token.line,
		    "a second %s in one record", members[member].name);
	record->has[member] = true;
	value->len = 0;
	if (rsec_buf_add(value, token.text, token.len) != 0)
		return rsec_err_nomem(err);
	return 0;
}

static int
read_members(
    struct record *record, struct rsec_json *json, struct rsec_err *err)
{
	struct rsec_json_token token;
	enum member member;
	int rc;

	if (rsec_json_next(json, &token, err) != 0)
		return -1;
	if (token.type != RSEC_JSON_OBJECT)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, token.line,
		    "record is not a JSON object");
	for (;;) {
		if (rsec_json_next(json, &token, err) != 0)
			return -1;
		if (token.type == RSEC_JSON_END)
			return 0;
		if (token.type != RSEC_JSON_KEY)
			continue; /* the end of the object */
		for (member = 0; member < MEMBERS; member++)
			if (rsec_json_is(&token, members[member].name))
				break;
		rc = member == MEMBERS ? rsec_json_skip(json, err)
				       : take_member(record, member, json, err);
		if (rc != 0)
			return -1;
	}
}

static bool
is_value(const struct record *record, enum member member, const char *s)
{
	const struct rsec_buf *value = &record->value[member];
	size_t n = strlen(s);

	return value->len == n && memcmp(value->data, s, n) == 0;
}

static int
require(const struct record *record, enum member member, struct rsec_err *err)
{
	if (record->has[member])
		return 0;
	return rsec_err_at_line(err, RSEC_ERR_SYNTAX, record->line,
	    "no %s in the record (draft-ietf-grow-nrtm-v4)",
	    members[member].name);
}

/* What the value of MEMBER is not. */
static int
refuse(const struct record *record, enum member member, const char *what,
    struct rsec_err *err)
{
	const struct rsec_buf *value = &record->value[member];
	char quote[RSEC_QUOTE_SIZE];

	return rsec_err_at_line(err, RSEC_ERR_SYNTAX, record->line,
	    "%s %s %s (draft-ietf-grow-nrtm-v4)", members[member].name,
	    rsec_quote(quote, value->data, value->len), what);
}

/* RFC 9562 section 4: 8-4-4-4-12 hex digits. */
static bool
is_uuid(const struct rsec_buf *value)
{
	static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
	size_t i;

	if (value->len != sizeof(form) - 1)
		return false;
	for (i = 0; i < value->len; i++)
		if (form[i] == '-' ? value->data[i] != '-'
				   : value->data[i] == '\0' ||
					 strchr("0123456789abcdefABCDEF",
					     value->data[i]) == NULL)
			return false;
	return true;
}

static int
take_type(struct rsec_nrtm_head *head, const struct record *record,
    struct rsec_err *err)
{
	if (is_value(record, TYPE, "delta"))
		head->format = RSEC_NRTM_V4_DELTA;
	else if (is_value(record, TYPE, "snapshot"))
		head->format = RSEC_NRTM_V4_SNAPSHOT;
	else
		return refuse(
		    record, TYPE, "is none of delta and snapshot", err);
	return 0;
}

static int
take_head(
    struct rsec_nrtm *nrtm, const struct record *record, struct rsec_err *err)
{
	const struct rsec_buf *value = record->value;
	struct rsec_nrtm_head *head = &nrtm->head;
	enum member member;

	for (member = NRTM_VERSION; member <= VERSION; member++)
		if (require(record, member, err) != 0)
			return -1;
	if (!is_value(record, NRTM_VERSION, "4"))
		return refuse(record, NRTM_VERSION, "is not 4", err);
	if (!is_uuid(&value[SESSION_ID]))
		return refuse(record, SESSION_ID, "is not a UUID", err);
	if (!rsec_parse_u64(value[VERSION].data, value[VERSION].len, UINT64_MAX,
		&head->first) ||
	    head->first == 0)
		return refuse(
		    record, VERSION, "is not a positive integer", err);
	head->last = head->first;
	memcpy(head->session, value[SESSION_ID].data, value[SESSION_ID].len);
	head->session[value[SESSION_ID].len] = '\0';
	if (take_type(head, record, err) != 0)
		return -1;
	return rsec_nrtm_set_source(
	    nrtm, value[SOURCE].data, value[SOURCE].len, record->line, err);
}

/* An object stands in one line of the file, whatever lines it has. */
static int
add_object(
    struct rsec_nrtm *nrtm, const struct record *record, struct rsec_err *err)
{
	const struct rsec_buf *text = &record->value[OBJECT];
	size_t len = text->len;
	struct rsec_err why;

	if (require(record, OBJECT, err) != 0)
		return -1;
	while (len > 0 &&
	       (text->data[len - 1] == '\n' || text->data[len - 1] == '\r'))
		len--;
	if (len == 0)
		return refuse(record, OBJECT, "is empty", err);
	if (rsec_nrtm_add(nrtm, false, text->data, len, record->line, &why) ==
	    0)
		return 0;
	if (why.code == RSEC_ERR_NOMEM)
		return rsec_err_nomem(err);
	return rsec_err_at_line(err, why.code, record->line,
	    "line %llu of the object: %s",
	    (unsigned long long)(why.line - record->line + 1), why.msg);
}

static int
delete_object(
    struct rsec_nrtm *nrtm, const struct record *record, struct rsec_err *err)
{
	const struct rsec_buf *class = &record->value[OBJECT_CLASS];
	const struct rsec_buf *key = &record->value[PRIMARY_KEY];

	if (require(record, OBJECT_CLASS, err) != 0 ||
	    require(record, PRIMARY_KEY, err) != 0)
		return -1;
	return rsec_nrtm_add_key(nrtm,
	    rsec_rpsl_class_find(class->data, class->len), key->data, key->len,
	    record->line, err);
}

static int
take_record(
    struct rsec_nrtm *nrtm, const struct record *record, struct rsec_err *err)
{
	if (nrtm->head.format == RSEC_NRTM_NONE)
		return take_head(nrtm, record, err);
	if (nrtm->head.format == RSEC_NRTM_V4_SNAPSHOT)
		return add_object(nrtm, record, err);
	if (require(record, ACTION, err) != 0)
		return -1;
	if (is_value(record, ACTION, "add_modify"))
		return add_object(nrtm, record, err);
	if (is_value(record, ACTION, "delete"))
		return delete_object(nrtm, record, err);
	return refuse(record, ACTION, "is none of add_modify and delete", err);
}

/* One record is in reader->text; lines of the JSON reader count from there. */
static int
read_record(struct reader *reader, struct rsec_err *err)
{
	struct rsec_memory memory = { (const uint8_t *)reader->text.data,
		reader->text.len, 0 };
	struct record *record = &reader->record;
	struct rsec_json *json;
	struct rsec_err why;
	int rc;

	memset(record->has, 0, sizeof(record->has));
	record->line = reader->text_line;
	json = rsec_json_new(rsec_source_memory(&memory));
	if (json == NULL)
		return rsec_err_nomem(err);
	rc = read_members(record, json, &why);
	rsec_json_free(json);
	if (rc == 0)
		return take_record(reader->nrtm, record, err);
	if (why.code == RSEC_ERR_NOMEM)
		return rsec_err_nomem(err);
	return rsec_err_at_line(
	    err, why.code, record->line + why.line - 1, "%s", why.msg);
}

static bool
is_blank(const struct rsec_buf *text)
{
	size_t i;

	for (i = 0; i < text->len; i++)
		if (text->data[i] == '\0' ||
		    strchr(" \t\r\n", text->data[i]) == NULL)
			return false;
	return true;
}

/* What stands before a separator of records, or the end. */
static int
finish_text(struct reader *reader, struct rsec_err *err)
{
	int rc = 0;

	if (is_blank(&reader->text))
		; /* RFC 7464 section 2.1: no element of the sequence */
	else if (!reader->begun)
		rc = rsec_err_at_line(err, RSEC_ERR_SYNTAX, reader->text_line,
		    "text before the first record separator (RFC 7464 section "
		    "2.2)");
	else
		rc = read_record(reader, err);
	reader->text.len = 0;
	reader->text_line = reader->line;
	return rc;
}

static int
add_text(
    struct reader *reader, const uint8_t *data, size_t n, struct rsec_err *err)
{
	const uint8_t *at = data, *end = data + n;

	if (n > RSEC_RPSL_OBJECT_MAX - reader->text.len)
		return rsec_err_at_line(err, RSEC_ERR_LIMIT, reader->text_line,
		    "record is longer than %zu bytes", RSEC_RPSL_OBJECT_MAX);
	if (rsec_buf_add(&reader->text, data, n) != 0)
		return rsec_err_nomem(err);
	while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
		reader->line++;
		at++;
	}
	return 0;
}

static int
read_run(struct reader *reader, const uint8_t *data, size_t len,
    struct rsec_err *err)
{
	const uint8_t *mark;
	size_t n;

	while ((mark = memchr(data, RECORD_SEPARATOR, len)) != NULL) {
		n = (size_t)(mark - data);
		if (add_text(reader, data, n, err) != 0 ||
		    finish_text(reader, err) != 0)
			return -1;
		reader->begun = true;
		data = mark + 1;
		len -= n + 1;
	}
	return add_text(reader, data, len, err);
}

int
rsec_nrtm_read_json(
    struct rsec_nrtm *nrtm, struct rsec_source source, struct rsec_err *err)
{
	struct reader reader = { .nrtm = nrtm, .line = 1, .text_line = 1 };
	const uint8_t *data;
	size_t len, i;
	int rc;

	while ((rc = source.next(source.ctx, &data, &len, err)) == 1)
		if ((rc = read_run(&reader, data, len, err)) != 0)
			break;
	if (rc == 0)
		rc = finish_text(&reader, err);
	if (rc == 0 && nrtm->head.format == RSEC_NRTM_NONE)
		rc = rsec_err_set(err, RSEC_ERR_TRUNCATED,
		    "journal has no head (draft-ietf-grow-nrtm-v4)");
	for (i = 0; i < MEMBERS; i++)
		rsec_buf_fini(&reader.record.value[i]);
	rsec_buf_fini(&reader.text);
	return rc;
}
