/* SPDX-License-Identifier: ISC */
/*
 * Transfer logs, as the RIRs publish them (transfers_latest.json):
 *
 *	{ "transfers": [ {
 *		"type": "RESOURCE_TRANSFER",
 *		"transfer_date": "2019-03-01T12:00:00Z",
 *		"source_rir": "ARIN", "recipient_rir": "RIPE NCC",
 *		"source_organization": { "name": "..." },
 *		"recipient_organization": { "name": "..." },
 *		"ip4nets": {
 *			"original_set": [ ... ],
 *			"transfer_set": [ { "start_address": "192.0.2.0",
 *			                    "end_address": "192.0.2.255" } ]
 *		}, "ip6nets": ..., "asns": ...
 *	} ] }
 *
 * LACNIC writes an array where others write an object, and the other way
 * round; so a set of nets is read as whatever is in there, at any depth, that
 * has a start_address and an end_address, what is in "original_set" left out.
 * Its dates are "2019-03-01 12:00:00.000-0300".
 *
 * A member that is wrong spoils its transfer, which keeps the first reason and
 * is read to its end.
 */
#include <string.h>

#include "base/quote.h"
#include "base/utc.h"
#include "rir/transfer_private.h"
#include "text/json.h"

#define DATE_SIZE 40

struct reader {
	struct rsec_transfers *transfers;
	struct rsec_json *json;
	/* Of the transfer that is being read. */
	struct rsec_transfer transfer;
	struct rsec_buf source_org, recipient_org;
	struct rsec_transfer_ranges ranges;
	bool has_date, bad;
	struct rsec_err why; /* filled where it is bad */
};

/* What reads the value of a member, of which TOKEN is the first. */
typedef int member_reader(struct reader *reader,
    const struct rsec_json_token *token, struct rsec_err *err);

struct member {
	const char *name;
	member_reader *read;
};

/*
 * Read the members of an object that is open, up to its end, each by its
 * reader; MEMBERS ends with a NULL.
 */
static int
read_members(
    struct reader *reader, const struct member *members, struct rsec_err *err)
{
	struct rsec_json_token token;
	const struct member *m;
	int rc;

	for (;;) {
		if (rsec_json_next(reader->json, &token, err) == -1)
			return -1;
		if (token.type == RSEC_JSON_OBJECT_END)
			return 0;
		for (m = members; m->name != NULL; m++)
			if (rsec_json_is(&token, m->name))
				break;
		if (rsec_json_next(reader->json, &token, err) == -1)
			return -1;
		if (m->name != NULL)
			rc = m->read(reader, &token, err);
		else
			rc = rsec_json_skip_rest(reader->json, &token, err);
		if (rc == -1)
			return -1;
	}
}

/* Spoil the transfer: the text of TOKEN, which is read, breaks a RULE. */
static int
refuse(struct reader *reader, const struct rsec_json_token *token,
    const char *rule, struct rsec_err *err)
{
	char shown[RSEC_QUOTE_SIZE];

	if (!reader->bad && token->type == RSEC_JSON_STRING)
		rsec_err_at_line(&reader->why, RSEC_ERR_SYNTAX, token->line,
		    "%s %s", rsec_quote(shown, token->text, token->len), rule);
	else if (!reader->bad)
		rsec_err_at_line(&reader->why, RSEC_ERR_SYNTAX, token->line,
		    "a value of another type %s", rule);
	reader->bad = true;
	return rsec_json_skip_rest(reader->json, token, err);
}

static int
read_type(struct reader *reader, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	reader->transfer.type = RSEC_TRANSFER_OTHER;
	if (rsec_json_is(token, "RESOURCE_TRANSFER"))
		reader->transfer.type = RSEC_TRANSFER_RESOURCE;
	else if (rsec_json_is(token, "MERGER_ACQUISITION"))
		reader->transfer.type = RSEC_TRANSFER_MERGER;
	return rsec_json_skip_rest(reader->json, token, err);
}

/* A time zone without a colon is LACNIC's; put one in. */
static size_t
mend_zone(char *date, size_t n)
{
	if (n < 6 || (date[n - 5] != '+' && date[n - 5] != '-'))
		return n;
	memmove(date + n - 1, date + n - 2, 2);
	date[n - 2] = ':';
	return n + 1;
}

static int
read_date(struct reader *reader, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	char date[DATE_SIZE + 1];
	size_t n = token->len;
	int64_t time;

	if (token->type != RSEC_JSON_STRING || n > DATE_SIZE)
		return refuse(reader, token, "is not a date", err);
	memcpy(date, token->text, n);
	if (!rsec_utc_parse(date, n, &time) &&
	    !rsec_utc_parse(date, mend_zone(date, n), &time))
		return refuse(reader, token, "is not a date", err);
	time = (time - (time % RSEC_DAY + RSEC_DAY) % RSEC_DAY) / RSEC_DAY;
	reader->transfer.date = (int32_t)time;
	reader->has_date = true;
	return 0;
}

static int
read_rir(struct reader *reader, const struct rsec_json_token *token,
    enum rsec_rir *rir, struct rsec_err *err)
{
	if (token->type == RSEC_JSON_NULL)
		return 0;
	if (token->type != RSEC_JSON_STRING)
		return refuse(reader, token, "is not an RIR", err);
	*rir = rsec_rir_parse(token->text, token->len);
	if (*rir == RSEC_RIR_NONE && token->len > 0)
		return refuse(reader, token, "is not an RIR", err);
	return 0;
}

static int
read_source_rir(struct reader *reader, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	return read_rir(reader, token, &reader->transfer.from, err);
}

static int
read_recipient_rir(struct reader *reader, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	return read_rir(reader, token, &reader->transfer.to, err);
}

/* The name of an organisation, which is NUL-terminated in OUT. */
static int
read_organisation(struct reader *reader, const struct rsec_json_token *token,
    struct rsec_buf *out, struct rsec_err *err)
{
	struct rsec_json_token value = *token;
	bool is_name = true;

	if (token->type != RSEC_JSON_OBJECT)
		return rsec_json_skip_rest(reader->json, token, err);
	for (;;) {
		if (rsec_json_next(reader->json, &value, err) == -1)
			return -1;
		if (value.type == RSEC_JSON_OBJECT_END)
			return 0;
		is_name = rsec_json_is(&value, "name");
		if (rsec_json_next(reader->json, &value, err) == -1)
			return -1;
		if (is_name && value.type == RSEC_JSON_STRING) {
			out->len = 0;
			if (rsec_buf_add(out, value.text, value.len) == -1 ||
			    rsec_buf_addc(out, '\0') == -1)
				return rsec_err_nomem(err);
		}
		if (rsec_json_skip_rest(reader->json, &value, err) == -1)
			return -1;
	}
}

static int
read_source(struct reader *reader, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	return read_organisation(reader, token, &reader->source_org, err);
}

static int
read_recipient(struct reader *reader, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	return read_organisation(reader, token, &reader->recipient_org, err);
}

/* An address of a range: kept where it is one. */
static int
read_address(struct reader *reader, const struct rsec_json_token *token,
    struct rsec_prefix *address, struct rsec_err *err)
{
	if (token->type != RSEC_JSON_STRING ||
	    rsec_prefix_parse(token->text, token->len, address, NULL) == -1 ||
	    address->len != rsec_family_bits(address->family)) {
		address->family = 0;
		return refuse(reader, token, "is not an IP address", err);
	}
	return 0;
}

/* The range that ENDS are, if there was one. */
static int
add_range(struct reader *reader, const struct rsec_prefix ends[2],
    const struct rsec_json_token *token, struct rsec_err *err)
{
	struct rsec_span range, last;

	if (ends[0].family == 0 && ends[1].family == 0)
		return 0;
	if (ends[0].family != ends[1].family ||
	    rsec_prefix_cmp(&ends[0], &ends[1]) > 0) {
		if (!reader->bad)
			rsec_err_at_line(&reader->why, RSEC_ERR_RANGE,
			    token->line,
			    "start_address and end_address are no range");
		reader->bad = true;
		return 0;
	}
	range = rsec_span_of(&ends[0]);
	last = rsec_span_of(&ends[1]);
	range.last = last.last;
	if (rsec_buf_add(&reader->ranges.of[rsec_span_kind_of(&ends[0])],
		&range, sizeof(range)) == -1)
		return rsec_err_nomem(err);
	return 0;
}

/*
 * Nets: an array of nets, or an object that is a range, or has members that
 * are nets.  It calls itself no deeper than RSEC_JSON_DEPTH.
 */
static int
read_nets(struct reader *reader, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	const enum rsec_json_type end = token->type == RSEC_JSON_ARRAY
					    ? RSEC_JSON_ARRAY_END
					    : RSEC_JSON_OBJECT_END;
	struct rsec_prefix ends[2] = { { 0, 0, 0, 0 }, { 0, 0, 0, 0 } };
	struct rsec_json_token value;
	bool start = false, stop = false, skip = false;
	int rc;

	if (token->type != RSEC_JSON_ARRAY && token->type != RSEC_JSON_OBJECT)
		return 0;
	for (;;) {
		if (rsec_json_next(reader->json, &value, err) == -1)
			return -1;
		if (value.type == end)
			return add_range(reader, ends, &value, err);
		if (value.type == RSEC_JSON_KEY) {
			start = rsec_json_is(&value, "start_address");
			stop = rsec_json_is(&value, "end_address");
			skip = rsec_json_is(&value, "original_set");
			if (rsec_json_next(reader->json, &value, err) == -1)
				return -1;
		}
		if (start || stop)
			rc = read_address(reader, &value, &ends[stop], err);
		else if (skip)
			rc = rsec_json_skip_rest(reader->json, &value, err);
		else
			rc = read_nets(reader, &value, err);
		if (rc == -1)
			return -1;
	}
}

/* All nets of a transfer, for one family; null where there are none. */
static int
read_set(struct reader *reader, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	if (token->type == RSEC_JSON_ARRAY || token->type == RSEC_JSON_OBJECT ||
	    token->type == RSEC_JSON_NULL)
		return read_nets(reader, token, err);
	return refuse(reader, token, "is not a set of nets", err);
}

static void
begin(struct reader *reader)
{
	reader->transfer =
	    (struct rsec_transfer){ .type = RSEC_TRANSFER_OTHER };
	reader->source_org.len = reader->recipient_org.len = 0;
	reader->ranges.of[RSEC_SPAN_IPV4].len = 0;
	reader->ranges.of[RSEC_SPAN_IPV6].len = 0;
	reader->has_date = reader->bad = false;
}

/* The transfer is complete: add it or tell why not. */
static int
finish(struct reader *reader, uint64_t line, const struct rsec_diag *diag,
    struct rsec_err *err)
{
	struct rsec_transfer *t = &reader->transfer;
	struct rsec_transfer_ranges *ranges = &reader->ranges;

	if (!reader->bad && !reader->has_date) {
		rsec_err_at_line(&reader->why, RSEC_ERR_SYNTAX, line,
		    "the transfer has no transfer_date");
		reader->bad = true;
	}
	if (reader->bad)
		return rsec_diag_skip(diag, &reader->why, err);
	if (ranges->of[RSEC_SPAN_IPV4].len == 0 &&
	    ranges->of[RSEC_SPAN_IPV6].len == 0)
		return 0;
	if (rsec_spans_flatten(&ranges->of[RSEC_SPAN_IPV4]) == -1 ||
	    rsec_spans_flatten(&ranges->of[RSEC_SPAN_IPV6]) == -1)
		return rsec_err_nomem(err);
	if (t->type == RSEC_TRANSFER_RESOURCE && t->from != RSEC_RIR_NONE &&
	    t->to != RSEC_RIR_NONE && t->from != t->to)
		t->type = RSEC_TRANSFER_INTER_RIR;
	t->source_org =
	    reader->source_org.len > 0 ? reader->source_org.data : "";
	t->recipient_org =
	    reader->recipient_org.len > 0 ? reader->recipient_org.data : "";
	return rsec_transfers_add(reader->transfers, t, ranges, err);
}

static int
read_transfer(struct reader *reader, const struct rsec_diag *diag,
    uint64_t line, struct rsec_err *err)
{
	static const struct member members[] = { { "type", read_type },
		{ "transfer_date", read_date },
		{ "source_rir", read_source_rir },
		{ "recipient_rir", read_recipient_rir },
		{ "source_organization", read_source },
		{ "recipient_organization", read_recipient },
		{ "ip4nets", read_set }, { "ip6nets", read_set },
		{ NULL, NULL } };

	begin(reader);
	if (read_members(reader, members, err) == -1)
		return -1;
	return finish(reader, line, diag, err);
}

/* What stands where a transfer should, and begins with TOKEN. */
static int
pass_over(struct reader *reader, const struct rsec_diag *diag,
    const struct rsec_json_token *token, struct rsec_err *err)
{
	struct rsec_err why;

	rsec_err_at_line(
	    &why, RSEC_ERR_SYNTAX, token->line, "a transfer is not an object");
	if (rsec_diag_skip(diag, &why, err) == -1)
		return -1;
	return rsec_json_skip_rest(reader->json, token, err);
}

static int
read_transfers(struct reader *reader, const struct rsec_diag *diag,
    const struct rsec_json_token *first, struct rsec_err *err)
{
	struct rsec_json_token token;
	int rc;

	if (first->type != RSEC_JSON_ARRAY)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, first->line,
		    "\"transfers\" is not an array");
	for (;;) {
		if (rsec_json_next(reader->json, &token, err) == -1)
			return -1;
		if (token.type == RSEC_JSON_ARRAY_END)
			return 0;
		if (token.type == RSEC_JSON_OBJECT)
			rc = read_transfer(reader, diag, token.line, err);
		else
			rc = pass_over(reader, diag, &token, err);
		if (rc == -1)
			return -1;
	}
}

static int
read_document(
    struct reader *reader, const struct rsec_diag *diag, struct rsec_err *err)
{
	struct rsec_json_token token;
	bool found = false, here;
	int rc;

	if (rsec_json_next(reader->json, &token, err) == -1)
		return -1;
	if (token.type != RSEC_JSON_OBJECT)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, token.line,
		    "the document is not an object");
	for (;;) {
		if (rsec_json_next(reader->json, &token, err) == -1)
			return -1;
		if (token.type == RSEC_JSON_OBJECT_END)
			break;
		here = rsec_json_is(&token, "transfers");
		found |= here;
		if (rsec_json_next(reader->json, &token, err) == -1)
			return -1;
		if (here)
			rc = read_transfers(reader, diag, &token, err);
		else
			rc = rsec_json_skip_rest(reader->json, &token, err);
		if (rc == -1)
			return -1;
	}
	if (!found)
		return rsec_err_at_line(err, RSEC_ERR_SYNTAX, token.line,
		    "the document has no member \"transfers\"");
	return rsec_json_next(reader->json, &token, err);
}

int
rsec_transfers_read(struct rsec_transfers *transfers, struct rsec_source source,
    const struct rsec_diag *diag, struct rsec_err *err)
{
	struct reader reader = { .transfers = transfers,
		.json = rsec_json_new(source) };
	int rc;

	if (reader.json == NULL)
		return rsec_err_nomem(err);
	rc = read_document(&reader, diag, err);
	rsec_json_free(reader.json);
	rsec_buf_fini(&reader.source_org);
	rsec_buf_fini(&reader.recipient_org);
	rsec_buf_fini(&reader.ranges.of[RSEC_SPAN_IPV4]);
	rsec_buf_fini(&reader.ranges.of[RSEC_SPAN_IPV6]);
	return rc;
}
