/* SPDX-License-Identifier: ISC */
/*
 * The view of a month: random tables and updates, in any order of files and
 * split over views that are merged, against a list of what was written; and
 * what is counted, refused, or held against ASPAs.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "manrs/view_private.h"
#include "tests/lib/mrttext.h"
#include "tests/unit/manrs_view/world.h"

static struct rsec_manrs_view *
new_view(const struct rsec_relations *relations)
{
	struct rsec_manrs_view_inputs inputs = { .relations = relations,
		.month = rsec_manrs_month_of(BEGIN) };
	struct rsec_manrs_view *view = rsec_manrs_view_new(&inputs);

	assert_non_null(view);
	return view;
}

static void
read_file(struct rsec_manrs_view *view, const struct mrtw *file,
    struct rsec_manrs_view_stats *stats)
{
	struct rsec_memory memory = mrtw_memory(file, 0);

	assert_int_equal(rsec_manrs_view_read(view, rsec_source_memory(&memory),
			     NULL, stats, NULL),
	    0);
}

/* Files from FIRST on, every VIEWS-th in a view of its own. */
static struct rsec_manrs_view *
view_of(const struct world *world, unsigned first, unsigned views)
{
	struct rsec_manrs_view *view[2];
	unsigned i;

	for (i = 0; i < views; i++)
		view[i] = new_view(world->relations);
	for (i = 0; i < FILES; i++)
		read_file(
		    view[i % views], &world->file[(first + i) % FILES], NULL);
	for (i = 1; i < views; i++) {
		assert_int_equal(
		    rsec_manrs_view_merge(view[0], view[i], NULL), 0);
		rsec_manrs_view_free(view[i]);
	}
	assert_int_equal(rsec_manrs_view_freeze(view[0], NULL), 0);
	return view[0];
}

static void
a_month_is_what_was_written_in_any_order_and_by_any_views(void **state)
{
	struct random r = { 3 };
	struct rsec_manrs_view *view;
	struct rsec_buf expected, said;
	struct world *world;
	unsigned round;

	(void)state;
	for (round = 0; round < 40; round++) {
		world = make_world(&r);
		expected = said = RSEC_BUF_INIT;
		expect_all(&expected, world);
		view = view_of(world, round % FILES, 1 + round % 2);
		say_all(&said, view);
		must_be_same(&said, &expected);
		rsec_manrs_view_free(view);
		rsec_buf_fini(&expected);
		rsec_buf_fini(&said);
		free_world(world);
	}
}

/* What bgpdump -m prints of FILE of the world. */
static struct rsec_buf
dump_of(const struct world *world, unsigned file)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	const struct entry *e;
	unsigned i, j;

	for (i = 0; i < world->entries; i++) {
		e = &world->entry[i];
		if (e->file != file)
			continue;
		text_add(&text, "%s|%u|%c|%s|%u|%s|",
		    e->table ? "TABLE_DUMP2" : "BGP4MP_ET", e->time,
		    e->table ? 'B' : 'A', mrtw_peer_address(e->peer),
		    mrtw_peer_asn(e->peer), prefixes[e->prefix]);
		for (j = 0; j < e->len; j++)
			text_add(&text,
			    e->set && j + 1 == e->len ? "{%u} " : "%u ",
			    e->path[j]);
		text_add(&text, "|IGP|192.0.2.1|0|0||NAG||\n");
	}
	return text;
}

static void
lines_of_bgpdump_are_what_they_were_printed_of(void **state)
{
	struct random r = { 4 };
	struct rsec_manrs_view_stats stats;
	struct rsec_buf expected, said, text;
	struct rsec_manrs_view *view;
	struct rsec_memory memory;
	struct world *world;
	unsigned round, i;

	(void)state;
	for (round = 0; round < 20; round++) {
		world = make_world(&r);
		expected = said = RSEC_BUF_INIT;
		view = new_view(world->relations);
		for (i = 0; i < world->entries; i++)
			world->entry[i].has_otc = false; /* is not printed */
		for (i = 0; i < FILES; i++) {
			text = dump_of(world, i);
			memory =
			    (struct rsec_memory){ (const uint8_t *)text.data,
				    text.len, 0 };
			assert_int_equal(rsec_manrs_view_read(view,
					     rsec_source_memory(&memory), NULL,
					     &stats, NULL),
			    0);
			assert_true(!stats.is_mrt && stats.skipped == 0);
			rsec_buf_fini(&text);
		}
		assert_int_equal(rsec_manrs_view_freeze(view, NULL), 0);
		expect_all(&expected, world);
		say_all(&said, view);
		must_be_same(&said, &expected);
		assert_int_equal(
		    rsec_manrs_view_coverage(view, RSEC_IPV4).attributes, 0);
		rsec_manrs_view_free(view);
		rsec_buf_fini(&expected);
		rsec_buf_fini(&said);
		free_world(world);
	}
}

static void
what_was_read_and_left_out_is_counted(void **state)
{
	struct rsec_manrs_view *view = new_view(NULL);
	struct rsec_manrs_view_stats stats;
	struct mrtw w = MRTW_INIT;
	uint32_t first;

	(void)state;
	mrtw_peers(&w, 2);
	mrtw_rib(&w, 2, "192.0.2.0/24", 2);
	set_time(&w, BEGIN + 30 * DAY - 1);
	mrtw_entry(&w, 0);
	mrtw_path(&w, 2, 4, "201 202");
	mrtw_close(&w);
	mrtw_entry(&w, 1);
	mrtw_path(&w, 2, 4, "201 {202,203}");
	mrtw_close(&w);
	mrtw_rib(&w, 2, "192.0.2.0/24", 1);
	set_time(&w, BEGIN + 30 * DAY);
	mrtw_entry(&w, 0);
	mrtw_path(&w, 2, 4, "201 204");
	mrtw_close(&w);
	mrtw_message(&w, 16, 4, 0, 2);
	mrtw_open(&w);
	mrtw_nlri(&w, "192.0.2.0/24");
	mrtw_nlri(&w, "198.51.100.0/24");
	mrtw_close(&w);
	mrtw_u16(&w, 0);
	mrtw_record(&w, 99, 0);
	read_file(view, &w, &stats);
	assert_int_equal(stats.routes, 3);
	assert_int_equal(stats.no_origin, 1);
	assert_int_equal(stats.outside, 1);
	assert_int_equal(stats.withdrawn, 2);
	assert_int_equal(stats.unread, 1);
	assert_int_equal(stats.skipped, 0);
	assert_true(stats.is_mrt);
	assert_int_equal(rsec_manrs_view_freeze(view, NULL), 0);
	assert_int_equal(rsec_manrs_view_count(view), 1);
	assert_int_equal(rsec_manrs_view_of(view, 202, &first), 1);
	assert_int_equal(rsec_manrs_view_of(view, 204, &first), 0);
	mrtw_fini(&w);
	rsec_manrs_view_free(view);
}

static void
updates_that_only_withdraw_announce_nothing(void **state)
{
	struct rsec_manrs_view *view = new_view(NULL);
	struct rsec_manrs_view_stats stats;
	struct mrtw w = MRTW_INIT;

	(void)state;
	mrtw_message(&w, 16, 4, 0, 2);
	mrtw_open(&w);
	mrtw_nlri(&w, "192.0.2.0/24");
	mrtw_close(&w);
	mrtw_u16(&w, 0);
	read_file(view, &w, &stats);
	assert_int_equal(stats.withdrawn, 1);
	assert_int_equal(rsec_manrs_view_freeze(view, NULL), 0);
	assert_int_equal(rsec_manrs_view_count(view), 0);
	assert_int_equal(rsec_manrs_view_coverage(view, RSEC_IPV4).paths, 0);
	mrtw_fini(&w);
	rsec_manrs_view_free(view);
}

static void
lines_count_for_each_day_and_for_the_peers_that_they_name(void **state)
{
	static const char text[] = "192.0.2.0/24 AS201\n"
				   "192.0.2.0/24 {201,202}\n"
				   "192.0.2.0/24\n"
				   "202\t2001:db8::/32\t7\n"
				   "2001:db8::/32 AS202\n"
				   "202\t2001:db8::/32\t5\n";
	struct rsec_memory memory = { (const uint8_t *)text, sizeof(text) - 1,
		3 };
	struct rsec_manrs_view *view = new_view(NULL);
	struct rsec_manrs_view_stats stats;
	struct rsec_manrs_announcement a;
	const uint32_t *list;

	(void)state;
	assert_int_equal(rsec_manrs_view_read(view, rsec_source_memory(&memory),
			     NULL, &stats, NULL),
	    0);
	assert_int_equal(stats.routes, 5);
	assert_int_equal(stats.no_peers, 3);
	assert_int_equal(stats.no_origin, 1);
	assert_int_equal(stats.skipped, 1);
	assert_false(stats.is_mrt);
	assert_int_equal(rsec_manrs_view_freeze(view, NULL), 0);
	assert_int_equal(rsec_manrs_view_count(view), 2);
	rsec_manrs_view_get(view, 0, &a);
	assert_true(a.origin == 201 && a.days == 0x3fffffff && a.first == 0 &&
		    a.last == 0 && a.peers == 0);
	rsec_manrs_view_get(view, 1, &a);
	assert_true(a.origin == 202 && a.days == 0x3fffffff && a.peers == 7);
	assert_int_equal(rsec_manrs_view_next_hops(view, 0, &list), 0);
	assert_int_equal(rsec_manrs_view_coverage(view, RSEC_IPV4).paths, 0);
	rsec_manrs_view_free(view);
}

/* A row of N ASNs from FIRST on, each BOGON-th of which is one (0: none). */
static void
write_long_path(struct mrtw *w, unsigned n, uint32_t first, unsigned bogon)
{
	struct mrtw value = MRTW_INIT;
	unsigned i;

	value.record = SIZE_MAX / 2;
	for (i = 0; i < n; i++) {
		if (i % 255 == 0) {
			mrtw_u8(&value, 2);
			mrtw_u8(&value, n - i < 255 ? n - i : 255);
		}
		mrtw_u32(&value, bogon != 0 && i % bogon == bogon - 1
				     ? 4200000000U + first
				     : first + i);
	}
	mrtw_entry(w, 0);
	mrtw_attribute(w, 2, value.buf.data, value.buf.len);
	mrtw_close(w);
	mrtw_fini(&value);
}

static int
keep_message(void *ctx, const struct rsec_err *err)
{
	snprintf(ctx, RSEC_ERR_MSG_MAX, "%s", err->msg);
	return 0;
}

static void
of_a_path_of_over_256_asns_the_first_and_the_origin_count(void **state)
{
	static const struct {
		unsigned len, beyond, next_hops;
	} table[] = { { 256, 0, 1 }, { 257, 1, 0 }, { 4096, 1, 0 } };
	struct rsec_manrs_view *view;
	struct rsec_manrs_view_stats stats;
	struct mrtw w;
	const uint32_t *list;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		w = MRTW_INIT;
		view = new_view(NULL);
		mrtw_peers(&w, 1);
		mrtw_rib(&w, 2, "192.0.2.0/24", 1);
		set_time(&w, BEGIN);
		write_long_path(&w, table[i].len, 1000, 0);
		read_file(view, &w, &stats);
		assert_int_equal(stats.beyond, table[i].beyond);
		assert_int_equal(rsec_manrs_view_freeze(view, NULL), 0);
		assert_int_equal(rsec_manrs_view_count(view), 1);
		assert_int_equal(rsec_manrs_view_of(view,
				     1000 + table[i].len - 1, &(uint32_t){ 0 }),
		    1);
		assert_int_equal(rsec_manrs_view_next_hops(view, 0, &list),
		    table[i].next_hops);
		assert_int_equal(
		    rsec_manrs_view_neighbours(view, 1255, &list), 1);
		assert_int_equal(
		    rsec_manrs_view_neighbours(view, 1256, &list), 0);
		mrtw_fini(&w);
		rsec_manrs_view_free(view);
	}
}

static void
a_path_of_4097_asns_is_reported(void **state)
{
	struct rsec_manrs_view *view = new_view(NULL);
	struct rsec_manrs_view_stats stats;
	char message[RSEC_ERR_MSG_MAX] = "";
	struct rsec_diag diag = { keep_message, message };
	struct mrtw w = MRTW_INIT;
	struct rsec_memory memory;

	(void)state;
	mrtw_peers(&w, 1);
	mrtw_rib(&w, 2, "192.0.2.0/24", 1);
	set_time(&w, BEGIN);
	write_long_path(&w, 4097, 1000, 0);
	memory = mrtw_memory(&w, 0);
	assert_int_equal(rsec_manrs_view_read(view, rsec_source_memory(&memory),
			     &diag, &stats, NULL),
	    0);
	assert_int_equal(stats.skipped, 1);
	assert_string_equal(message, "an AS path of more than 4096 ASNs");
	assert_int_equal(rsec_manrs_view_freeze(view, NULL), 0);
	assert_int_equal(rsec_manrs_view_count(view), 0);
	mrtw_fini(&w);
	rsec_manrs_view_free(view);
}

/*
 * A table of 300 paths of 4,000 ASNs, all of which break a rule at each third:
 * 400,000 breaches in 5 MB.
 */
static void
a_path_gives_a_few_findings_of_a_rule_at_most(void **state)
{
	struct rsec_manrs_view *view = new_view(NULL);
	struct rsec_manrs_path_finding finding;
	struct rsec_manrs_view_stats stats;
	const unsigned paths = 300, per_path = 2 * RSEC_MANRS_BREACHES_MAX;
	struct mrtw w = MRTW_INIT;
	unsigned i;

	(void)state;
	mrtw_peers(&w, 1);
	mrtw_rib(&w, 2, "192.0.2.0/24", paths);
	set_time(&w, BEGIN);
	for (i = 0; i < paths; i++)
		write_long_path(&w, 4000, 200000 + 4000 * i, 3);
	read_file(view, &w, &stats);
	assert_int_equal(stats.beyond, paths);
	assert_int_equal(RSEC_MANRS_COUNT(view->steps, struct rsec_manrs_step),
	    paths * (RSEC_MANRS_PATH_MAX - 1));
	assert_int_equal(rsec_manrs_view_freeze(view, NULL), 0);
	assert_int_equal(
	    rsec_manrs_view_findings_count(view), paths * per_path);
	for (i = 0; i < paths * per_path; i++) {
		rsec_manrs_view_finding(view, i, &finding);
		assert_int_equal(finding.paths, 1);
		assert_int_equal(finding.routes, 1);
		assert_int_equal(finding.accomplice, i % 2 == 0);
	}
	mrtw_fini(&w);
	rsec_manrs_view_free(view);
}

/* All of 1001 to 1011 are providers of 1012, and stand in its path. */
static void
the_nearest_providers_in_a_path_carried_it(void **state)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_relations *relations = rsec_relations_new();
	struct rsec_manrs_view *view;
	struct rsec_manrs_view_stats stats;
	struct mrtw w = MRTW_INIT;
	struct rsec_memory memory;
	const uint32_t *list;
	unsigned i;

	(void)state;
	for (i = 1001; i < 1012; i++)
		text_add(&text, "%u|1012|-1\n", i);
	memory = (struct rsec_memory){ (void *)text.data, text.len, 0 };
	assert_int_equal(rsec_relations_read(relations,
			     rsec_source_memory(&memory), NULL, NULL),
	    0);
	assert_int_equal(rsec_relations_freeze(relations, NULL), 0);
	view = new_view(relations);
	mrtw_peers(&w, 1);
	mrtw_rib(&w, 2, "192.0.2.0/24", 1);
	set_time(&w, BEGIN);
	write_long_path(&w, 12, 1001, 0);
	read_file(view, &w, &stats);
	assert_int_equal(stats.beyond, 1);
	assert_int_equal(rsec_manrs_view_freeze(view, NULL), 0);
	for (i = 1001; i < 1012; i++)
		assert_int_equal(rsec_manrs_view_carried(view, i, &list),
		    i >= 1012 - RSEC_MANRS_CARRIERS_MAX);
	rsec_manrs_view_free(view);
	rsec_relations_free(relations);
	rsec_buf_fini(&text);
	mrtw_fini(&w);
}

static void
a_breach_that_many_paths_have_is_one_finding(void **state)
{
	struct rsec_manrs_view *view = new_view(NULL);
	struct rsec_manrs_path_finding finding;
	struct rsec_manrs_view_stats stats;
	struct mrtw w = MRTW_INIT;
	char path[64];
	uint32_t first;
	unsigned i;

	(void)state;
	mrtw_peers(&w, 1);
	mrtw_rib(&w, 2, "192.0.2.0/24", 200);
	set_time(&w, BEGIN);
	for (i = 0; i < 200; i++) { /* each twice, and in a circle */
		snprintf(
		    path, sizeof(path), "201 64512 201 64512 %u", 1100 - i / 2);
		mrtw_entry(&w, 0);
		mrtw_path(&w, 2, 4, path);
		mrtw_close(&w);
	}
	read_file(view, &w, &stats);
	assert_int_equal(stats.beyond, 0);
	assert_int_equal(rsec_manrs_view_freeze(view, NULL), 0);
	assert_int_equal(rsec_manrs_view_findings_count(view), 1);
	assert_int_equal(rsec_manrs_view_findings(view, 201, &first), 1);
	rsec_manrs_view_finding(view, first, &finding);
	assert_int_equal(finding.other, 64512);
	assert_int_equal(finding.paths, 100);
	assert_int_equal(finding.routes, 200);
	assert_int_equal(finding.path[4], 1001);
	mrtw_fini(&w);
	rsec_manrs_view_free(view);
}

/* What a path of an ASPA test was blamed for. */
struct blamed {
	unsigned count;
	uint32_t asn;
};

static int
keep_blamed(void *ctx, uint32_t asn, bool accomplice,
    enum rsec_manrs_path_rule rule, uint32_t other)
{
	struct blamed *blamed = ctx;

	(void)other;
	if (rule == RSEC_MANRS_PATH_ASPA && !accomplice) {
		blamed->count++;
		blamed->asn = asn;
	}
	return 0;
}

/*
 * draft-ietf-sidrops-aspa-verification, a path from a provider: AS(1) is the
 * origin, and STEP[I] leads from asn[I + 1] to asn[I].  Invalid where the
 * longest ramps up and down cannot meet.
 */
static bool
is_invalid(const uint16_t *step, unsigned n)
{
	unsigned up = n, down = n, i;

	for (i = 1; i < n && up == n; i++) /* from AS(i) to AS(i + 1) */
		if (step[n - 1 - i] & RSEC_MANRS_UP_DENIED)
			up = i;
	for (i = n; i > 1 && down == n; i--) /* from AS(i - 1) to AS(i) */
		if (step[n - i] & RSEC_MANRS_DOWN_DENIED)
			down = n - i + 1;
	return up + down < n;
}

static void
who_is_held_for_a_path_stands_in_an_invalid_one(void **state)
{
	static const uint16_t said[] = { 0, RSEC_MANRS_UP_NAMED,
		RSEC_MANRS_UP_DENIED, RSEC_MANRS_DOWN_NAMED,
		RSEC_MANRS_DOWN_DENIED,
		RSEC_MANRS_UP_DENIED | RSEC_MANRS_DOWN_DENIED };
	static const uint32_t asn[] = { 201, 202, 203, 204, 205, 206 };
	unsigned n, round, i, invalid = 0, blames = 0;
	struct random r = { 11 };
	struct blamed blamed;
	const struct rsec_manrs_emit emit = { keep_blamed, &blamed };
	struct rsec_manrs_path path = { .asn = asn };
	uint16_t step[5];

	(void)state;
	for (round = 0; round < 20000; round++) {
		path.len = n = 1 + random_below(&r, 6);
		path.step = step;
		for (i = 0; i + 1 < n; i++)
			step[i] = said[random_below(&r, 6)];
		blamed = (struct blamed){ 0, 0 };
		assert_int_equal(rsec_manrs_path_judge(&path, &emit), 0);
		assert_int_equal(rsec_manrs_path_breaches(&path), blamed.count);
		if (!is_invalid(step, n))
			assert_int_equal(blamed.count, 0);
		invalid += is_invalid(step, n);
		blames += blamed.count > 0;
		/* Between the two is one AS: it is held for it. */
		for (i = 1; i + 1 < n; i++)
			if ((step[i] & RSEC_MANRS_UP_DENIED) &&
			    (step[i - 1] & RSEC_MANRS_DOWN_DENIED))
				assert_true(blamed.count > 0);
	}
	assert_true(invalid > 1000 && blames > 1000 && blames < invalid);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_month_is_what_was_written_in_any_order_and_by_any_views),
		cmocka_unit_test(
		    lines_of_bgpdump_are_what_they_were_printed_of),
		cmocka_unit_test(what_was_read_and_left_out_is_counted),
		cmocka_unit_test(
		    who_is_held_for_a_path_stands_in_an_invalid_one),
		cmocka_unit_test(updates_that_only_withdraw_announce_nothing),
		cmocka_unit_test(
		    lines_count_for_each_day_and_for_the_peers_that_they_name),
		cmocka_unit_test(
		    of_a_path_of_over_256_asns_the_first_and_the_origin_count),
		cmocka_unit_test(a_path_of_4097_asns_is_reported),
		cmocka_unit_test(a_path_gives_a_few_findings_of_a_rule_at_most),
		cmocka_unit_test(the_nearest_providers_in_a_path_carried_it),
		cmocka_unit_test(a_breach_that_many_paths_have_is_one_finding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
