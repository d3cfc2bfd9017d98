/* SPDX-License-Identifier: ISC */
/*
 * The five figures of the Observatory's monthly report.
 *
 * Each is a whole number over another until it is printed: incidents and
 * forged packets are a raw value, of which the curve of decay.c makes a score;
 * routes are a share, cut to 0..1.  What a missing input would decide has no
 * value.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "manrs/report_private.h"

#define MILLION	   1000000
#define PENALTY	   10  /* what an RPKI-invalid route costs, in valid ones */
#define TEXT_MAX   512 /* of the arithmetic */
#define RAW_DIGITS 4

enum rsec_manrs_severity
rsec_manrs_severity_of(const struct rsec_manrs_rules *rules, uint32_t value)
{
	if (value >= (uint64_t)rules->ready * (MILLION / 100))
		return RSEC_MANRS_READY;
	if (value >= (uint64_t)rules->aspiring * (MILLION / 100))
		return RSEC_MANRS_ASPIRING;
	return RSEC_MANRS_LAGGING;
}

bool
rsec_manrs_metric_counts(
    const struct rsec_manrs_rules *rules, enum rsec_manrs_metric metric)
{
	return metric >= RSEC_MANRS_M2 || rules->leaks_count;
}

void
rsec_manrs_raw_format(char to[RSEC_MANRS_RAW_SIZE], int64_t raw)
{
	const uint64_t v = raw < 0 ? -(uint64_t)raw : (uint64_t)raw;
	int len;

	len = snprintf(to, RSEC_MANRS_RAW_SIZE, "%s%llu.%0*u",
	    raw < 0 ? "-" : "", (unsigned long long)(v / RSEC_MANRS_ONE),
	    RAW_DIGITS, (unsigned)(v % RSEC_MANRS_ONE));
	while (to[len - 1] == '0')
		to[--len] = '\0';
	if (to[len - 1] == '.')
		to[len - 1] = '\0';
}

int64_t
rsec_manrs_share(
    enum rsec_manrs_figure figure, const struct rsec_manrs_tally *tally)
{
	if (figure == RSEC_MANRS_ROUTING_IRR)
		return (int64_t)tally->irr_covered;
	return (int64_t)tally->rpki_valid -
	       PENALTY * (int64_t)tally->rpki_invalid;
}

uint32_t
rsec_manrs_share_score(int64_t numerator, uint64_t denominator)
{
	const uint64_t n = numerator < 0 ? 0 : (uint64_t)numerator;

	if (n >= denominator)
		return MILLION;
	return (uint32_t)((n * MILLION + denominator / 2) / denominator);
}

/* Whether all of NEEDS is there; else SCORE tells what is missing. */
static bool
has_inputs(const struct rsec_manrs_work *work, unsigned needs,
    struct rsec_manrs_score *score)
{
	score->missing = needs & ~work->data->inputs;
	score->arithmetic = "";
	return score->missing == 0;
}

static void
set_raw(struct rsec_manrs_score *score, uint64_t raw)
{
	score->has_value = true;
	score->value = rsec_manrs_decay(raw);
	score->numerator = (int64_t)raw;
	score->denominator = RSEC_MANRS_ONE;
}

/* What incidents cost by metric. */
struct bill {
	uint64_t raw[RSEC_MANRS_INCIDENT_METRICS];
	uint64_t total; /* accomplices by their weight */
};

static void
bill_init(struct bill *bill, const struct rsec_manrs_rules *rules,
    const struct rsec_manrs_incident *incident, size_t count)
{
	size_t i;
	uint64_t accomplice = 0;

	memset(bill, 0, sizeof(*bill));
	for (i = 0; i < count; i++) {
		if (!rsec_manrs_metric_counts(rules, incident[i].metric))
			continue;
		bill->raw[incident[i].metric] += incident[i].raw;
		if (rsec_manrs_metric_is_accomplice(incident[i].metric))
			accomplice += incident[i].raw;
		else
			bill->total += incident[i].raw;
	}
	bill->total += accomplice * rules->accomplice_weight / 100;
}

/* "raw 4 = 3.5 (M2, hijacks) + 0.5 x 1 (M2C, accepted hijacks)" */
static const char *
explain_bill(struct rsec_manrs_work *work, const struct bill *bill)
{
	char text[TEXT_MAX], raw[RSEC_MANRS_RAW_SIZE],
	    weight[RSEC_MANRS_RAW_SIZE];
	size_t len, m, terms = 0;

	rsec_manrs_raw_format(raw, (int64_t)bill->total);
	rsec_manrs_raw_format(
	    weight, (int64_t)work->data->rules.accomplice_weight *
			(RSEC_MANRS_ONE / 100));
	len = (size_t)snprintf(text, sizeof(text), "raw %s", raw);
	for (m = 0; m < RSEC_MANRS_INCIDENT_METRICS; m++) {
		const enum rsec_manrs_metric metric = (enum rsec_manrs_metric)m;
		const bool shared = rsec_manrs_metric_is_accomplice(metric);

		if (bill->raw[m] == 0)
			continue;
		rsec_manrs_raw_format(raw, (int64_t)bill->raw[m]);
		len += (size_t)snprintf(text + len, sizeof(text) - len,
		    "%s%s%s%s (%s, %s)", terms++ == 0 ? " = " : " + ",
		    shared ? weight : "", shared ? " x " : "", raw,
		    rsec_manrs_metric_name(metric),
		    rsec_manrs_metric_title(metric));
	}
	return rsec_manrs_text(
	    work, "%s%s", text, terms == 0 ? ": no incidents" : "");
}

/* What the incidents would cost if the open ones went on. */
static int
project_filtering(struct rsec_manrs_work *work, struct rsec_manrs_score *score)
{
	const struct rsec_manrs_incident *incident;
	struct bill bill;
	size_t count;

	if (rsec_manrs_gather(work, work->data->month.end, &incident, &count) ==
	    -1)
		return -1;
	bill_init(&bill, &work->data->rules, incident, count);
	score->has_projected = true;
	score->projected = rsec_manrs_decay(bill.total);
	return 0;
}

/* Of an AS that does nothing nothing is known. */
static bool
is_nowhere(const struct rsec_manrs_report *report)
{
	return report->tally.routes == 0 &&
	       report->tally.customer_routes == 0 && report->incidents == 0;
}

static int
score_filtering(struct rsec_manrs_work *work, struct rsec_manrs_score *score)
{
	const struct rsec_manrs_rules *rules = &work->data->rules;
	struct bill bill;
	const char *lacking;

	if (!has_inputs(work,
		RSEC_MANRS_CIDR_REPORT | RSEC_MANRS_BGP | RSEC_MANRS_BOGONS |
		    RSEC_MANRS_DELEGATED |
		    (rules->grip_counts ? RSEC_MANRS_GRIP : 0u) |
		    (rules->bgpstream_counts ? RSEC_MANRS_BGPSTREAM : 0u),
		score))
		return 0;
	if (rsec_manrs_lacking_paths(work, &lacking) == -1)
		return -1;
	if (lacking[0] != '\0') {
		score->missing = RSEC_MANRS_BGP;
		score->arithmetic =
		    rsec_manrs_text(work, "not evaluated: %s", lacking);
		return score->arithmetic == NULL ? -1 : 0;
	}
	if (is_nowhere(work->report)) {
		score->arithmetic =
		    "nothing was announced, or carried for customers";
		return 0;
	}
	bill_init(
	    &bill, rules, work->report->incident, work->report->incidents);
	set_raw(score, bill.total);
	score->arithmetic = explain_bill(work, &bill);
	if (score->arithmetic == NULL)
		return -1;
	return project_filtering(work, score);
}

static int
compare_prefixes(const void *a, const void *b)
{
	return rsec_prefix_cmp(a, b);
}

/* Gather in BUF where ASN let forged packets out in the month. */
static int
add_spoofing(struct rsec_manrs_work *work, uint32_t asn, struct rsec_buf *buf,
    size_t *tests)
{
	const struct rsec_manrs_month *month = &work->data->month;
	const struct rsec_manrs_test *test;
	uint32_t i, count = rsec_manrs_tests_of(work->data->tests, asn, &i);

	for (count += i; i < count; i++) {
		test = rsec_manrs_tests_get(work->data->tests, i);
		if (test->time < month->begin || test->time >= month->end)
			continue;
		++*tests;
		if (test->private_source != RSEC_MANRS_SPOOF_RECEIVED &&
		    test->routed_source != RSEC_MANRS_SPOOF_RECEIVED)
			continue;
		if (rsec_buf_add(buf, &test->client, sizeof(test->client)) ==
		    -1)
			return rsec_err_nomem(work->err);
	}
	return 0;
}

static uint64_t
count_distinct(struct rsec_buf *buf)
{
	const size_t size = sizeof(struct rsec_prefix);
	const size_t count = buf->len / size;
	uint64_t distinct = count > 0;
	size_t i;

	if (count > 1)
		qsort(buf->data, count, size, compare_prefixes);
	for (i = 1; i < count; i++)
		distinct += compare_prefixes(buf->data + (i - 1) * size,
				buf->data + i * size) != 0;
	return distinct;
}

static int
score_anti_spoofing(
    struct rsec_manrs_work *work, struct rsec_manrs_score *score)
{
	const struct rsec_manrs_report *report = work->report;
	struct rsec_buf clients = RSEC_BUF_INIT;
	size_t i, tests = 0;
	uint64_t raw = 0;
	int rc = 0;

	if (!has_inputs(work, RSEC_MANRS_SPOOFER, score))
		return 0;
	for (i = 0; i < report->asns && rc == 0; i++)
		rc = add_spoofing(work, report->asn[i], &clients, &tests);
	if (rc == 0)
		raw = count_distinct(&clients);
	rsec_buf_fini(&clients);
	if (rc == -1)
		return -1;
	score->arithmetic = "no test of the Spoofer in the month";
	if (tests == 0)
		return 0;
	set_raw(score, raw * RSEC_MANRS_ONE);
	score->arithmetic =
	    raw == 0 ? "raw 0: no forged packet was received"
		     : rsec_manrs_text(work,
			   "raw %llu: forged packets were received from %llu "
			   "prefix%s",
			   (unsigned long long)raw, (unsigned long long)raw,
			   raw == 1 ? "" : "es");
	return score->arithmetic == NULL ? -1 : 0;
}

static void
score_coordination(
    const struct rsec_manrs_work *work, struct rsec_manrs_score *score)
{
	const struct rsec_manrs_result *contact =
	    &work->report->result[RSEC_MANRS_A3_CONTACT];

	score->missing = contact->missing;
	score->arithmetic = "";
	if (contact->state == RSEC_MANRS_NO_DATA)
		return;
	score->has_value = score->has_share = true;
	score->numerator = contact->state == RSEC_MANRS_PASS;
	score->denominator = 1;
	score->value = score->numerator == 1 ? MILLION : 0;
	score->arithmetic = contact->summary;
}

/* "9 valid - 10 x 1 invalid, of 10: raw -0.1, counted as 0" */
static const char *
explain_share(struct rsec_manrs_work *work, enum rsec_manrs_figure figure,
    const struct rsec_manrs_score *score)
{
	const struct rsec_manrs_tally *tally = &work->report->tally;
	char raw[RSEC_MANRS_RAW_SIZE];

	if (figure == RSEC_MANRS_ROUTING_IRR)
		return rsec_manrs_text(work,
		    "%llu of %llu routes covered by route objects",
		    (unsigned long long)tally->irr_covered,
		    (unsigned long long)tally->routes);
	rsec_manrs_raw_format(
	    raw, score->numerator * RSEC_MANRS_ONE / score->denominator);
	return rsec_manrs_text(work,
	    "%llu valid - %u x %llu invalid, of %llu%s%s%s",
	    (unsigned long long)tally->rpki_valid, PENALTY,
	    (unsigned long long)tally->rpki_invalid,
	    (unsigned long long)tally->routes,
	    score->numerator < 0 ? ": raw " : "",
	    score->numerator < 0 ? raw : "",
	    score->numerator < 0 ? ", counted as 0" : "");
}

static int
score_routes(struct rsec_manrs_work *work, enum rsec_manrs_figure figure,
    struct rsec_manrs_score *score)
{
	const struct rsec_manrs_tally *tally = &work->report->tally;

	if (!has_inputs(work,
		figure == RSEC_MANRS_ROUTING_IRR
		    ? RSEC_MANRS_BGP | RSEC_MANRS_IRR
		    : RSEC_MANRS_BGP | RSEC_MANRS_VRPS,
		score))
		return 0;
	score->arithmetic = "no routes were announced";
	if (tally->routes == 0)
		return 0;
	score->has_value = score->has_share = true;
	score->numerator = rsec_manrs_share(figure, tally);
	score->denominator = (int64_t)tally->routes;
	score->value = rsec_manrs_share_score(score->numerator, tally->routes);
	score->arithmetic = explain_share(work, figure, score);
	return score->arithmetic == NULL ? -1 : 0;
}

static int
score_figure(struct rsec_manrs_work *work, enum rsec_manrs_figure figure,
    struct rsec_manrs_score *score)
{
	switch (figure) {
	case RSEC_MANRS_FILTERING:
		return score_filtering(work, score);
	case RSEC_MANRS_ANTI_SPOOFING:
		return score_anti_spoofing(work, score);
	case RSEC_MANRS_COORDINATION:
		score_coordination(work, score);
		return 0;
	default:
		return score_routes(work, figure, score);
	}
}

/* A score of routes tells what no table could show. */
static int
tell_lacks(struct rsec_manrs_work *work, enum rsec_manrs_figure figure,
    struct rsec_manrs_score *score)
{
	const char *lacks = rsec_manrs_data_lacks(work->data);

	if (figure == RSEC_MANRS_ANTI_SPOOFING ||
	    figure == RSEC_MANRS_COORDINATION || !score->has_value ||
	    lacks[0] == '\0')
		return 0;
	score->arithmetic =
	    rsec_manrs_text(work, "%s; %s", score->arithmetic, lacks);
	return score->arithmetic == NULL ? -1 : 0;
}

int
rsec_manrs_scores(
    struct rsec_manrs_work *work, const struct rsec_manrs_previous *previous)
{
	const struct rsec_manrs_data *data = work->data;
	struct rsec_manrs_score *score;
	int i;

	for (i = 0; i < RSEC_MANRS_FIGURES; i++) {
		const enum rsec_manrs_figure figure = (enum rsec_manrs_figure)i;

		score = &work->report->score[i];
		if (score_figure(work, figure, score) == -1 ||
		    tell_lacks(work, figure, score) == -1)
			return -1;
		score->severity = RSEC_MANRS_NO_SCORE;
		if (score->has_value) {
			score->severity =
			    rsec_manrs_severity_of(&data->rules, score->value);
			if (!score->has_projected)
				score->projected = score->value;
			score->has_projected = data->now < data->month.end;
		}
		if (previous != NULL && previous->has[i]) {
			score->has_previous = true;
			score->previous = previous->value[i];
		}
	}
	return 0;
}
