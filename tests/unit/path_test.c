/* SPDX-License-Identifier: ISC */
/*
 * AS paths, written as text (tests/lib/mrttext.h), put on the wire and read
 * back: segments, AS4_PATH, the origin.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "tests/lib/mrttext.h"
#include "tests/lib/mrtwrite.h"

#define NO_ORIGIN "none"

/* Attributes under construction, outside of any record. */
static struct mrtw
no_record(void)
{
	struct mrtw w = MRTW_INIT;

	w.record = SIZE_MAX / 2;
	return w;
}

static struct rsec_bgp_attributes
parse(const struct mrtw *w, uint8_t asn_size)
{
	struct rsec_bgp_attributes attributes;

	assert_int_equal(rsec_bgp_attributes_parse((const uint8_t *)w->buf.data,
			     w->buf.len, asn_size, &attributes, NULL),
	    0);
	return attributes;
}

/* The attributes of W have this path and origin. */
static void
must_be(struct mrtw *w, uint8_t asn_size, const char *path, const char *origin)
{
	struct rsec_bgp_attributes attributes = parse(w, asn_size);
	struct rsec_buf text = RSEC_BUF_INIT;
	uint32_t asn;

	mrt_text_path(&text, &attributes);
	text_add(&text, " from ");
	if (rsec_bgp_origin(&attributes, &asn))
		text_add(&text, "%u%c", asn, '\0');
	else
		text_add(&text, NO_ORIGIN "%c", '\0');
	assert_int_equal(strncmp(text.data, path, strlen(path)), 0);
	assert_string_equal(text.data + strlen(path) + 6, origin);
	rsec_buf_fini(&text);
	mrtw_fini(w);
}

/* What is parsed of PATH is what stands on the wire. */
static void
must_parse(const char *path, const struct mrtw *w)
{
	const struct rsec_bgp_attributes attributes = parse(w, 4);
	struct rsec_buf wire = RSEC_BUF_INIT;

	assert_int_equal(
	    rsec_bgp_path_parse(path, strlen(path), &wire, NULL), 0);
	assert_int_equal(wire.len, attributes.path.len);
	if (wire.len > 0)
		assert_memory_equal(wire.data, attributes.path.data, wire.len);
	rsec_buf_fini(&wire);
}

/* A path alone, with ASNs of four octets. */
static void
path_has_origin(const char *path, const char *origin)
{
	struct mrtw w = no_record();

	mrtw_path(&w, 2, 4, path);
	must_parse(path, &w);
	must_be(&w, 4, path, origin);
}

static void
a_path_in_words_that_is_none_is_refused(void **state)
{
	static const char *const wrong[] = { "! Error !", "64496 ...", "x",
		"64496 {64497", "64496 64497}", "{(64496)}", "{64496)",
		"64496,64497", "64496 4294967296", "AS" };
	struct rsec_buf wire = RSEC_BUF_INIT;
	struct rsec_err err;
	char expected[128];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		wire.len = 0;
		assert_int_equal(rsec_bgp_path_parse(
				     wrong[i], strlen(wrong[i]), &wire, &err),
		    -1);
		snprintf(expected, sizeof(expected),
		    "AS path \"%s\" cannot be read", wrong[i]);
		assert_string_equal(err.msg, expected);
	}
	rsec_buf_fini(&wire);
}

/* A segment has 255 at most (RFC 4271 section 4.3). */
static void
a_long_path_in_words_has_several_segments(void **state)
{
	struct rsec_bgp_attributes attributes = { .asn_size = 4 };
	struct rsec_buf text = RSEC_BUF_INIT, wire = RSEC_BUF_INIT;
	struct rsec_bgp_hop hop[600];
	unsigned i;

	(void)state;
	for (i = 0; i < 600; i++)
		text_add(&text, "%u ", 1000 + i);
	assert_int_equal(
	    rsec_bgp_path_parse(text.data, text.len, &wire, NULL), 0);
	assert_int_equal(wire.len, 3 * 2 + 600 * 4);
	attributes.path.data = (const uint8_t *)wire.data;
	attributes.path.len = wire.len;
	assert_int_equal(rsec_bgp_path(&attributes, hop, 600, NULL), 600);
	for (i = 0; i < 600; i++)
		assert_int_equal(hop[i].asn, 1000 + i);
	rsec_buf_fini(&text);
	rsec_buf_fini(&wire);
}

static void
the_origin_is_the_last_of_the_last_sequence(void **state)
{
	(void)state;
	path_has_origin("64496", "64496");
	path_has_origin("64496 64497 4200000000", "4200000000");
	path_has_origin("{64496,64497} 64498", "64498");
	path_has_origin("64496 64496 0", "0");
}

static void
a_path_that_ends_in_a_set_has_no_origin(void **state)
{
	(void)state;
	path_has_origin("64496 {64497}", NO_ORIGIN);
	path_has_origin("{64496,64497}", NO_ORIGIN);
}

static void
an_empty_path_has_no_origin(void **state)
{
	struct mrtw w = no_record();

	(void)state;
	path_has_origin("", NO_ORIGIN);
	must_be(&w, 4, "", NO_ORIGIN);
}

static void
segments_of_a_confederation_have_no_say_in_the_origin(void **state)
{
	(void)state;
	path_has_origin("(64496 64497)", NO_ORIGIN);
	path_has_origin("(64496) [64497,64498] 64499", "64499");
	path_has_origin("64499 (64500)", "64499");
	path_has_origin("{64499} [64500,64501]", NO_ORIGIN);
}

/* OLD as two-octet AS_PATH and NEW as AS4_PATH give MERGED. */
static void
merges(const char *old, const char *new, const char *merged, const char *origin)
{
	struct mrtw w = no_record();

	mrtw_path(&w, 2, 2, old);
	mrtw_path(&w, 17, 4, new);
	must_be(&w, 2, merged, origin);
}

static void
as4_path_stands_for_the_end_of_as_path(void **state)
{
	(void)state;
	merges("64496 23456 23456", "4200000001 4200000002",
	    "64496 4200000001 4200000002", "4200000002");
	merges("64496 23456", "64496 4200000002", "64496 4200000002",
	    "4200000002");
	merges("64496 64497 64498 23456", "4200000002",
	    "64496 64497 64498 4200000002", "4200000002");
}

static void
the_origin_is_that_of_as4_path_whatever_as_path_says(void **state)
{
	(void)state;
	merges("64496 64497", "64498", "64496 64498", "64498");
	merges("64496 {23456}", "64498 64499", "64498 64499", "64499");
}

static void
a_set_counts_as_one_of_the_length(void **state)
{
	(void)state;
	merges("64496 23456 {64497,23456}", "4200000001 {64497,4200000002}",
	    "64496 4200000001 {64497,4200000002}", NO_ORIGIN);
	merges("{64496,64497} 23456", "4200000001", "{64496,64497} 4200000001",
	    "4200000001");
}

static void
segments_of_a_confederation_lead_as_path_and_count_nothing(void **state)
{
	(void)state;
	merges("(64512 64513) 64496 23456", "4200000001",
	    "(64512 64513) 64496 4200000001", "4200000001");
}

static void
as4_path_that_is_longer_is_ignored(void **state)
{
	(void)state;
	merges("23456", "64496 4200000001", "23456", "23456");
	merges("", "4200000001", "", NO_ORIGIN);
}

static void
as4_path_is_ignored_from_a_peer_with_four_octets(void **state)
{
	struct mrtw w = no_record();

	(void)state;
	mrtw_path(&w, 2, 4, "64496 23456");
	mrtw_path(&w, 17, 4, "4200000001");
	must_be(&w, 4, "64496 23456", "23456");
}

static void
as4_path_that_cannot_be_read_is_ignored(void **state)
{
	struct mrtw w = no_record();

	(void)state;
	mrtw_path(&w, 2, 2, "64496 23456");
	mrtw_attribute(&w, 17, "\x02\x02\0\0\xfb\xf0", 6);
	must_be(&w, 2, "64496 23456", "23456");
}

/* The whole message of a path that is these bytes. */
static void
path_is_refused(const void *bytes, size_t n, const char *why)
{
	struct mrtw w = no_record();
	struct rsec_bgp_attributes attributes;
	struct rsec_bgp_hop hops[4];
	struct rsec_err err;
	uint32_t origin;

	mrtw_attribute(&w, 2, bytes, n);
	attributes = parse(&w, 4);
	assert_int_equal(rsec_bgp_path(&attributes, hops, 4, &err), -1);
	assert_string_equal(err.msg, why);
	if (err.code != RSEC_ERR_LIMIT)
		assert_false(rsec_bgp_origin(&attributes, &origin));
	mrtw_fini(&w);
}

static void
a_path_that_breaks_a_rule_is_refused(void **state)
{
	static const uint8_t five[22] = { 2, 5 };

	(void)state;
	path_is_refused("\2", 1,
	    "the AS path ends inside a segment (RFC 4271 section 4.3)");
	path_is_refused("\2\1\0\0\xfb\xf0\2", 7,
	    "the AS path ends inside a segment (RFC 4271 section 4.3)");
	path_is_refused("\0\1\0\0\xfb\xf0", 6,
	    "a segment of type 0 in the AS path (RFC 4271 section 4.3)");
	path_is_refused("\5\1\0\0\xfb\xf0", 6,
	    "a segment of type 5 in the AS path (RFC 4271 section 4.3)");
	path_is_refused("\2\0", 2,
	    "a segment of 0 ASNs in the AS path, where 0 octets are left "
	    "(RFC 7606 section 7.2)");
	path_is_refused("\2\2\0\0\xfb\xf0", 6,
	    "a segment of 2 ASNs in the AS path, where 4 octets are left "
	    "(RFC 7606 section 7.2)");
	path_is_refused(five, 22, "an AS path of more than 4 ASNs");
}

static void
of_two_attributes_the_first_counts(void **state)
{
	struct mrtw w = no_record();
	struct rsec_bgp_attributes attributes;

	(void)state;
	mrtw_path(&w, 2, 4, "64496");
	mrtw_path(&w, 2, 4, "64497");
	mrtw_otc(&w, 64498);
	mrtw_otc(&w, 64499);
	mrtw_attribute(&w, 8, "\0\1\0\2", 4);
	mrtw_attribute(&w, 8, "\0\3\0\4", 4);
	attributes = parse(&w, 4);
	assert_int_equal(attributes.otc, 64498);
	assert_int_equal(rsec_get_be32(attributes.communities.data), 0x10002);
	must_be(&w, 4, "64496", "64496");
}

/* An attribute of more than 255 octets has a length of two. */
static void
a_path_may_have_many_segments(void **state)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	struct mrtw w = no_record();
	unsigned i;

	(void)state;
	for (i = 1; i <= 200; i++)
		text_add(&text, "%u ", i);
	for (; i <= 300; i++)
		text_add(&text, i == 300 ? "(%u)%c" : "(%u) ", i, '\0');
	mrtw_path(&w, 2, 4, text.data);
	must_be(&w, 4, text.data, "200");
	rsec_buf_fini(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_origin_is_the_last_of_the_last_sequence),
		cmocka_unit_test(a_path_that_ends_in_a_set_has_no_origin),
		cmocka_unit_test(an_empty_path_has_no_origin),
		cmocka_unit_test(
		    segments_of_a_confederation_have_no_say_in_the_origin),
		cmocka_unit_test(as4_path_stands_for_the_end_of_as_path),
		cmocka_unit_test(
		    the_origin_is_that_of_as4_path_whatever_as_path_says),
		cmocka_unit_test(a_set_counts_as_one_of_the_length),
		cmocka_unit_test(
		    segments_of_a_confederation_lead_as_path_and_count_nothing),
		cmocka_unit_test(as4_path_that_is_longer_is_ignored),
		cmocka_unit_test(
		    as4_path_is_ignored_from_a_peer_with_four_octets),
		cmocka_unit_test(as4_path_that_cannot_be_read_is_ignored),
		cmocka_unit_test(a_path_that_breaks_a_rule_is_refused),
		cmocka_unit_test(of_two_attributes_the_first_counts),
		cmocka_unit_test(a_path_may_have_many_segments),
		cmocka_unit_test(a_path_in_words_that_is_none_is_refused),
		cmocka_unit_test(a_long_path_in_words_has_several_segments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
