/* SPDX-License-Identifier: ISC */
/* What is said of an object, word for word. */
#include "tests/lib/test.h"

#include <string.h>

#include "hygiene/hygiene.h"
#include "hygiene/impact.h"
#include "hygiene/irregular.h"
#include "tests/lib/prefixes.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct object {
	const char *registry, *prefix;
	uint32_t origin;
	const char *maintainer;
};

static const struct object authoritative[] = {
	{ "RIPE", "192.0.2.0/24", 64496, "EXAMPLE-MNT" },
	{ "RIPE", "198.51.100.0/22", 64496, "EXAMPLE-MNT" },
	{ "ARIN", "2001:db8::/32", 64497, "" },
};

static const struct {
	const char *prefix;
	uint8_t max_len;
	uint32_t asn;
	const char *ta;
} vrps[] = {
	{ "192.0.2.0/24", 24, 64496, "ripe" },
	{ "198.51.100.0/22", 23, 64496, "ripe" },
	{ "203.0.113.0/24", 24, 0, "" },
};

static const struct {
	const char *prefix;
	uint32_t origin; /* 0: an AS_SET */
} announced[] = {
	{ "192.0.2.0/24", 64496 },
	{ "192.0.2.0/24", 64511 },
	{ "198.51.100.0/24", 64510 },
	{ "203.0.113.0/24", 0 },
	{ "2001:db8:1::/48", 64497 },
};

/* The inputs of all questions but for their object. */
struct inputs {
	struct rsec_vrps *vrps;
	struct rsec_bgp_table *bgp;
	struct rsec_relations *relations;
	struct rsec_organisations *organisations;
};

static void
add(struct rsec_irr_routes *routes, const struct object *object)
{
	const struct rsec_irr_route route = {
		.prefix = prefix_of(object->prefix),
		.origin = object->origin,
		.source = { object->registry, strlen(object->registry) },
		.maintainer = { object->maintainer,
		    strlen(object->maintainer) },
		.changed = RSEC_IRR_NO_DATE,
		.created = RSEC_IRR_NO_DATE,
	};

	assert_int_equal(rsec_irr_routes_add(routes, &route, NULL), 0);
}

static struct rsec_source
text_source(struct rsec_memory *memory, const char *text)
{
	*memory =
	    (struct rsec_memory){ (const uint8_t *)text, strlen(text), 0 };
	return rsec_source_memory(memory);
}

static void
read_relations(struct inputs *in)
{
	struct rsec_memory memory;

	assert_non_null(in->relations = rsec_relations_new());
	assert_non_null(in->organisations = rsec_organisations_new());
	assert_int_equal(
	    rsec_relations_read(in->relations,
		text_source(&memory, "64496|64500|-1\n64501|64496|-1\n"
				     "64496|64502|0\n"),
		NULL, NULL),
	    0);
	assert_int_equal(
	    rsec_organisations_read(in->organisations,
		text_source(&memory,
		    "# format:aut|changed|aut_name|org_id|opaque_id|source\n"
		    "64496||A|ORG||X\n64503||B|ORG||X\n"),
		NULL, NULL),
	    0);
	assert_int_equal(rsec_relations_freeze(in->relations, NULL), 0);
	assert_int_equal(rsec_organisations_freeze(in->organisations, NULL), 0);
}

static int
setup(void **state)
{
	static struct inputs in;
	struct rsec_bgp_route route;
	struct rsec_vrp vrp;
	size_t i;

	assert_non_null(in.vrps = rsec_vrps_new());
	assert_non_null(in.bgp = rsec_bgp_table_new());
	for (i = 0; i < COUNT(vrps); i++) {
		vrp.prefix = prefix_of(vrps[i].prefix);
		vrp.max_len = vrps[i].max_len;
		vrp.asn = vrps[i].asn;
		assert_int_equal(rsec_vrps_ta(in.vrps, vrps[i].ta,
				     strlen(vrps[i].ta), &vrp.ta, NULL),
		    0);
		assert_int_equal(rsec_vrps_add(in.vrps, &vrp, NULL), 0);
	}
	for (i = 0; i < COUNT(announced); i++) {
		route.prefix = prefix_of(announced[i].prefix);
		route.origin = announced[i].origin;
		route.has_origin = route.origin != 0;
		assert_int_equal(rsec_bgp_table_add(in.bgp, &route, NULL), 0);
	}
	assert_int_equal(rsec_vrps_freeze(in.vrps, NULL), 0);
	assert_int_equal(rsec_bgp_table_freeze(in.bgp, NULL), 0);
	read_relations(&in);
	*state = &in;
	return 0;
}

static int
teardown(void **state)
{
	struct inputs *in = *state;

	rsec_vrps_free(in->vrps);
	rsec_bgp_table_free(in->bgp);
	rsec_relations_free(in->relations);
	rsec_organisations_free(in->organisations);
	return 0;
}

/* The number of the record of REGISTRY. */
static uint32_t
record_of(const struct rsec_irr_routes *routes, const char *registry)
{
	struct rsec_irr_record record;
	uint32_t i;

	for (i = 0;; i++) {
		rsec_irr_routes_get(routes, i, &record);
		if (strcmp(rsec_irr_routes_registry(routes, record.registry),
			registry) == 0)
			return i;
	}
}

/* Ask INPUTS about OBJECT, beside the authoritative ones. */
static void
check(struct rsec_hygiene_inputs inputs, const struct object *object,
    const char *expected)
{
	struct rsec_irr_routes *routes = rsec_irr_routes_new();
	struct rsec_buf out = RSEC_BUF_INIT;
	struct rsec_hygiene_answer answer;
	struct rsec_hygiene *hygiene;
	uint16_t r;
	uint32_t i;

	for (i = 0; i < COUNT(authoritative); i++)
		add(routes, &authoritative[i]);
	add(routes, object);
	assert_int_equal(rsec_irr_routes_freeze(routes, NULL), 0);
	inputs.routes = routes;
	for (r = 0; r < rsec_irr_routes_registries(routes); r++)
		inputs.authoritative[r] = rsec_irr_is_authoritative(
		    rsec_irr_routes_registry(routes, r));
	i = record_of(routes, object->registry);
	assert_non_null(hygiene = rsec_hygiene_new(&inputs, NULL));
	rsec_hygiene_classify(hygiene, i, &answer);
	assert_int_equal(rsec_buf_puts(&out, "> "), 0);
	assert_int_equal(rsec_hygiene_explain(&inputs, i, &answer, &out), 0);
	assert_int_equal(rsec_buf_addc(&out, '\0'), 0);
	assert_string_equal(out.data + 2, expected);
	assert_memory_equal(out.data, "> ", 2);
	rsec_buf_fini(&out);
	rsec_hygiene_free(hygiene);
	rsec_irr_routes_free(routes);
}

static void
what_decided_is_named(void **state)
{
	static const struct {
		struct object object;
		const char *expected;
	} cases[] = {
		{ { "RADB", "192.0.2.0/24", 64496, "M" },
		    "RIPE route 192.0.2.0/24 AS64496 (EXAMPLE-MNT) has the "
		    "same origin; VRP AS64496 192.0.2.0/24 (ripe) matches; "
		    "announced, and by AS64511" },
		{ { "RADB", "192.0.2.0/24", 64498, "M" },
		    "RIPE route 192.0.2.0/24 AS64496 (EXAMPLE-MNT) has another "
		    "origin; VRP AS64496 192.0.2.0/24 (ripe) has another AS; "
		    "announced by AS64496" },
		{ { "RADB", "198.51.100.0/24", 64496, "M" },
		    "RIPE route 198.51.100.0/22 AS64496 (EXAMPLE-MNT) covers "
		    "it and has the same origin; VRP AS64496 "
		    "198.51.100.0/22-23 (ripe) has maxLength 23, shorter "
		    "than /24; announced by AS64510" },
		{ { "RADB", "203.0.113.0/24", 64499, "M" },
		    "no authoritative object covers it; VRP AS0 203.0.113.0/24 "
		    "lets nobody announce it; announced by an AS_SET" },
		{ { "RADB", "2001:db8::/33", 64497, "M" },
		    "ARIN route6 2001:db8::/32 AS64497 covers it and has the "
		    "same origin; no VRP covers it; announced in parts" },
		{ { "RADB", "2001:db8:2::/48", 64499, "" },
		    "ARIN route6 2001:db8::/32 AS64497 covers it and has "
		    "another origin; no VRP covers it; not announced" },
		{ { "APNIC", "2001:db8:1::/48", 64497, "M" },
		    "it is authoritative; no VRP covers it; announced" },
	};
	const struct inputs *in = *state;
	const struct rsec_hygiene_inputs inputs = { .vrps = in->vrps,
		.bgp = in->bgp };
	size_t i;

	for (i = 0; i < COUNT(cases); i++)
		check(inputs, &cases[i].object, cases[i].expected);
}

static void
relations_are_named_from_the_object_s_side(void **state)
{
	static const struct {
		uint32_t origin;
		const char *expected;
	} cases[] = {
		{ 64500, "RIPE route 192.0.2.0/24 AS64496 (EXAMPLE-MNT) has "
			 "another origin, a provider of AS64500" },
		{ 64501, "RIPE route 192.0.2.0/24 AS64496 (EXAMPLE-MNT) has "
			 "another origin, a customer of AS64501" },
		{ 64502, "RIPE route 192.0.2.0/24 AS64496 (EXAMPLE-MNT) has "
			 "another origin, a peer of AS64502" },
		{ 64503, "RIPE route 192.0.2.0/24 AS64496 (EXAMPLE-MNT) has "
			 "another origin, a sibling of AS64503" },
		{ 64504, "RIPE route 192.0.2.0/24 AS64496 (EXAMPLE-MNT) has "
			 "another origin" },
	};
	const struct inputs *in = *state;
	const struct rsec_hygiene_inputs inputs = { .relations = in->relations,
		.organisations = in->organisations };
	struct object object = { "RADB", "192.0.2.0/24", 0, "M" };
	size_t i;

	for (i = 0; i < COUNT(cases); i++) {
		object.origin = cases[i].origin;
		check(inputs, &object, cases[i].expected);
	}
}

struct naming {
	const char *name, *expected;
};

static void
check_names(const struct naming *naming, size_t count)
{
	for (; count > 0; count--, naming++)
		assert_string_equal(naming->name, naming->expected);
}

static void
classes_have_names(void **state)
{
	const struct naming names[] = {
		{ rsec_hygiene_auth_name(RSEC_AUTH_NONE), "none" },
		{ rsec_hygiene_auth_name(RSEC_AUTH_SAME), "same" },
		{ rsec_hygiene_auth_name(RSEC_AUTH_COVERED_SAME),
		    "covered-same" },
		{ rsec_hygiene_auth_name(RSEC_AUTH_RELATED), "related" },
		{ rsec_hygiene_auth_name(RSEC_AUTH_DIFFERENT), "different" },
		{ rsec_hygiene_rpki_name(RSEC_HYGIENE_VALID), "valid" },
		{ rsec_hygiene_rpki_name(RSEC_HYGIENE_INVALID_AS),
		    "invalid-as" },
		{ rsec_hygiene_rpki_name(RSEC_HYGIENE_INVALID_LENGTH),
		    "invalid-length" },
		{ rsec_hygiene_rpki_name(RSEC_HYGIENE_NOT_FOUND), "not-found" },
		{ rsec_hygiene_rpki_name(RSEC_HYGIENE_RPKI_UNKNOWN),
		    "unknown" },
		{ rsec_hygiene_bgp_name(RSEC_HYGIENE_EXACT), "exact" },
		{ rsec_hygiene_bgp_name(RSEC_HYGIENE_OTHER_ORIGIN),
		    "other-origin" },
		{ rsec_hygiene_bgp_name(RSEC_HYGIENE_MORE_SPECIFIC),
		    "more-specific-only" },
		{ rsec_hygiene_bgp_name(RSEC_HYGIENE_ABSENT), "absent" },
		{ rsec_hygiene_bgp_name(RSEC_HYGIENE_BGP_UNKNOWN), "unknown" },
		{ rsec_hygiene_age_name(RSEC_AGE_UNDER_1), "under 1 year" },
		{ rsec_hygiene_age_name(RSEC_AGE_1_TO_3), "1-3 years" },
		{ rsec_hygiene_age_name(RSEC_AGE_3_TO_10), "3-10 years" },
		{ rsec_hygiene_age_name(RSEC_AGE_OVER_10), "over 10 years" },
		{ rsec_hygiene_age_name(RSEC_AGE_UNKNOWN), "unknown" },
	};

	(void)state;
	check_names(names, COUNT(names));
}

static void
impacts_and_overlaps_have_names(void **state)
{
	const struct naming names[] = {
		{ rsec_impact_name(RSEC_IMPACT_KEPT), "kept" },
		{ rsec_impact_name(RSEC_IMPACT_RESCUED), "rescued" },
		{ rsec_impact_name(RSEC_IMPACT_ORPHANED), "orphaned" },
		{ rsec_impact_name(RSEC_IMPACT_UNJUSTIFIED), "unjustified" },
		{ rsec_impact_filter_name(RSEC_IMPACT_STRICT), "strict" },
		{ rsec_impact_filter_name(RSEC_IMPACT_PERMISSIVE),
		    "permissive" },
		{ rsec_overlap_name(RSEC_OVERLAP_NONE), "none" },
		{ rsec_overlap_name(RSEC_OVERLAP_PARTIAL), "partial" },
		{ rsec_overlap_name(RSEC_OVERLAP_FULL), "full" },
	};

	(void)state;
	check_names(names, COUNT(names));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_decided_is_named),
		cmocka_unit_test(relations_are_named_from_the_object_s_side),
		cmocka_unit_test(classes_have_names),
		cmocka_unit_test(impacts_and_overlaps_have_names),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
