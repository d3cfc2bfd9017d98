/* SPDX-License-Identifier: ISC */
/* Collections of sets and their expansions as texts; see irrsets.h. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/irrsets.h"

#define ORDER_MAX 8

static void
add_all(struct rsec_irr_sets *sets, const char *text)
{
	struct rsec_memory memory = { (const uint8_t *)text, strlen(text), 0 };
	struct rsec_rpsl *rpsl;
	struct rsec_rpsl_object object;
	struct rsec_err err;
	int rc;

	rpsl = rsec_rpsl_new(rsec_source_memory(&memory), NULL);
	assert_non_null(rpsl);
	while ((rc = rsec_rpsl_next(rpsl, &object, &err)) == 1)
		if (rsec_irr_sets_add(sets, &object, &err) == -1)
			fail_msg("%d: %s", (int)err.line, err.msg);
	if (rc == -1)
		fail_msg("%s", err.msg);
	rsec_rpsl_free(rpsl);
}

struct rsec_irr_sets *
irrsets_of(const char *text, const char *order)
{
	struct rsec_irr_sets *sets = rsec_irr_sets_new();
	const char *sources[ORDER_MAX];
	char *copy = strdup(order), *rest = NULL, *word;
	struct rsec_err err;
	size_t count = 0;

	assert_non_null(sets);
	assert_non_null(copy);
	word = strtok_r(copy, " ", &rest);
	for (; word != NULL; word = strtok_r(NULL, " ", &rest)) {
		assert_true(count < ORDER_MAX);
		sources[count++] = word;
	}
	add_all(sets, text);
	if (rsec_irr_sets_freeze(sets, sources, count, &err) == -1)
		fail_msg("%s", err.msg);
	free(copy);
	return sets;
}

static void
print_asns(FILE *out, const struct rsec_irr_expansion *x)
{
	size_t i;

	for (i = 0; i < x->asns; i++)
		fprintf(out, "%sAS%u", i > 0 ? " " : "", x->asn[i]);
	if (x->asns > 0)
		fprintf(out, "\n");
}

static void
print_ranges(FILE *out, const struct rsec_irr_expansion *x)
{
	char text[RSEC_PREFIX_SIZE];
	size_t i;

	for (i = 0; i < x->ranges; i++) {
		rsec_prefix_format(text, &x->range[i].prefix);
		fprintf(out, "%s%s^%u-%u", i > 0 ? " " : "", text,
		    x->range[i].min_len, x->range[i].max_len);
	}
	if (x->ranges > 0)
		fprintf(out, "\n");
}

static void
print_rest(FILE *out, const struct rsec_irr_expansion *x)
{
	const struct rsec_irr_set_finding *f = x->finding;
	size_t i;

	for (i = 0; i < x->sets; i++)
		fprintf(out, "%s%s", i > 0 ? " " : "", x->set[i]);
	fprintf(out, "\n");
	for (i = 0; i < x->findings; i++, f++)
		fprintf(out, "%s %s%s%s%s%s\n", rsec_irr_finding_name(f->what),
		    f->set, f->member[0] ? " " : "", f->member,
		    f->detail[0] ? ": " : "", f->detail);
}

char *
irrsets_expand(const struct rsec_irr_sets *sets, const char *name)
{
	struct rsec_irr_expansion x;
	struct rsec_err err;
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	if (rsec_irr_expand(sets, name, &x, &err) == -1) {
		fprintf(out, "error: %s\n", err.msg);
	} else {
		print_asns(out, &x);
		print_ranges(out, &x);
		print_rest(out, &x);
		rsec_irr_expansion_fini(&x);
	}
	fclose(out);
	return text;
}

void
irrsets_must_expand(
    const char *text, const char *order, const char *name, const char *expected)
{
	struct rsec_irr_sets *sets = irrsets_of(text, order);
	char *got = irrsets_expand(sets, name);

	assert_string_equal(got, expected);
	free(got);
	rsec_irr_sets_free(sets);
}
