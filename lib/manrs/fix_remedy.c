/* SPDX-License-Identifier: ISC */
/*
 * The remedies of the fixes, each to be done once: of the same one that several
 * fixes name the first of the list has the text, and the others refer to it.
 */
#include <stdlib.h>
#include <string.h>

#include "manrs/report_private.h"

/* A remedy of a row, with the place of its fix in the list. */
struct line {
	const char *remedy;
	size_t number; /* in the order of the list, and of rows in it */
	size_t fix;
	size_t
	    first; /* the fix that has the text of it; SIZE_MAX: it is told */
};

static int
compare_texts(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	const int order = strcmp(x->remedy, y->remedy);

	if (order != 0)
		return order;
	return (x->number > y->number) - (x->number < y->number);
}

static int
compare_numbers(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	return (x->number > y->number) - (x->number < y->number);
}

static const struct rsec_manrs_result *
result_of(const struct rsec_manrs_work *work, const struct rsec_manrs_fix *fix)
{
	return &work->report->result[fix->check];
}

static size_t
collect(const struct rsec_manrs_work *work, const struct rsec_manrs_fix *fix,
    size_t fixes, struct line *line)
{
	const struct rsec_manrs_result *result;
	size_t i, k, n = 0;

	for (i = 0; i < fixes; i++) {
		result = result_of(work, &fix[i]);
		for (k = 0; k < result->evidences; k++) {
			if (result->evidence[k].remedy[0] == '\0' ||
			    result->evidence[k].left_out[0] != '\0')
				continue;
			line[n] = (struct line){ result->evidence[k].remedy, n,
				i, i };
			n++;
		}
	}
	return n;
}

/* Who has the text of each; of the same ones of a fix the first. */
static void
find_first(struct line *line, size_t n)
{
	size_t i, first = 0;

	qsort(line, n, sizeof(*line), compare_texts);
	for (i = 1; i < n; i++) {
		if (strcmp(line[i].remedy, line[first].remedy) != 0)
			first = i;
		else if (line[i].fix == line[i - 1].fix)
			line[i].first = SIZE_MAX;
		else
			line[i].first = line[first].fix;
	}
	qsort(line, n, sizeof(*line), compare_numbers);
}

/* Remedies of several lines are parted from others by an empty one. */
static int
add_remedy(struct rsec_buf *text, const char *remedy, const char **before)
{
	const size_t len = strlen(remedy);
	const bool is_parted =
	    strchr(remedy, '\n') != NULL || strchr(*before, '\n') != NULL;

	*before = remedy;
	if (text->len > 0 && is_parted && rsec_buf_addc(text, '\n') == -1)
		return -1;
	if (rsec_buf_add(text, remedy, len) == -1)
		return -1;
	return remedy[len - 1] == '\n' ? 0 : rsec_buf_addc(text, '\n');
}

/* "the same 2 as under A4-IRR-EXACT" of each fix that has COUNT[] of them. */
static int
add_references(struct rsec_manrs_work *work, const struct rsec_manrs_fix *fix,
    const size_t *count, size_t fixes, struct rsec_buf *text)
{
	const char *reference;
	size_t i;

	for (i = 0; i < fixes; i++) {
		if (count[i] == 0)
			continue;
		reference =
		    rsec_manrs_text(work, "%sthe same %zu as under %s\n",
			text->len > 0 ? "\nand " : "", count[i],
			rsec_manrs_check_name(fix[i].check));
		if (reference == NULL || rsec_buf_puts(text, reference) == -1)
			return -1;
	}
	return 0;
}

/* The text of FIX[at], whose lines are LINE[0..n). */
static const char *
join(struct rsec_manrs_work *work, const struct rsec_manrs_fix *fix, size_t at,
    const struct line *line, size_t n)
{
	size_t elsewhere[RSEC_MANRS_CHECKS] = { 0 }, i;
	struct rsec_buf text = RSEC_BUF_INIT;
	const char *joined = NULL, *before = "";
	int rc = 0;

	for (i = 0; i < n && rc == 0; i++)
		if (line[i].first == at)
			rc = add_remedy(&text, line[i].remedy, &before);
		else if (line[i].first != SIZE_MAX)
			elsewhere[line[i].first]++;
	if (rc == 0)
		rc = add_references(work, fix, elsewhere, at, &text);
	if (rc == 0)
		joined = text.len == 0
			     ? ""
			     : rsec_arena_strndup(
				   &work->report->arena, text.data, text.len);
	rsec_buf_fini(&text);
	return joined;
}

int
rsec_manrs_fix_remedies(
    struct rsec_manrs_work *work, struct rsec_manrs_fix *fix, size_t fixes)
{
	size_t i, n = 0, from, to;
	struct line *line;

	for (i = 0; i < fixes; i++)
		n += result_of(work, &fix[i])->evidences;
	if (n == 0)
		n = 1;
	line = rsec_arena_alloc(&work->report->arena, n * sizeof(*line));
	if (line == NULL)
		return rsec_err_nomem(work->err);
	n = collect(work, fix, fixes, line);
	find_first(line, n);
	for (i = 0, from = 0; i < fixes; i++, from = to) {
		for (to = from; to < n && line[to].fix == i;)
			to++;
		fix[i].remedy = join(work, fix, i, line + from, to - from);
		if (fix[i].remedy == NULL)
			return rsec_err_nomem(work->err);
	}
	return 0;
}
