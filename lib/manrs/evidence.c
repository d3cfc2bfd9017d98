/* SPDX-License-Identifier: ISC */
/*
 * How a check comes to its result: it begins where its inputs are there, adds
 * a row of evidence for all that is wrong, and ends.  Rows are sorted, so that
 * a result does not depend on the order in which they were found.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "manrs/report_private.h"

#define TEXT_SIZE 512 /* bytes of most texts; longer ones are made twice */

static int
compare_asns(const void *a, const void *b)
{
	const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

size_t
rsec_manrs_sort_asns(uint32_t *asn, size_t count)
{
	size_t i, kept = 0;

	if (count > 1)
		qsort(asn, count, sizeof(*asn), compare_asns);
	for (i = 0; i < count; i++)
		if (kept == 0 || asn[kept - 1] != asn[i])
			asn[kept++] = asn[i];
	return kept;
}

bool
rsec_manrs_is_own(const struct rsec_manrs_work *work, uint32_t asn)
{
	const struct rsec_manrs_report *report = work->report;

	return bsearch(&asn, report->asn, report->asns, sizeof(asn),
		   compare_asns) != NULL;
}

const char *
rsec_manrs_text(struct rsec_manrs_work *work, const char *fmt, ...)
{
	char first[TEXT_SIZE], *text = NULL;
	va_list ap, again;
	int len;

	va_start(ap, fmt);
	va_copy(again, ap);
	len = vsnprintf(first, sizeof(first), fmt, ap);
	if (len >= 0)
		text = rsec_arena_alloc(&work->report->arena, (size_t)len + 1);
	if (text == NULL)
		rsec_err_nomem(work->err);
	else if ((size_t)len < sizeof(first))
		memcpy(text, first, (size_t)len + 1);
	else
		vsnprintf(text, (size_t)len + 1, fmt, again);
	va_end(again);
	va_end(ap);
	return text;
}

bool
rsec_manrs_check_begin(
    struct rsec_manrs_work *work, enum rsec_manrs_check check)
{
	const unsigned needs =
	    rsec_manrs_check_needs(check, &work->data->rules);
	const unsigned missing = needs & ~work->data->inputs & ~RSEC_MANRS_ANY;
	const bool any = (needs & RSEC_MANRS_ANY) != 0;

	work->evidence.len = 0;
	work->report->result[check] = (struct rsec_manrs_result){
		.check = check,
		.applies = true,
		.state = RSEC_MANRS_NO_DATA,
		.missing = missing,
	};
	if (any)
		return (needs & work->data->inputs) != 0;
	return missing == 0;
}

int
rsec_manrs_evidence_add(
    struct rsec_manrs_work *work, const struct rsec_manrs_evidence *row)
{
	struct rsec_manrs_evidence full = *row;

	/* A text that was not set is "". */
	full.what = row->what != NULL ? row->what : "";
	full.why = row->why != NULL ? row->why : "";
	full.remedy = row->remedy != NULL ? row->remedy : "";
	full.left_out = row->left_out != NULL ? row->left_out : "";
	if (rsec_buf_add(&work->evidence, &full, sizeof(full)) == -1)
		return rsec_err_nomem(work->err);
	return 0;
}

static int
compare_rows(const void *a, const void *b)
{
	const struct rsec_manrs_evidence *x = a, *y = b;
	int order;

	if (x->has_prefix != y->has_prefix)
		return x->has_prefix ? -1 : 1;
	if (x->has_prefix &&
	    (order = rsec_prefix_cmp(&x->prefix, &y->prefix)) != 0)
		return order;
	if (x->has_asn != y->has_asn)
		return x->has_asn ? -1 : 1;
	if (x->has_asn && x->asn != y->asn)
		return x->asn < y->asn ? -1 : 1;
	if ((order = strcmp(x->what, y->what)) != 0 ||
	    (order = strcmp(x->why, y->why)) != 0)
		return order;
	if ((order = strcmp(x->remedy, y->remedy)) != 0)
		return order;
	return strcmp(x->left_out, y->left_out);
}

size_t
rsec_manrs_counted(const struct rsec_manrs_result *result)
{
	size_t i, n = 0;

	for (i = 0; i < result->evidences; i++)
		n += result->evidence[i].left_out[0] == '\0';
	return n;
}

static int
keep_rows(struct rsec_manrs_work *work, struct rsec_manrs_result *result)
{
	const struct rsec_buf *rows = &work->evidence;
	struct rsec_manrs_evidence *copy;

	result->evidences = rows->len / sizeof(*copy);
	if (result->evidences == 0)
		return 0;
	copy = rsec_arena_alloc(&work->report->arena, rows->len);
	if (copy == NULL)
		return rsec_err_nomem(work->err);
	memcpy(copy, rows->data, rows->len);
	qsort(copy, result->evidences, sizeof(*copy), compare_rows);
	result->evidence = copy;
	return 0;
}

int
rsec_manrs_check_end(struct rsec_manrs_work *work, enum rsec_manrs_check check,
    uint64_t good, uint64_t total, const char *summary)
{
	static const enum rsec_manrs_state states[] = {
		[RSEC_MANRS_MANDATORY] = RSEC_MANRS_FAIL,
		[RSEC_MANRS_ADVICE] = RSEC_MANRS_WARN,
		[RSEC_MANRS_INFO] = RSEC_MANRS_NOTED,
	};
	struct rsec_manrs_result *result = &work->report->result[check];

	if (summary == NULL) /* its text found no memory */
		return rsec_err_nomem(work->err);
	if (keep_rows(work, result) == -1)
		return -1;
	result->good = good;
	result->total = total;
	result->summary = summary;
	if (rsec_manrs_counted(result) == 0)
		result->state = RSEC_MANRS_PASS;
	else if (result->missing == 0)
		result->state = states[rsec_manrs_check_weight(check)];
	if (result->state != RSEC_MANRS_NO_DATA)
		result->missing = 0;
	return 0;
}

void
rsec_manrs_without_data(struct rsec_manrs_work *work,
    enum rsec_manrs_check check, const char *summary)
{
	work->report->result[check].summary = summary;
}

int
rsec_manrs_share_end(struct rsec_manrs_work *work, enum rsec_manrs_check check,
    uint64_t good, uint64_t total, const char *summary, const char *none)
{
	if (total == 0) {
		rsec_manrs_without_data(work, check, none);
		return 0;
	}
	return rsec_manrs_check_end(work, check, good, total,
	    rsec_manrs_text(work, "%llu of %llu %s", (unsigned long long)good,
		(unsigned long long)total, summary));
}
