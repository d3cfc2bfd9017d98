/* SPDX-License-Identifier: ISC */
/*
 * Real data: IRRd's streams of NRTM, and registries held against a copy of
 * themselves that is written in another order and layout.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/input.h"
#include "tests/lib/irrdiff.h"
#include "tests/lib/nrtm.h"

#define FILE_MAX ((size_t)1 << 30)

/* A file of the vectors, decompressed; the caller frees it. */
static char *
load(const char *name, size_t *len)
{
	const char *root = getenv("RSEC_VECTORS");
	struct rsec_input *in;
	struct rsec_err err;
	char path[512], *data;

	snprintf(path, sizeof(path), "%s/irr/%s",
	    root != NULL ? root : "../shared/vectors", name);
	if (rsec_input_open(path, NULL, &in, &err) != 0) {
		print_message("SKIP: no %s\n", path);
		skip();
	}
	assert_int_equal(rsec_input_slurp(in, FILE_MAX, &data, len, &err), 0);
	rsec_input_close(in);
	return data;
}

static void
streams_of_irrd(void **state)
{
	static const struct {
		const char *name, *message; /* NULL: good */
		uint64_t line;
	} cases[] = {
		{ "nrtm_v1.nrtm", NULL, 0 },
		{ "nrtm_v3.nrtm", NULL, 0 },
		{ "nrtm_v3_serial_gap.nrtm", NULL, 0 },
		{ "nrtm_invalid_no_start_line.nrtm",
		    "no %START line before the first operation", 2 },
		{ "nrtm_invalid_version.nrtm",
		    "NRTM version \"99\" is none of 1, 3 and 4", 1 },
		{ "nrtm_v1_too_many_items.nrtm",
		    "more operations than the serials 11012700-11012700 "
		    "announce",
		    12 },
		{ "nrtm_v3_invalid_multiple_start_lines.nrtm",
		    "a second %START line", 4 },
		{ "nrtm_v3_no_end.nrtm", "journal ends without \"%END TEST\"",
		    1 },
		{ "nrtm_v3_serial_out_of_order.nrtm",
		    "serial 11012701 after 11012701: serials must grow", 12 },
	};
	struct rsec_nrtm *nrtm;
	struct rsec_err err;
	char path[100], *text;
	size_t i, len;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		snprintf(path, sizeof(path), "irrd/%s", cases[i].name);
		text = load(path, &len);
		assert_int_not_equal(
		    rsec_nrtm_sniff(text, len), RSEC_NRTM_NONE);
		nrtm = nrtm_of(text, len, 0, &err);
		free(text);
		if (cases[i].message != NULL) {
			assert_null(nrtm);
			assert_string_equal(err.msg, cases[i].message);
			assert_int_equal(err.line, cases[i].line);
			continue;
		}
		assert_non_null(nrtm);
		assert_string_equal(rsec_nrtm_head(nrtm)->source, "TEST");
		assert_int_equal(rsec_nrtm_count(nrtm), 2);
		assert_false(rsec_nrtm_get(nrtm, 0)->deleted);
		assert_string_equal(rsec_nrtm_get(nrtm, 0)->key, "NRTM TEST");
		assert_true(rsec_nrtm_get(nrtm, 1)->deleted);
		assert_string_equal(
		    rsec_nrtm_get(nrtm, 1)->key, "192.0.2.0 - 192.0.2.255");
		rsec_nrtm_free(nrtm);
	}
}

/* OBJECT in another layout: attributes but the first backwards. */
static void
put_object(struct rsec_buf *out, const struct rsec_rpsl_object *object)
{
	const struct rsec_rpsl_attribute *at;
	char upper;
	size_t i, k;

	for (i = 0; i < object->count; i++) {
		at = &object->attributes[i == 0 ? 0 : object->count - i];
		for (k = 0; k < at->name_len; k++) {
			upper = at->name[k];
			if (upper >= 'a' && upper <= 'z')
				upper = (char)(upper - 'a' + 'A');
			rsec_buf_addc(out, upper);
		}
		rsec_buf_puts(out, ":\t\t ");
		rsec_buf_add(out, at->value, at->value_len);
		rsec_buf_puts(out, "\r\n% noise\r\n");
	}
	rsec_buf_puts(out, "\r\n");
}

struct place {
	size_t at, len;
};

/* All objects of TEXT[0..len), the last first, each in another layout. */
static void
rewrite(const char *text, size_t len, struct rsec_buf *out)
{
	struct rsec_memory memory = { (const uint8_t *)text, len, 0 };
	struct rsec_rpsl *rpsl;
	struct rsec_rpsl_object object;
	struct rsec_buf places = RSEC_BUF_INIT;
	struct place *place;
	struct rsec_err err;
	size_t i;

	rpsl = rsec_rpsl_new(rsec_source_memory(&memory), NULL);
	while (rsec_rpsl_next(rpsl, &object, &err) == 1)
		rsec_buf_add(&places,
		    &(struct place){ (size_t)(object.text - text), object.len },
		    sizeof(*place));
	place = (struct place *)(void *)places.data;
	for (i = places.len / sizeof(*place); i-- > 0;) {
		assert_int_equal(rsec_rpsl_parse(rpsl, text + place[i].at,
				     place[i].len, &object, &err),
		    0);
		put_object(out, &object);
	}
	rsec_rpsl_free(rpsl);
	rsec_buf_fini(&places);
}

static void
check_registry(const char *name)
{
	static const struct rsec_irr_diff_options none;
	struct rsec_buf copy = RSEC_BUF_INIT;
	const struct rsec_irr_diff_stats *stats;
	struct irrdiff_side sides[2] = { { .chunk = 0 }, { .chunk = 100000 } };
	struct rsec_irr_diff *diff;
	char path[100], *text;
	size_t len;

	snprintf(path, sizeof(path), "caida-irregularities/%s.db.gz", name);
	text = load(path, &len);
	rewrite(text, len, &copy);
	sides[0].text = text;
	sides[0].len = len;
	sides[1].text = copy.data;
	sides[1].len = copy.len;
	diff = irrdiff_run(&none, sides, true);
	assert_true(sides[0].rc == 0 && sides[1].rc == 0);
	assert_int_equal(rsec_irr_diff_count(diff), 0);
	stats = rsec_irr_diff_stats(diff, RSEC_IRR_OLD);
	assert_true(stats->objects > 0);
	assert_int_equal(stats->objects, rsec_irr_diff_unchanged(diff));
	assert_memory_equal(
	    stats, rsec_irr_diff_stats(diff, RSEC_IRR_NEW), sizeof(*stats));
	rsec_irr_diff_free(diff);
	rsec_buf_fini(&copy);
	free(text);
}

static void
a_rewritten_registry_is_the_same(void **state)
{
	static const char *const names[] = { "afrinic", "altdb", "arin", "bboi",
		"canarie", "idnic", "jpirr", "lacnic", "level3", "nestegg",
		"panix", "tc" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		check_registry(names[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(streams_of_irrd),
		cmocka_unit_test(a_rewritten_registry_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
