/* SPDX-License-Identifier: ISC */
/*
 * What to tell each customer: the rows of evidence about its routes, of the
 * checks of what was carried for customers, and how many routes these are of.
 */
#include <stdlib.h>

#include "manrs/action1_private.h"
#include "manrs/lookup_private.h"
#include "manrs/report_private.h"

static const enum rsec_manrs_check checks[] = {
	RSEC_MANRS_A1_CUST_RPKI,
	RSEC_MANRS_A1_CUST_IRR,
	RSEC_MANRS_A1_CUST_BOGON_PFX,
};
#define CHECKS (sizeof(checks) / sizeof(checks[0]))

/* By customer, then by prefix; else as they stood. */
struct line {
	const struct rsec_manrs_evidence *row;
	enum rsec_manrs_check check;
	size_t number;
};

static int
compare_lines(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int order;

	if (x->row->asn != y->row->asn)
		return x->row->asn < y->row->asn ? -1 : 1;
	order = rsec_prefix_cmp(&x->row->prefix, &y->row->prefix);
	if (order != 0)
		return order;
	return (x->number > y->number) - (x->number < y->number);
}

static size_t
count_rows(const struct rsec_manrs_report *report)
{
	size_t i, rows = 0;

	for (i = 0; i < CHECKS; i++)
		rows += report->result[checks[i]].evidences;
	return rows;
}

static size_t
collect(const struct rsec_manrs_report *report, struct line *line)
{
	const struct rsec_manrs_result *result;
	size_t i, k, n = 0;

	for (i = 0; i < CHECKS; i++) {
		result = &report->result[checks[i]];
		for (k = 0; k < result->evidences; k++) {
			if (!result->evidence[k].has_prefix ||
			    !result->evidence[k].has_asn)
				continue;
			line[n] =
			    (struct line){ &result->evidence[k], checks[i], n };
			n++;
		}
	}
	qsort(line, n, sizeof(*line), compare_lines);
	return n;
}

static const struct rsec_manrs_customer *
find(const struct rsec_manrs_report *report, uint32_t asn)
{
	size_t from = 0, to = report->customers, middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (report->customer[middle].asn == asn)
			return &report->customer[middle];
		if (report->customer[middle].asn < asn)
			from = middle + 1;
		else
			to = middle;
	}
	return NULL;
}

static void
count_routes(
    struct rsec_manrs_work *work, struct rsec_manrs_customer *customers)
{
	const struct rsec_manrs_report *report = work->report;
	struct rsec_manrs_announcement here;
	const struct rsec_manrs_customer *customer;
	const uint32_t *number;
	uint32_t count, i;
	size_t k;

	for (k = 0; k < report->asns; k++) {
		count = rsec_manrs_view_carried(
		    work->data->view, report->asn[k], &number);
		for (i = 0; i < count; i++) {
			rsec_manrs_view_get(work->data->view, number[i], &here);
			customer = find(report, here.origin);
			if (customer != NULL &&
			    rsec_manrs_route_counts(work->data, &here) &&
			    rsec_manrs_is_carried(work->data->view, report->asn,
				report->asns, k, number[i]))
				customers[customer - report->customer].total++;
		}
	}
}

static const char *
name_of(const struct rsec_manrs_data *data, uint32_t asn)
{
	const char *name = NULL;

	if (data->organisations != NULL)
		name = rsec_organisations_name(data->organisations, asn);
	return name != NULL ? name : "";
}

/* What the customer is to do; the evidence tells who carried it. */
static const char *
remedy_of(struct rsec_manrs_work *work, const struct line *line)
{
	const struct rsec_prefix *prefix = &line->row->prefix;
	const uint32_t asn = line->row->asn;

	switch (line->check) {
	case RSEC_MANRS_A1_CUST_RPKI:
		return rsec_manrs_remedy_customer_roa(work, prefix, asn, true);
	case RSEC_MANRS_A1_CUST_IRR:
		return rsec_manrs_remedy_customer_route(
		    work, prefix, asn, true);
	default:
		return rsec_manrs_remedy_withdrawal(work, prefix);
	}
}

int
rsec_manrs_customers(struct rsec_manrs_work *work)
{
	struct rsec_manrs_report *report = work->report;
	struct rsec_manrs_customer *customers, *last = NULL;
	struct rsec_manrs_evidence *rows;
	struct line *line;
	size_t n = count_rows(report), i;

	if (n == 0)
		return 0;
	line = rsec_arena_alloc(&report->arena, n * sizeof(*line));
	rows = rsec_arena_alloc(&report->arena, n * sizeof(*rows));
	customers = rsec_arena_alloc(&report->arena, n * sizeof(*customers));
	if (line == NULL || rows == NULL || customers == NULL)
		return rsec_err_nomem(work->err);
	n = collect(report, line);
	for (i = 0; i < n; i++) {
		rows[i] = *line[i].row;
		if ((rows[i].remedy = remedy_of(work, &line[i])) == NULL)
			return -1;
		if (last == NULL || last->asn != rows[i].asn) {
			last = &customers[report->customers++];
			*last = (struct rsec_manrs_customer){
				.asn = rows[i].asn,
				.name = name_of(work->data, rows[i].asn),
				.route = &rows[i],
			};
		}
		last->routes++;
	}
	report->customer = customers;
	count_routes(work, customers);
	return 0;
}
