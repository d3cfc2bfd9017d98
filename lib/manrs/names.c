/* SPDX-License-Identifier: ISC */
/*
 * The as-sets that a network says are its own.  PeeringDB's irr_as_set is a
 * line for people: names between blanks and commas, with the registry before
 * ("RADB::AS-X", "RADB:AS-X") or behind ("AS-X@RADB"), or none.
 */
#include <stdlib.h>
#include <string.h>

#include "manrs/action4_private.h"

#define NAMES_MAX  64 /* of one ASN; more are left out */
#define SEPARATORS " \t\r\n,;/|"

bool
rsec_manrs_is_hierarchical(const char *name)
{
	return strchr(name, ':') != NULL;
}

/* A copy of S[0..n) in upper case; NULL without memory. */
static const char *
upper(struct rsec_manrs_work *work, const char *s, size_t n)
{
	char *copy = rsec_arena_strndup(&work->report->arena, s, n), *at;

	for (at = copy; at != NULL && *at != '\0'; at++)
		if (*at >= 'a' && *at <= 'z')
			*at = (char)(*at - 'a' + 'A');
	return copy;
}

/* Where the registry stands in WORD[0..n) and where the name does. */
static void
split(const char *word, size_t n, struct rsec_rpsl_piece *source,
    struct rsec_rpsl_piece *name)
{
	const char *at;

	*source = (struct rsec_rpsl_piece){ word, 0 };
	*name = (struct rsec_rpsl_piece){ word, n };
	if ((at = memmem(word, n, "::", 2)) != NULL) {
		source->n = (size_t)(at - word);
		name->s = at + 2;
		name->n = n - source->n - 2;
	} else if ((at = memchr(word, '@', n)) != NULL) {
		name->n = (size_t)(at - word);
		*source = (struct rsec_rpsl_piece){ at + 1, n - name->n - 1 };
	} else if (rsec_irr_name_class(word, n) != RSEC_RPSL_AS_SET &&
		   (at = memchr(word, ':', n)) != NULL) {
		source->n = (size_t)(at - word);
		name->s = at + 1;
		name->n = n - source->n - 1;
	}
}

static int
add_word(struct rsec_manrs_work *work, struct rsec_buf *list, uint32_t asn,
    const char *word, size_t n)
{
	struct rsec_manrs_named named = { .asn = asn };
	struct rsec_rpsl_piece source, name;

	split(word, n, &source, &name);
	if (rsec_irr_name_class(name.s, name.n) != RSEC_RPSL_AS_SET)
		return 0;
	named.source = upper(work, source.s, source.n);
	named.name = upper(work, name.s, name.n);
	if (named.source == NULL || named.name == NULL)
		return rsec_err_nomem(work->err);
	named.full = named.name;
	if (named.source[0] != '\0')
		named.full =
		    rsec_manrs_text(work, "%s::%s", named.source, named.name);
	if (named.full == NULL ||
	    rsec_buf_add(list, &named, sizeof(named)) == -1)
		return rsec_err_nomem(work->err);
	return 0;
}

static int
add_line(struct rsec_manrs_work *work, struct rsec_buf *list, uint32_t asn,
    const char *line)
{
	size_t n, words = 0;

	for (; *line != '\0' && words < NAMES_MAX; line += n) {
		line += strspn(line, SEPARATORS);
		n = strcspn(line, SEPARATORS);
		if (n == 0)
			continue;
		words++;
		if (add_word(work, list, asn, line, n) == -1)
			return -1;
	}
	return 0;
}

static int
add_of_aut_nums(
    struct rsec_manrs_work *work, struct rsec_buf *list, uint32_t asn)
{
	const struct rsec_manrs_registry *registry = work->data->registry;
	const struct rsec_manrs_aut_num *aut_num;
	uint32_t i, j, first, count;

	count = rsec_manrs_registry_aut_nums(registry, asn, &first);
	for (i = first; i < first + count; i++) {
		aut_num = rsec_manrs_registry_aut_num(registry, i);
		for (j = 0; j < aut_num->as_sets; j++)
			if (add_word(work, list, asn, aut_num->as_set[j],
				strlen(aut_num->as_set[j])) == -1)
				return -1;
	}
	return 0;
}

static int
add_all(struct rsec_manrs_work *work, struct rsec_buf *list)
{
	const struct rsec_manrs_data *data = work->data;
	const struct rsec_manrs_report *report = work->report;
	const struct rsec_manrs_network *network;
	size_t i, before;

	for (i = 0; i < report->asns; i++) {
		before = list->len;
		network = data->peeringdb == NULL
			      ? NULL
			      : rsec_manrs_peeringdb_of(
				    data->peeringdb, report->asn[i]);
		if (network != NULL && add_line(work, list, report->asn[i],
					   network->irr_as_set) == -1)
			return -1;
		if (list->len == before && data->registry != NULL &&
		    add_of_aut_nums(work, list, report->asn[i]) == -1)
			return -1;
	}
	return 0;
}

static int
compare_names(const void *a, const void *b)
{
	const struct rsec_manrs_named *x = a, *y = b;
	const int order = strcmp(x->full, y->full);

	if (order != 0)
		return order;
	return (x->asn > y->asn) - (x->asn < y->asn);
}

/* Sort LIST, and keep of each set the first ASN that names it. */
static size_t
sort_names(struct rsec_manrs_named *list, size_t count)
{
	size_t i, kept = 0;

	qsort(list, count, sizeof(*list), compare_names);
	for (i = 0; i < count; i++)
		if (kept == 0 || strcmp(list[i].full, list[kept - 1].full) != 0)
			list[kept++] = list[i];
	return kept;
}

int
rsec_manrs_named_sets(struct rsec_manrs_work *work,
    struct rsec_manrs_named **named, size_t *count)
{
	struct rsec_buf list = RSEC_BUF_INIT;
	int rc = add_all(work, &list);

	*named = NULL;
	*count = 0;
	if (rc == 0 && list.len > 0) {
		*named = rsec_arena_alloc(&work->report->arena, list.len);
		if (*named != NULL) {
			memcpy(*named, list.data, list.len);
			*count = sort_names(*named, list.len / sizeof(**named));
		} else
			rc = rsec_err_nomem(work->err);
	}
	rsec_buf_fini(&list);
	return rc;
}
