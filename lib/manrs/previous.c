/* SPDX-License-Identifier: ISC */
/*
 * Reads the scores of earlier reports.  A report is found by all of its ASNs:
 * scores of one network are not compared with those of an organisation.
 */
#include "manrs/previous.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/quote.h"
#include "manrs/json_record_private.h"
#include "manrs/report_private.h"
#include "manrs/set_private.h"

#define DECIMALS 6 /* of millionths */
#define SIZE	 sizeof(struct report)

struct report {
	uint32_t first; /* of its ASNs */
	uint32_t count;
	const uint32_t *asn; /* sorted */
	const char *month;   /* "2026-10"; "" */
	struct rsec_manrs_previous scores;
};

struct rsec_manrs_earlier {
	struct rsec_manrs_set set;
};

struct reader {
	struct rsec_manrs_record record; /* first */
	struct rsec_manrs_set *set;
	struct rsec_buf asns; /* of the report at hand, uint32_t each */
	const char *month;
	const char *value; /* of the score at hand */
	const char *values[RSEC_MANRS_FIGURES];
};

struct rsec_manrs_earlier *
rsec_manrs_earlier_new(void)
{
	return calloc(1, sizeof(struct rsec_manrs_earlier));
}

void
rsec_manrs_earlier_free(struct rsec_manrs_earlier *earlier)
{
	if (earlier == NULL)
		return;
	rsec_manrs_set_fini(&earlier->set);
	free(earlier);
}

#define AT(field) .at = offsetof(struct reader, field)
#define SCORE(member, figure)                                            \
	{                                                                \
		.name = (member), AT(values[figure]), .read = read_score \
	}

static struct reader *
reader_of(struct rsec_manrs_record *record)
{
	return (void *)record;
}

/* {"value": 0.6}, or {"score": {"value": 0.6}} as the Observatory has it */
static int
read_score(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	static const struct rsec_manrs_member score[] = {
		{ .name = "value", AT(value) },
		{ .name = NULL },
	};
	static const struct rsec_manrs_member members[] = {
		{ .name = "value", AT(value) },
		{ .name = "score", .members = score },
		{ .name = NULL },
	};
	struct reader *reader = reader_of(record);
	const char **value = rsec_manrs_record_at(record, member);

	reader->value = "";
	if (rsec_manrs_record_members(record, token, members, err) == -1)
		return -1;
	*value = reader->value;
	return 0;
}

static void
begin(struct rsec_manrs_record *record)
{
	struct reader *reader = reader_of(record);
	size_t i;

	reader->asns.len = 0;
	reader->month = "";
	for (i = 0; i < RSEC_MANRS_FIGURES; i++)
		reader->values[i] = "";
}

/* "0.486" is 486,000 millionths; digits beyond them are cut. */
static bool
parse_share(const char *s, uint32_t *out)
{
	uint32_t value, digit;
	unsigned i;

	if ((s[0] != '0' && s[0] != '1') || (s[1] != '.' && s[1] != '\0'))
		return false;
	value = (uint32_t)(s[0] - '0');
	for (s += s[1] == '.' ? 2 : 1, i = 0; i < DECIMALS; i++) {
		digit = 0;
		if (*s != '\0' && !rsec_parse_u32(s++, 1, 9, &digit))
			return false;
		value = value * 10 + digit;
	}
	if (s[strspn(s, "0123456789")] != '\0' || value > 1000000)
		return false;
	*out = value;
	return true;
}

static void
keep_scores(struct reader *reader, struct rsec_manrs_previous *out)
{
	char shown[RSEC_QUOTE_SIZE];
	size_t i;

	memset(out, 0, sizeof(*out));
	for (i = 0; i < RSEC_MANRS_FIGURES; i++) {
		const char *text = reader->values[i];

		out->has[i] = text[0] != '\0';
		if (out->has[i] && !parse_share(text, &out->value[i]))
			rsec_manrs_record_spoil(&reader->record,
			    "score %s is not a share of 0 to 1",
			    rsec_quote(shown, text, strlen(text)));
	}
}

static int
finish(struct rsec_manrs_record *record, struct rsec_err *err)
{
	struct reader *reader = reader_of(record);
	struct report report;
	uint32_t *asn;

	memset(&report, 0, sizeof(report));
	keep_scores(reader, &report.scores);
	if (reader->asns.len == 0)
		rsec_manrs_record_spoil(record, "the report names no ASN");
	if (record->bad)
		return 0;
	asn = rsec_arena_alloc(&reader->set->arena, reader->asns.len);
	report.month = rsec_manrs_set_text(reader->set, reader->month);
	if (asn == NULL || report.month == NULL)
		return rsec_err_nomem(err);
	memcpy(asn, reader->asns.data, reader->asns.len);
	report.count = (uint32_t)rsec_manrs_sort_asns(
	    asn, reader->asns.len / sizeof(*asn));
	report.asn = asn;
	report.first = asn[0];
	return rsec_manrs_set_add(reader->set, &report, SIZE, err);
}

static int
compare_lists(const struct report *report, const uint32_t *asn, size_t count)
{
	size_t i;

	for (i = 0; i < report->count && i < count; i++)
		if (report->asn[i] != asn[i])
			return report->asn[i] < asn[i] ? -1 : 1;
	return RSEC_MANRS_CMP(report->count, count);
}

/* The scores at last, so that the order of files makes no difference. */
static int
order(const void *a, const void *b)
{
	const struct report *x = a, *y = b;
	int c = RSEC_MANRS_CMP(x->first, y->first);

	if (c == 0)
		c = compare_lists(x, y->asn, y->count);
	if (c == 0)
		c = strcmp(x->month, y->month);
	return c != 0 ? c : memcmp(&x->scores, &y->scores, sizeof(x->scores));
}

static const struct rsec_manrs_member scores[] = {
	SCORE("filtering", RSEC_MANRS_FILTERING),
	SCORE("anti-spoofing", RSEC_MANRS_ANTI_SPOOFING),
	SCORE("coordination", RSEC_MANRS_COORDINATION),
	SCORE("routing-information-irr", RSEC_MANRS_ROUTING_IRR),
	SCORE("routing-information-rpki", RSEC_MANRS_ROUTING_RPKI),
	{ .name = NULL },
};

static const struct rsec_manrs_member routing[] = {
	SCORE("score_irr", RSEC_MANRS_ROUTING_IRR),
	SCORE("score_rpki", RSEC_MANRS_ROUTING_RPKI),
	{ .name = NULL },
};

static const struct rsec_manrs_member members[] = {
	{ .name = "asns",
	    AT(asns),
	    .read = rsec_manrs_record_add_asn,
	    .each = true },
	{ .name = "ASNs",
	    AT(asns),
	    .read = rsec_manrs_record_add_asn,
	    .each = true },
	{ .name = "month", AT(month) },
	{ .name = "scores", .members = scores },
	SCORE("filtering", RSEC_MANRS_FILTERING),
	SCORE("anti_spoofing", RSEC_MANRS_ANTI_SPOOFING),
	SCORE("coordination", RSEC_MANRS_COORDINATION),
	{ .name = "routing_information", .members = routing },
	{ .name = NULL },
};

int
rsec_manrs_earlier_read(struct rsec_manrs_earlier *earlier,
    struct rsec_source source, const struct rsec_diag *diag, uint64_t *count,
    struct rsec_err *err)
{
	static const struct rsec_manrs_member page[] = {
		{ .name = "participants", .read = rsec_manrs_record_list },
		{ .name = NULL },
	};
	static const struct rsec_manrs_kind kind = { "report", "reports", page,
		members, begin, finish };
	struct reader reader = { .set = &earlier->set };
	int rc;

	earlier->set.frozen = false;
	rc = rsec_manrs_records_read(
	    &reader.record, &kind, source, diag, count, err);
	rsec_buf_fini(&reader.asns);
	rsec_manrs_set_freeze(&earlier->set, SIZE, order);
	return rc;
}

bool
rsec_manrs_earlier_of(const struct rsec_manrs_earlier *earlier,
    const uint32_t *asn, size_t count, struct rsec_manrs_previous *out)
{
	const struct report *report;
	uint32_t i, n;

	if (count == 0)
		return false;
	n = rsec_manrs_set_of(&earlier->set, SIZE, asn[0], &i);
	for (n += i; n > i; n--) {
		report = rsec_manrs_set_get(&earlier->set, SIZE, n - 1);
		if (compare_lists(report, asn, count) == 0) {
			*out = report->scores;
			return true;
		}
	}
	return false;
}
