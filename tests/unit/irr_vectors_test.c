/* SPDX-License-Identifier: ISC */
/*
 * The sample objects of IRRd's own tests ($RSEC_VECTORS/irr/irrd): good ones
 * say what they say, bad ones are refused for the reason in their name.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "irr/object.h"
#include "irr/sets.h"
#include "tests/lib/prefixes.h"

#define TEXT_MAX ((size_t)16 << 10)

/* One file while it is read. */
struct vector {
	char text[TEXT_MAX];
	struct rsec_memory memory;
	struct rsec_rpsl *reader;
	struct rsec_rpsl_object object;
	struct rsec_arena arena;
	struct rsec_err err;
};

static const char *
directory(void)
{
	const char *root = getenv("RSEC_VECTORS");

	return root != NULL ? root : "../shared/vectors";
}

/* Read the first object of NAME.rpsl; the test is skipped without it. */
static void
vector_init(struct vector *v, const char *name)
{
	char path[512];
	FILE *in;
	size_t n;

	snprintf(path, sizeof(path), "%s/irr/irrd/%s.rpsl", directory(), name);
	if ((in = fopen(path, "r")) == NULL) {
		print_message("SKIP: no %s\n", path);
		skip();
	}
	n = fread(v->text, 1, sizeof(v->text), in);
	assert_true(n > 0 && n < sizeof(v->text));
	fclose(in);
	v->memory = (struct rsec_memory){ (uint8_t *)v->text, n, 0 };
	v->reader = rsec_rpsl_new(rsec_source_memory(&v->memory), NULL);
	assert_non_null(v->reader);
	v->arena = RSEC_ARENA_INIT;
	assert_int_equal(rsec_rpsl_next(v->reader, &v->object, &v->err), 1);
}

static void
vector_fini(struct vector *v)
{
	rsec_rpsl_free(v->reader);
	rsec_arena_fini(&v->arena);
}

static void
must_be(struct rsec_rpsl_piece piece, const char *s)
{
	if (piece.n != strlen(s) || memcmp(piece.s, s, piece.n) != 0)
		fail_msg("\"%.*s\" is not \"%s\"", (int)piece.n, piece.s, s);
}

static void
must_list(struct rsec_irr_list list, const char *s)
{
	size_t i, n;

	for (i = 0; i < list.count; i++) {
		n = strcspn(s, " ");
		must_be(list.item[i], strndupa(s, n));
		s += n + (s[n] == ' ');
	}
	assert_string_equal(s, "");
}

static void
must_have_key(struct vector *v, const char *key)
{
	struct rsec_buf out = RSEC_BUF_INIT;

	assert_int_equal(rsec_rpsl_key(&v->object, &out, &v->err), 0);
	assert_int_equal(rsec_buf_addc(&out, '\0'), 0);
	assert_string_equal(out.data, key);
	rsec_buf_fini(&out);
}

static void
must_be_sound(struct vector *v)
{
	assert_int_equal(rsec_rpsl_check(&v->object, NULL), 0);
}

static void
must_be_route(const struct rsec_irr_route *route, const char *prefix,
    const char *maintainer)
{
	const struct rsec_prefix expected = prefix_of(prefix);

	assert_true(rsec_prefix_equal(&route->prefix, &expected));
	assert_int_equal(route->origin, 65537);
	must_be(route->source, "TEST");
	must_be(route->maintainer, maintainer);
	assert_int_equal(route->changed, 18078); /* 2019-07-01 */
	assert_int_equal(route->created, RSEC_IRR_NO_DATE);
	assert_false(route->dummy);
}

/* IRRd repairs its zero in silence; here that takes a lenient reader. */
static void
route(void **state)
{
	const struct rsec_irr_leniency lenient = { true, NULL, NULL };
	struct rsec_irr_route parsed;
	struct vector v;

	(void)state;
	vector_init(&v, "route");
	assert_int_equal(
	    rsec_irr_route_parse(&v.object, NULL, &parsed, &v.err), -1);
	assert_string_equal(v.err.msg,
	    "route: \"192.0.02.0\" is not an IPv4 address: an octet has a "
	    "leading zero (RFC 2622 section 4)");
	assert_int_equal(
	    rsec_irr_route_parse(&v.object, &lenient, &parsed, &v.err), 0);
	must_be_route(&parsed, "192.0.2.0/24", "TEST-MNT");
	assert_true(parsed.repaired);
	must_be_sound(&v);
	vector_fini(&v);
}

static void
route6(void **state)
{
	struct rsec_irr_route parsed;
	struct vector v;

	(void)state;
	vector_init(&v, "route6");
	assert_int_equal(
	    rsec_irr_route_parse(&v.object, NULL, &parsed, &v.err), 0);
	must_be_route(&parsed, "2001:db8::/48", "test-MNT");
	assert_false(parsed.repaired);
	must_have_key(&v, "2001:db8::/48AS65537");
	must_be_sound(&v);
	vector_fini(&v);
}

static void
as_set(void **state)
{
	struct rsec_irr_set set;
	struct vector v;

	(void)state;
	vector_init(&v, "as_set");
	assert_int_equal(
	    rsec_irr_set_parse(&v.object, &v.arena, &set, &v.err), 0);
	must_be(set.name, "AS65537:AS-SETTEST");
	must_list(set.members, "AS65538 AS65539 AS65537 AS-OTHERSET");
	must_list(set.mbrs_by_ref, "");
	must_list(set.mnt_by, "TEST-MNT");
	must_be(set.source, "TEST");
	must_have_key(&v, "AS65537:AS-SETTEST");
	must_be_sound(&v);
	vector_fini(&v);
}

static void
route_set(void **state)
{
	struct rsec_irr_set set;
	struct vector v;

	(void)state;
	vector_init(&v, "route_set");
	assert_int_equal(
	    rsec_irr_set_parse(&v.object, &v.arena, &set, &v.err), 0);
	must_be(set.name, "RS-TEST");
	must_list(set.members, "RS-OTHER-SET 2001:0dB8::/48");
	must_list(set.mbrs_by_ref, "TEST-MNT");
	must_list(set.mnt_by, "TEST-MNT");
	must_be(set.source, "TEST");
	must_have_key(&v, "RS-TEST");
	must_be_sound(&v);
	vector_fini(&v);
}

static void
rtr_set(void **state)
{
	struct rsec_irr_set set;
	struct vector v;

	(void)state;
	vector_init(&v, "rtr_set");
	assert_int_equal(
	    rsec_irr_set_parse(&v.object, &v.arena, &set, &v.err), 0);
	must_be(set.name, "rtrs-settest");
	must_list(set.members, "rtr.example.com rtrs-settest");
	must_list(set.mbrs_by_ref, "");
	must_list(set.mnt_by, "TEST-MNT");
	must_be(set.source, "TEST");
	must_have_key(&v, "RTRS-SETTEST");
	must_be_sound(&v);
	vector_fini(&v);
}

static void
aut_num(void **state)
{
	struct rsec_irr_aut_num an;
	struct vector v;

	(void)state;
	vector_init(&v, "aut_num");
	assert_int_equal(
	    rsec_irr_aut_num_parse(&v.object, &v.arena, &an, &v.err), 0);
	assert_int_equal(an.asn, 65537);
	must_be(an.as_name, "TEST-AS");
	must_list(an.member_of, "");
	must_list(an.mnt_by, "TEST-MNT");
	must_list(an.admin_c, "PERSON-TEST");
	must_list(an.tech_c, "PERSON-TEST");
	assert_int_equal(an.imports, 15);
	assert_int_equal(an.exports, 15);
	must_be(an.org, "");
	must_be(an.source, "TEST");
	must_have_key(&v, "AS65537");
	must_be_sound(&v);
	vector_fini(&v);
}

static void
classes_without_a_struct(void **state)
{
	static const struct {
		const char *file, *key;
	} good[] = {
		{ "as_block", "AS65536 - AS65538" },
		{ "filter_set", "FLTR-SETTEST" },
		{ "inet6num", "2001:db8::/48" },
		{ "inet_rtr", "RTR.EXAMPLE.COM" },
		{ "inetnum", "192.0.2.0 - 192.0.02.255" },
		{ "peering_set", "PRNG-SETTEST" },
	};
	struct vector v;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(good) / sizeof(*good); i++) {
		vector_init(&v, good[i].file);
		must_have_key(&v, good[i].key);
		must_be_sound(&v);
		vector_fini(&v);
	}
}

/* Both must refuse it, or the one that has a message. */
static const struct {
	const char *file;
	const char *parse; /* what rsec_irr_route_parse() says */
	const char *check; /* what rsec_rpsl_check() says */
} bad[] = {
	{ "malformed_pk",
	    "route: \"not-a-prefix\" is not an IP address (RFC 2622 section "
	    "4)",
	    "" },
	{ "malformed_source",
	    "source \"+TEST$$$\" is not a registry name (RFC 2622 section 2)",
	    "" },
	{ "missing_source", "no source attribute (RFC 2622 section 3.1)",
	    "no source attribute (RFC 2622 section 4)" },
	{ "missing_mandatory_attribute", "",
	    "no mnt-by attribute (RFC 2622 section 4)" },
	{ "invalid_multiple_attribute",
	    "a second source attribute (RFC 2622 section 3.1)",
	    "a second source attribute (RFC 2622 section 4)" },
	{ "unknown_attribute", "", "unknown attribute \"foo\"" },
	{ "unknown_class", "the object is not a route or route6",
	    "unknown class \"foo-block\"" },
	{ "template_route_object",
	    "route: \"[mandatory]  [single]    [primary\" is not an IP address "
	    "(RFC 2622 section 4)",
	    "" },
};

static int
keep(void *ctx, const struct rsec_err *err)
{
	snprintf(ctx, RSEC_ERR_MSG_MAX, "%s", err->msg);
	return 0;
}

static void
bad_objects_are_refused_for_the_reason_in_their_name(void **state)
{
	char message[RSEC_ERR_MSG_MAX];
	const struct rsec_diag diag = { keep, message };
	struct rsec_irr_route parsed;
	struct vector v;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		vector_init(&v, bad[i].file);
		v.err.msg[0] = message[0] = '\0';
		assert_int_equal(
		    rsec_irr_route_parse(&v.object, NULL, &parsed, &v.err),
		    bad[i].parse[0] != '\0' ? -1 : 0);
		assert_string_equal(v.err.msg, bad[i].parse);
		assert_int_equal(
		    rsec_rpsl_check(&v.object, &diag), bad[i].check[0] != '\0');
		assert_string_equal(message, bad[i].check);
		vector_fini(&v);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(route),
		cmocka_unit_test(route6),
		cmocka_unit_test(as_set),
		cmocka_unit_test(route_set),
		cmocka_unit_test(rtr_set),
		cmocka_unit_test(aut_num),
		cmocka_unit_test(classes_without_a_struct),
		cmocka_unit_test(
		    bad_objects_are_refused_for_the_reason_in_their_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
