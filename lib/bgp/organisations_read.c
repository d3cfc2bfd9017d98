/* SPDX-License-Identifier: ISC */
/*
 * CAIDA's as-org2info, in both of its forms.  As text, a line names the
 * columns of those that follow it:
 *
 *	# format:org_id|changed|org_name|country|source
 *	EXAMPLE-ARIN|20200101|Example Networks|US|ARIN
 *	# format:aut|changed|aut_name|org_id|opaque_id|source
 *	64496|20200101|EXAMPLE-AS|EXAMPLE-ARIN||ARIN
 *
 * and as JSON, one object a line:
 *
 *	{"type":"Organization","organizationId":"EXAMPLE-ARIN","name":"..."}
 *	{"type":"ASN","asn":"64496","organizationId":"EXAMPLE-ARIN"}
 *
 * A line is told by its first byte, so that both may stand in one file.  Other
 * columns and members are passed over.
 */
#include <string.h>

#include "base/buf.h"
#include "base/quote.h"
#include "bgp/organisations_private.h"
#include "net/asn.h"
#include "text/json.h"
#include "text/line.h"

#define COLUMNS_MAX 16 /* columns of a line that are looked at */

/* What a record may say; n is 0 where it does not. */
enum {
	ID,
	NAME,
	ASN,
	TYPE,
	KEYS
};

struct record {
	struct rsec_field of[KEYS];
};

struct reader {
	struct rsec_organisations *organisations;
	struct rsec_buf texts[KEYS]; /* of the members of an object */
	int columns[KEYS]; /* that a "# format:" line named; -1: not named */
};

/* Add what RECORD says; 0, or -1 with ERR, or 1 with WHY it says nothing. */
static int
add(struct reader *reader, const struct record *record, bool of_asn,
    struct rsec_err *why, struct rsec_err *err)
{
	const struct rsec_field *of = record->of;
	char shown[RSEC_QUOTE_SIZE];
	uint32_t asn;

	if (of_asn && !rsec_asn_parse(of[ASN].s, of[ASN].n, &asn)) {
		rsec_err_set(why, RSEC_ERR_SYNTAX, "%s is not an AS number",
		    rsec_quote(shown, of[ASN].s, of[ASN].n));
		return 1;
	}
	if (of[ID].n == 0) {
		rsec_err_set(
		    why, RSEC_ERR_SYNTAX, "the organisation has no identifier");
		return 1;
	}
	if (of_asn)
		return rsec_organisations_add_asn(
		    reader->organisations, asn, of[ID], err);
	return rsec_organisations_add_name(
	    reader->organisations, of[ID], of[NAME], err);
}

/* The columns that a comment names, if it does. */
static void
read_format(struct reader *reader, const char *line, size_t n)
{
	static const char format[] = "format:";
	static const char *const names[] = { "org_id", "org_name", "aut" };
	struct rsec_field field[COLUMNS_MAX];
	const char *at = line + 1;
	size_t count, i;
	int key;

	while (at < line + n && *at == ' ')
		at++;
	n -= (size_t)(at - line);
	if (n < strlen(format) || memcmp(at, format, strlen(format)) != 0)
		return;
	count = rsec_fields_cut(
	    at + strlen(format), n - strlen(format), '|', field, COLUMNS_MAX);
	for (key = ID; key <= ASN; key++) {
		reader->columns[key] = -1;
		for (i = 0; i < count && i < COLUMNS_MAX; i++)
			if (rsec_field_is(field[i], names[key]))
				reader->columns[key] = (int)i;
	}
}

static int
read_columns(struct reader *reader, const char *line, size_t n,
    struct rsec_err *why, struct rsec_err *err)
{
	struct rsec_field field[COLUMNS_MAX];
	const int *columns = reader->columns;
	const bool of_asn = columns[ASN] >= 0;
	struct record record = { 0 };
	char shown[RSEC_QUOTE_SIZE];
	size_t count;
	int key;

	if (columns[ID] < 0 || (!of_asn && columns[NAME] < 0)) {
		rsec_err_set(why, RSEC_ERR_SYNTAX,
		    "no \"# format:\" line names the columns of %s",
		    rsec_quote(shown, line, n));
		return 1;
	}
	count = rsec_fields_cut(line, n, '|', field, COLUMNS_MAX);
	for (key = ID; key <= ASN; key++) {
		if (columns[key] < 0)
			continue;
		if ((size_t)columns[key] >= count) {
			rsec_err_set(why, RSEC_ERR_SYNTAX,
			    "%s has too few columns",
			    rsec_quote(shown, line, n));
			return 1;
		}
		record.of[key] = field[columns[key]];
	}
	return add(reader, &record, of_asn, why, err);
}

/* Keep the value TOKEN of the member KEY. */
static int
keep(struct reader *reader, const struct rsec_json_token *token, int key)
{
	struct rsec_buf *text = &reader->texts[key];

	text->len = 0;
	if (token->type != RSEC_JSON_STRING && token->type != RSEC_JSON_NUMBER)
		return 0;
	return rsec_buf_add(text, token->text, token->len);
}

/* The members of an object into the texts; 0, or -1 with WHY or no memory. */
static int
read_members(
    struct reader *reader, struct rsec_json *json, struct rsec_err *why)
{
	static const char *const names[] = { "organizationId", "name", "asn",
		"type" };
	struct rsec_json_token token;
	int key;

	if (rsec_json_next(json, &token, why) == -1)
		return -1;
	for (;;) {
		if (rsec_json_next(json, &token, why) == -1)
			return -1;
		if (token.type == RSEC_JSON_OBJECT_END)
			return rsec_json_next(json, &token, why);
		for (key = ID; key < KEYS; key++)
			if (rsec_json_is(&token, names[key]))
				break;
		if (rsec_json_next(json, &token, why) == -1)
			return -1;
		if (key < KEYS && keep(reader, &token, key) == -1)
			return rsec_err_nomem(why);
		if (rsec_json_skip_rest(json, &token, why) == -1)
			return -1;
	}
}

static struct rsec_field
text_of(const struct rsec_buf *text)
{
	return (
	    struct rsec_field){ text->len > 0 ? text->data : "", text->len };
}

static int
read_object(struct reader *reader, const char *line, size_t n,
    struct rsec_err *why, struct rsec_err *err)
{
	struct rsec_memory memory = { (const uint8_t *)line, n, 0 };
	struct rsec_json *json = rsec_json_new(rsec_source_memory(&memory));
	struct record record;
	char shown[RSEC_QUOTE_SIZE];
	int key, rc;

	if (json == NULL)
		return rsec_err_nomem(err);
	for (key = ID; key < KEYS; key++)
		reader->texts[key].len = 0;
	rc = read_members(reader, json, why);
	rsec_json_free(json);
	if (rc == -1)
		return why->code == RSEC_ERR_NOMEM ? rsec_err_nomem(err) : 1;
	for (key = ID; key < KEYS; key++)
		record.of[key] = text_of(&reader->texts[key]);
	if (rsec_field_is(record.of[TYPE], "ASN"))
		return add(reader, &record, true, why, err);
	if (rsec_field_is(record.of[TYPE], "Organization"))
		return add(reader, &record, false, why, err);
	rsec_err_set(why, RSEC_ERR_SYNTAX,
	    "type %s is neither \"ASN\" nor \"Organization\"",
	    rsec_quote(shown, record.of[TYPE].s, record.of[TYPE].n));
	return 1;
}

static int
read_lines(struct reader *reader, struct rsec_lines *lines,
    const struct rsec_diag *diag, struct rsec_err *err)
{
	struct rsec_err why;
	const char *line;
	size_t n;
	int rc;

	while ((rc = rsec_lines_next(lines, &line, &n, err)) == 1) {
		rc = 0;
		if (n > 0 && line[0] == '#')
			read_format(reader, line, n);
		else if (n > 0 && line[0] == '{')
			rc = read_object(reader, line, n, &why, err);
		else if (n > 0)
			rc = read_columns(reader, line, n, &why, err);
		if (rc == 1) {
			why.line = lines->number;
			rc = rsec_diag_skip(diag, &why, err);
		}
		if (rc == -1)
			return -1;
	}
	return rc;
}

int
rsec_organisations_read(struct rsec_organisations *organisations,
    struct rsec_source source, const struct rsec_diag *diag,
    struct rsec_err *err)
{
	struct reader reader = { .organisations = organisations,
		.columns = { -1, -1, -1 } };
	struct rsec_lines lines;
	int key, rc;

	rsec_lines_init(&lines, source);
	rc = read_lines(&reader, &lines, diag, err);
	rsec_lines_fini(&lines);
	for (key = ID; key < KEYS; key++)
		rsec_buf_fini(&reader.texts[key]);
	return rc;
}
