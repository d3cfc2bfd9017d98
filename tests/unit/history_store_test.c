/* SPDX-License-Identifier: ISC */
/*
 * Stores one at a time: walks, the ledger, what replaces what, and that no
 * altered, cut or foreign file is taken for one.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "history/builder.h"
#include "history/store.h"
#include "tests/lib/prefixes.h"

#define DAY   86400u
#define START (15000 * DAY)

static int
append(void *ctx, const void *data, size_t len)
{
	return rsec_buf_add(ctx, data, len);
}

/* VRPS is "prefix-maxlen asn", ended by NULL. */
static struct rsec_vrps *
make_set(const char *ta, const char *const *vrps)
{
	struct rsec_vrps *set = rsec_vrps_new();
	struct rsec_vrp vrp;
	char prefix[RSEC_PREFIX_SIZE];
	unsigned len, asn;

	assert_non_null(set);
	for (; *vrps != NULL; vrps++) {
		assert_int_equal(
		    sscanf(*vrps, "%43[^-]-%u %u", prefix, &len, &asn), 3);
		vrp = (struct rsec_vrp){ .prefix = prefix_of(prefix) };
		vrp.max_len = (uint8_t)len;
		vrp.asn = asn;
		rsec_vrps_ta(set, ta, strlen(ta), &vrp.ta, NULL);
		assert_int_equal(rsec_vrps_add(set, &vrp, NULL), 0);
	}
	assert_int_equal(rsec_vrps_freeze(set, NULL), 0);
	return set;
}

static int
add(struct rsec_builder *builder, const char *ta, uint32_t time, uint32_t made,
    uint8_t digest, bool replace, const char *const *vrps)
{
	struct rsec_snapshot snapshot = { .ta = ta, .time = time };
	struct rsec_vrps *set = make_set(ta, vrps);
	int rc;

	snapshot.made = made;
	snapshot.digest[0] = digest;
	snapshot.vrps = set;
	rc = rsec_builder_add(builder, &snapshot, replace, NULL);
	rsec_vrps_free(set);
	return rc;
}

static struct rsec_buf
write_store(struct rsec_builder *builder)
{
	struct rsec_buf bytes = RSEC_BUF_INIT;

	assert_int_equal(rsec_builder_write(builder, append, &bytes, NULL), 0);
	return bytes;
}

static struct rsec_history *
open_store(const struct rsec_buf *bytes)
{
	struct rsec_history *history =
	    rsec_history_open((const uint8_t *)bytes->data, bytes->len, NULL);

	assert_non_null(history);
	return history;
}

static const char *const nested[] = { "0.0.0.0/0-0 1", "10.0.0.0/8-16 2",
	"10.0.0.0/8-8 3", "10.0.0.0/8-8 1", "10.1.0.0/16-16 2",
	"10.1.2.0/24-24 1", "10.2.0.0/16-16 2", "192.0.2.255/32-32 0",
	"2001:db8::/32-48 1", "2001:db8::1/128-128 1", "::/0-0 9", NULL };

/* What covers 10.1.2.0/24 of them. */
#define COVER                                                              \
	"10.1.2.0/24-24 1|10.1.0.0/16-16 2|10.0.0.0/8-8 1|10.0.0.0/8-8 3|" \
	"10.0.0.0/8-16 2|0.0.0.0/0-0 1|"

static int
tell(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct rsec_buf *text = ctx;
	char prefix[RSEC_PREFIX_SIZE], line[100];

	rsec_prefix_format(prefix, &vrp->prefix);
	snprintf(
	    line, sizeof(line), "%s-%u %u|", prefix, vrp->max_len, vrp->asn);
	return rsec_buf_puts(text, line);
}

static void
check_text(struct rsec_buf *text, const char *want)
{
	assert_int_equal(rsec_buf_addc(text, '\0'), 0);
	assert_string_equal(text->data, want);
	text->len = 0;
}

static void
walks_tell_the_longest_cover_first_and_the_rest_in_order(void **state)
{
	const struct rsec_prefix host = prefix_of("10.1.2.3/32");
	const struct rsec_prefix eight = prefix_of("10.0.0.0/8");
	const struct rsec_prefix six = prefix_of("2001:db8::1/128");
	const struct rsec_prefix none = prefix_of("198.51.100.0/24");
	struct rsec_builder *builder = rsec_builder_new(NULL, NULL);
	struct rsec_buf text = RSEC_BUF_INIT, bytes;
	struct rsec_history *history;

	(void)state;
	add(builder, "ripe", START, 0, 1, false, nested);
	bytes = write_store(builder);
	history = open_store(&bytes);
	rsec_history_covering(history, &host, tell, &text, NULL);
	check_text(&text, "10.1.2.0/24-24 1|10.1.0.0/16-16 2|10.0.0.0/8-8 1|"
			  "10.0.0.0/8-8 3|10.0.0.0/8-16 2|0.0.0.0/0-0 1|");
	rsec_history_inside(history, &eight, tell, &text, NULL);
	check_text(
	    &text, "10.1.0.0/16-16 2|10.1.2.0/24-24 1|10.2.0.0/16-16 2|");
	rsec_history_covering(history, &six, tell, &text, NULL);
	check_text(&text, "2001:db8::1/128-128 1|2001:db8::/32-48 1|::/0-0 9|");
	rsec_history_covering(history, &none, tell, &text, NULL);
	check_text(&text, "0.0.0.0/0-0 1|");
	rsec_history_inside(history, &none, tell, &text, NULL);
	check_text(&text, "");
	rsec_history_of_asn(history, 2, tell, &text, NULL);
	check_text(&text, "10.0.0.0/8-16 2|10.1.0.0/16-16 2|10.2.0.0/16-16 2|");
	rsec_history_of_asn(history, 0, tell, &text, NULL);
	check_text(&text, "192.0.2.255/32-32 0|");
	rsec_history_close(history);
	rsec_builder_free(builder);
	rsec_buf_fini(&text);
	rsec_buf_fini(&bytes);
}

static void
an_empty_store_is_a_store(void **state)
{
	const struct rsec_prefix all[] = { prefix_of("0.0.0.0/0"),
		prefix_of("::/0") };
	struct rsec_builder *builder = rsec_builder_new(NULL, NULL);
	struct rsec_buf bytes = write_store(builder), text = RSEC_BUF_INIT;
	struct rsec_history *history = open_store(&bytes);
	char digest[33];
	size_t i, first;

	(void)state;
	assert_int_equal(rsec_history_verify(history, NULL), 0);
	assert_int_equal(rsec_history_tas(history), 0);
	assert_int_equal(rsec_history_ta_find(history, ""), -1);
	assert_int_equal(rsec_history_ledger(history, 0, &first), 0);
	assert_int_equal(
	    rsec_history_day(history, 0, START), RSEC_OBSERVATION_ABSENT);
	for (i = 0; i < 2; i++) {
		assert_int_equal(
		    rsec_history_covering(history, &all[i], tell, &text, NULL),
		    0);
		assert_int_equal(
		    rsec_history_inside(history, &all[i], tell, &text, NULL),
		    0);
	}
	check_text(&text, "");
	rsec_history_digest(history, digest);
	assert_int_equal(strspn(digest, "0123456789abcdef"), 32);
	rsec_history_close(history);
	rsec_builder_free(builder);
	rsec_buf_fini(&bytes);
	rsec_buf_fini(&text);
}

static void
a_day_is_what_its_best_input_is(void **state)
{
	static const char *const one[] = { "192.0.2.0/24-24 64496", NULL };
	struct rsec_builder *builder = rsec_builder_new(NULL, NULL);
	struct rsec_history *history;
	struct rsec_buf bytes;

	(void)state;
	assert_int_equal(
	    rsec_builder_add_corrupt(builder, "ripe", START, NULL), 0);
	assert_int_equal(
	    rsec_builder_add_corrupt(builder, "ripe", START, NULL), 0);
	rsec_builder_add_corrupt(builder, "ripe", START + DAY, NULL);
	add(builder, "ripe", START + DAY, 0, 1, false, one);
	add(builder, "ripe", START + 3 * DAY + 4 * 3600, 0, 2, false, one);
	rsec_builder_add_corrupt(builder, "ripe", START + 3 * DAY + 9, NULL);
	bytes = write_store(builder);
	history = open_store(&bytes);
	assert_int_equal(rsec_history_observations(history), 5);
	assert_int_equal(
	    rsec_history_day(history, 0, START), RSEC_OBSERVATION_CORRUPT);
	assert_int_equal(rsec_history_day(history, 0, START + DAY),
	    RSEC_OBSERVATION_OBSERVED);
	assert_int_equal(rsec_history_day(history, 0, START + 2 * DAY),
	    RSEC_OBSERVATION_ABSENT);
	assert_int_equal(rsec_history_day(history, 0, START + 3 * DAY),
	    RSEC_OBSERVATION_OBSERVED);
	assert_int_equal(
	    rsec_history_day(history, 0, START - DAY), RSEC_OBSERVATION_ABSENT);
	assert_int_equal(rsec_history_trusted(history, 0), 2);
	assert_int_equal(rsec_history_trusted_until(history, 0, START), 0);
	assert_int_equal(
	    rsec_history_trusted_until(history, 0, START + DAY), 1);
	assert_int_equal(rsec_history_trusted_until(history, 0, UINT32_MAX), 2);
	rsec_history_close(history);
	rsec_builder_free(builder);
	rsec_buf_fini(&bytes);
}

/* The only VRP of the store that is written. */
static void
check_only(struct rsec_builder *builder, const char *want)
{
	const struct rsec_prefix all = prefix_of("0.0.0.0/0");
	struct rsec_buf bytes = write_store(builder), text = RSEC_BUF_INIT;
	struct rsec_history *history = open_store(&bytes);

	assert_int_equal(rsec_history_verify(history, NULL), 0);
	rsec_history_inside(history, &all, tell, &text, NULL);
	check_text(&text, want);
	rsec_history_close(history);
	rsec_buf_fini(&bytes);
	rsec_buf_fini(&text);
}

static void
replacing_puts_the_rule_aside(void **state)
{
	static const char *const late[] = { "192.0.2.0/24-24 64496", NULL };
	static const char *const early[] = { "192.0.2.0/24-24 64497", NULL };
	struct rsec_builder *builder = rsec_builder_new(NULL, NULL);

	(void)state;
	add(builder, "ripe", START, 20, 1, false, late);
	add(builder, "ripe", START, 10, 2, false, early);
	check_only(builder, "192.0.2.0/24-24 64496|");
	add(builder, "ripe", START, 10, 2, true, early);
	check_only(builder, "192.0.2.0/24-24 64497|");
	add(builder, "ripe", START, 20, 1, false, late); /* known already */
	check_only(builder, "192.0.2.0/24-24 64497|");
	add(builder, "ripe", START, 20, 1, true, late);
	check_only(builder, "192.0.2.0/24-24 64496|");
	rsec_builder_free(builder);
}

static void
limits_are_told(void **state)
{
	static const char *const none[] = { NULL };
	struct rsec_builder *builder = rsec_builder_new(NULL, NULL);
	struct rsec_err err;
	char name[300] = "", number[16];
	int i;

	(void)state;
	assert_int_equal(
	    add(builder, "ripe", UINT32_MAX, 0, 1, false, none), -1);
	for (i = 0; i < RSEC_HISTORY_TAS_MAX; i++) {
		snprintf(number, sizeof(number), "%d", i);
		assert_int_equal(
		    rsec_builder_add_corrupt(builder, number, START, NULL), 0);
	}
	assert_int_equal(
	    rsec_builder_add_corrupt(builder, "one more", START, &err), -1);
	assert_string_equal(err.msg, "more than 255 trust anchors");
	check_only(builder, "");
	rsec_builder_free(builder);
	builder = rsec_builder_new(NULL, NULL);
	memset(name, 'a', 256);
	assert_int_equal(
	    rsec_builder_add_corrupt(builder, name, START, &err), -1);
	assert_string_equal(
	    err.msg, "the name of a trust anchor has more than 255 bytes");
	rsec_builder_free(builder);
}

static void
check_refused(const char *data, size_t len, const char *message)
{
	/* Of exactly this size, for what watches reads. */
	uint8_t *copy = malloc(len + (len == 0));
	struct rsec_err err = { .msg = "" };
	struct rsec_history *history;

	assert_non_null(copy);
	memcpy(copy, data, len);
	history = rsec_history_open(copy, len, &err);
	if (history != NULL)
		assert_int_equal(rsec_history_verify(history, &err), -1);
	assert_string_not_equal(err.msg, "");
	if (message != NULL)
		assert_string_equal(err.msg, message);
	rsec_history_close(history);
	free(copy);
}

static void
every_changed_and_every_missing_byte_is_noticed(void **state)
{
	struct rsec_builder *builder = rsec_builder_new(NULL, NULL);
	struct rsec_buf bytes;
	size_t i;

	(void)state;
	add(builder, "ripe", START, 0, 1, false, nested);
	bytes = write_store(builder);
	rsec_builder_free(builder);
	for (i = 0; i < bytes.len; i++) {
		check_refused(bytes.data, i, NULL);
		bytes.data[i] ^= 0x10;
		check_refused(bytes.data, bytes.len, NULL);
		bytes.data[i] ^= 0x10;
	}
	check_refused(
	    "%PDF-1.7", 8, "not a store: it does not begin with RSECHIS1");
	check_refused(bytes.data, 100,
	    "truncated: the header has 312 bytes, the file 100");
	check_refused(bytes.data, 400,
	    "truncated: the header says 672 bytes, the file has 400");
	bytes.data[bytes.len - 20] ^= 1;
	check_refused(bytes.data, bytes.len,
	    "section names: block 0 does not match its digest");
	rsec_buf_fini(&bytes);
}

/* A store of several blocks, damaged in the one with the last runs. */
static void
a_damaged_block_is_noticed_when_it_is_touched(void **state)
{
	struct rsec_builder *builder = rsec_builder_new(NULL, NULL);
	const struct rsec_prefix first = prefix_of("10.0.0.0/24");
	const struct rsec_prefix last = prefix_of("10.156.63.0/24");
	static char texts[40000][32];
	static const char *list[40001];
	struct rsec_buf text = RSEC_BUF_INIT, bytes;
	struct rsec_history *history;
	struct rsec_err err;
	unsigned i;

	(void)state;
	for (i = 0; i < 40000; i++) {
		snprintf(texts[i], sizeof(texts[i]), "10.%u.%u.0/24-24 1",
		    i / 256, i % 256);
		list[i] = texts[i];
	}
	add(builder, "ripe", START, 0, 1, false, list);
	bytes = write_store(builder);
	rsec_builder_free(builder);
	bytes.data[bytes.len - 2] ^= 1;
	history = open_store(&bytes);
	assert_int_equal(
	    rsec_history_covering(history, &first, tell, &text, &err), 0);
	check_text(&text, "10.0.0.0/24-24 1|");
	assert_int_equal(rsec_history_verify(history, &err), -1);
	assert_non_null(strstr(err.msg, "does not match its digest"));
	rsec_history_close(history);
	bytes.data[bytes.len - 2] ^= 1;
	history = open_store(&bytes);
	assert_int_equal(
	    rsec_history_covering(history, &last, tell, &text, &err), 0);
	check_text(&text, "10.156.63.0/24-24 1|");
	assert_int_equal(rsec_history_verify(history, &err), 0);
	rsec_history_close(history);
	rsec_buf_fini(&bytes);
	rsec_buf_fini(&text);
}

/*
 * A block that was verified is not looked at again, so what is changed
 * afterwards is what a builder with a fault could have written.
 */
static void
addresses_out_of_order_make_no_table(void **state)
{
	static const char before[] = "\x00\x00\x02\x0a\xff\x02\x00\xc0";
	static const char after[] = "\xff\x02\x00\xc0\x00\x00\x02\x0a";
	const struct rsec_prefix inside = prefix_of("10.1.2.0/24");
	struct rsec_builder *builder = rsec_builder_new(NULL, NULL);
	struct rsec_buf text = RSEC_BUF_INIT, bytes;
	struct rsec_history *history;
	struct rsec_err err;
	char *at;

	(void)state;
	add(builder, "ripe", START, 0, 1, false, nested);
	bytes = write_store(builder);
	rsec_builder_free(builder);
	history = open_store(&bytes);
	assert_int_equal(rsec_history_verify(history, &err), 0);
	at = memmem(bytes.data, bytes.len, before, 8);
	assert_non_null(at);
	memcpy(at, after, 8);
	assert_int_equal(rsec_history_prepare(history, &err), -1);
	assert_int_equal(err.code, RSEC_ERR_CORRUPT);
	assert_string_equal(err.msg, "section nets4: 5 is not in order");
	/* It answers as before, without a table; put right it makes one. */
	assert_int_equal(
	    rsec_history_covering(history, &inside, tell, &text, &err), 0);
	check_text(&text, COVER);
	memcpy(at, before, 8);
	assert_int_equal(rsec_history_prepare(history, &err), 0);
	assert_int_equal(rsec_history_prepare(history, &err), 0);
	assert_int_equal(
	    rsec_history_covering(history, &inside, tell, &text, &err), 0);
	check_text(&text, COVER);
	rsec_history_close(history);
	rsec_buf_fini(&bytes);
	rsec_buf_fini(&text);
}

static int
refuse(void *ctx, const void *data, size_t len)
{
	int *left = ctx;

	(void)data;
	(void)len;
	return --*left < 0 ? -1 : 0;
}

static void
a_refused_write_is_told_and_can_be_done_again(void **state)
{
	struct rsec_builder *builder = rsec_builder_new(NULL, NULL);
	struct rsec_buf bytes;
	struct rsec_err err;
	int i, left;

	(void)state;
	add(builder, "ripe", START, 0, 1, false, nested);
	for (i = 0; i < 4; i++) {
		left = i;
		assert_int_equal(
		    rsec_builder_write(builder, refuse, &left, &err), -1);
		assert_string_equal(err.msg, "cannot write the store");
	}
	bytes = write_store(builder);
	assert_true(rsec_history_is((const uint8_t *)bytes.data, bytes.len));
	rsec_buf_fini(&bytes);
	rsec_builder_free(builder);
}

static int
check_wide(void *ctx, const struct rsec_history_vrp *vrp)
{
	struct rsec_history_run run;
	uint32_t i;

	if (vrp->asn == 1) {
		assert_int_equal(vrp->runs, 1);
		rsec_history_run_get(ctx, vrp, 0, &run, NULL);
		assert_int_equal(run.from, 0);
		assert_int_equal(run.to, 66000 * 60);
		assert_int_equal(run.last, 66000);
	} else {
		assert_int_equal(vrp->runs, 33000);
		rsec_history_run_get(ctx, vrp, 32999, &run, NULL);
		assert_int_equal(run.from, 65999 * 60);
		assert_int_equal(run.to, 65999 * 60);
		assert_int_equal(
		    rsec_history_holds(ctx, vrp, 65999, &i, NULL), 1);
		assert_int_equal(
		    rsec_history_holds(ctx, vrp, 65998, &i, NULL), 0);
		assert_int_equal(i, 32999);
	}
	return 0;
}

static void
more_than_65535_observations_have_numbers_of_32_bits(void **state)
{
	static const char *const one[] = { "192.0.2.0/24-24 1", NULL };
	static const char *const two[] = { "192.0.2.0/24-24 1",
		"192.0.2.0/24-24 2", NULL };
	struct rsec_vrps *sets[] = { make_set("ripe", one),
		make_set("ripe", two) };
	const struct rsec_prefix host = prefix_of("192.0.2.1/32");
	struct rsec_builder *builder = rsec_builder_new(NULL, NULL);
	struct rsec_snapshot snapshot = { .ta = "ripe" };
	struct rsec_history *history;
	struct rsec_buf bytes;
	uint32_t i;

	(void)state;
	for (i = 0; i <= 66000; i++) {
		snapshot.time = i * 60;
		snapshot.vrps = sets[i % 2];
		assert_int_equal(
		    rsec_builder_add(builder, &snapshot, false, NULL), 0);
	}
	bytes = write_store(builder);
	history = open_store(&bytes);
	assert_int_equal(rsec_history_verify(history, NULL), 0);
	assert_int_equal(rsec_history_runs(history), 33001);
	assert_int_equal(
	    rsec_history_covering(history, &host, check_wide, history, NULL),
	    0);
	rsec_history_close(history);
	rsec_builder_free(builder);
	rsec_buf_fini(&bytes);
	rsec_vrps_free(sets[0]);
	rsec_vrps_free(sets[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    walks_tell_the_longest_cover_first_and_the_rest_in_order),
		cmocka_unit_test(an_empty_store_is_a_store),
		cmocka_unit_test(a_day_is_what_its_best_input_is),
		cmocka_unit_test(replacing_puts_the_rule_aside),
		cmocka_unit_test(limits_are_told),
		cmocka_unit_test(
		    every_changed_and_every_missing_byte_is_noticed),
		cmocka_unit_test(a_damaged_block_is_noticed_when_it_is_touched),
		cmocka_unit_test(addresses_out_of_order_make_no_table),
		cmocka_unit_test(a_refused_write_is_told_and_can_be_done_again),
		cmocka_unit_test(
		    more_than_65535_observations_have_numbers_of_32_bits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
