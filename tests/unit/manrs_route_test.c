/* SPDX-License-Identifier: ISC */
/*
 * Routes held against RPKI and IRR, and the two rules of CAIDA's analysis:
 * random VRPs, route objects and announcements of both families, against a
 * scan of all of them.
 */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "manrs/route.h"
#include "tests/lib/mrttext.h"
#include "tests/lib/mrtwrite.h"
#include "tests/lib/prefixes.h"

#define VRPS	 250
#define OBJECTS	 250
#define ROUTES	 500
#define ORIGINS	 8 /* from ORIGIN on */
#define ORIGIN	 220
#define CARRIERS 3 /* from CARRIER on, providers of even origins */
#define CARRIER	 210
#define ROUNDS	 12

static const char *const registries[] = { "RIPE", "RADB", "ARIN", "NTTCOM" };

struct object {
	struct rsec_route route;
	unsigned registry;
};

struct announced {
	struct rsec_prefix prefix;
	uint32_t carrier, origin;
};

struct world {
	struct rsec_vrp vrp[VRPS];
	struct object object[OBJECTS];
	struct announced route[ROUTES];
	/* The part from here on is only supposed. */
	unsigned vrps, objects;

	struct rsec_route supposed[OBJECTS];
	struct rsec_manrs_what_if what_if;
	struct rsec_manrs_data data;
	struct rsec_vrps *set;
	struct rsec_manrs_registry *registry;
	struct rsec_manrs_contacts *contacts;
	struct rsec_relations *relations;
	struct rsec_manrs_view *view;
};

static uint32_t
random_origin(struct random *r)
{
	return ORIGIN + random_below(r, ORIGINS);
}

/* All near each other, so that they cover and miss. */
static void
make_random(struct random *r, struct world *w)
{
	struct rsec_prefix prefixes[VRPS + OBJECTS + ROUTES];
	unsigned i;

	prefixes_random(r, 0, prefixes, VRPS + OBJECTS + ROUTES);
	random_shuffle(
	    r, prefixes, VRPS + OBJECTS + ROUTES, sizeof(prefixes[0]));
	for (i = 0; i < VRPS; i++) {
		const struct rsec_prefix *p = &prefixes[i];
		const uint8_t bits = rsec_family_bits(p->family);

		w->vrp[i] = (struct rsec_vrp){ .prefix = *p,
			.asn = random_once_in(r, 8) ? 0 : random_origin(r),
			.max_len =
			    (uint8_t)(p->len +
				      random_below(r, bits - p->len + 1u)) };
	}
	for (i = 0; i < OBJECTS; i++)
		w->object[i] = (struct object){ { prefixes[VRPS + i],
						    random_origin(r), true },
			random_below(r, 4) };
	for (i = 0; i < ROUTES; i++)
		w->route[i] = (struct announced){ prefixes[VRPS + OBJECTS + i],
			CARRIER + random_below(r, CARRIERS), random_origin(r) };
}

static void
read_vrps(struct world *w)
{
	unsigned i;

	assert_non_null(w->set = rsec_vrps_new());
	for (i = 0; i < w->vrps; i++)
		assert_int_equal(rsec_vrps_add(w->set, &w->vrp[i], NULL), 0);
	assert_int_equal(rsec_vrps_freeze(w->set, NULL), 0);
}

static void
read_objects(struct world *w)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	char prefix[RSEC_PREFIX_SIZE];
	struct rsec_memory memory;
	unsigned i;

	for (i = 0; i < w->objects; i++) {
		const struct rsec_route *route = &w->object[i].route;

		rsec_prefix_format(prefix, &route->prefix);
		text_add(&text, "route%s: %s\norigin: AS%u\nsource: %s\n\n",
		    route->prefix.family == RSEC_IPV6 ? "6" : "", prefix,
		    route->origin, registries[w->object[i].registry]);
	}
	text_add(&text, "\n");
	memory =
	    (struct rsec_memory){ (const uint8_t *)text.data, text.len, 99 };
	assert_non_null(w->registry = rsec_manrs_registry_new());
	assert_non_null(w->contacts = rsec_manrs_contacts_new());
	assert_int_equal(
	    rsec_manrs_registry_read(w->registry, rsec_source_memory(&memory),
		NULL, false, NULL, NULL, NULL),
	    0);
	assert_int_equal(
	    rsec_manrs_registry_freeze(w->registry, NULL, 0, w->contacts, NULL),
	    0);
	rsec_buf_fini(&text);
}

static void
read_relations(struct world *w)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_memory memory;
	unsigned a, b;

	for (a = CARRIER; a < CARRIER + CARRIERS; a++)
		for (b = ORIGIN; b < ORIGIN + ORIGINS; b++)
			text_add(&text, "%u|%u|%d\n", a, b, b % 2 ? 0 : -1);
	memory =
	    (struct rsec_memory){ (const uint8_t *)text.data, text.len, 0 };
	assert_non_null(w->relations = rsec_relations_new());
	assert_int_equal(rsec_relations_read(w->relations,
			     rsec_source_memory(&memory), NULL, NULL),
	    0);
	assert_int_equal(rsec_relations_freeze(w->relations, NULL), 0);
	rsec_buf_fini(&text);
}

static void
read_table(struct world *w)
{
	struct rsec_manrs_view_inputs inputs = { .month = w->data.month,
		.relations = w->relations };
	char prefix[RSEC_PREFIX_SIZE], path[64];
	struct mrtw mrt = MRTW_INIT;
	struct rsec_memory memory;
	unsigned i;

	mrtw_peers(&mrt, 1);
	for (i = 0; i < ROUTES; i++) {
		const struct announced *a = &w->route[i];

		rsec_prefix_format(prefix, &a->prefix);
		snprintf(
		    path, sizeof(path), "300 %u %u", a->carrier, a->origin);
		mrtw_rib(
		    &mrt, a->prefix.family == RSEC_IPV6 ? 4 : 2, prefix, 1);
		mrtw_entry(&mrt, 0);
		mrtw_attribute(&mrt, 1, "", 1);
		mrtw_path(&mrt, 2, 4, path);
		mrtw_close(&mrt);
	}
	memory = mrtw_memory(&mrt, 0);
	assert_non_null(w->view = rsec_manrs_view_new(&inputs));
	assert_int_equal(rsec_manrs_view_read(w->view,
			     rsec_source_memory(&memory), NULL, NULL, NULL),
	    0);
	assert_int_equal(rsec_manrs_view_freeze(w->view, NULL), 0);
	mrtw_fini(&mrt);
}

static void
world_read(struct world *w)
{
	unsigned i;

	assert_true(rsec_manrs_month_parse("2001-09", 7, &w->data.month));
	assert_true(
	    rsec_manrs_rules_init(&w->data.rules, 2024, RSEC_MANRS_NETOPS));
	read_vrps(w);
	read_objects(w);
	read_relations(w);
	read_table(w);
	for (i = w->objects; i < OBJECTS; i++)
		w->supposed[i] = w->object[i].route;
	w->what_if = (struct rsec_manrs_what_if){ .vrp = w->vrp + w->vrps,
		.vrps = VRPS - w->vrps,
		.route = w->supposed + w->objects,
		.routes = OBJECTS - w->objects };
	w->data.inputs = RSEC_MANRS_BGP | RSEC_MANRS_VRPS | RSEC_MANRS_IRR;
	w->data.vrps = w->set;
	w->data.registry = w->registry;
	w->data.view = w->view;
	w->data.what_if = &w->what_if;
}

static void
world_fini(struct world *w)
{
	rsec_vrps_free(w->set);
	rsec_manrs_registry_free(w->registry);
	rsec_manrs_contacts_free(w->contacts);
	rsec_relations_free(w->relations);
	rsec_manrs_view_free(w->view);
}

/* As the notebooks call it. */
static const char *
scan_rpki(const struct world *w, const struct rsec_prefix *p, uint32_t origin)
{
	const char *found = "NotFound";
	unsigned i;

	for (i = 0; i < VRPS; i++) {
		const struct rsec_vrp *vrp = &w->vrp[i];

		if (!rsec_prefix_contains(&vrp->prefix, p))
			continue;
		if (vrp->asn == origin && p->len <= vrp->max_len)
			return "Valid";
		if (vrp->asn == origin)
			found = "Invalid,more-specific";
		else if (strcmp(found, "NotFound") == 0)
			found = "Invalid";
	}
	return found;
}

static const char *
scan_irr(const struct world *w, const struct rsec_prefix *p, uint32_t origin,
    bool *is_rir)
{
	const char *found = "NotFound";
	unsigned i;

	*is_rir = false;
	for (i = 0; i < OBJECTS; i++) {
		const struct rsec_route *route = &w->object[i].route;

		if (!rsec_prefix_contains(&route->prefix, p))
			continue;
		if (route->origin == origin)
			*is_rir |=
			    i < w->objects && w->object[i].registry % 2 == 0;
		if (route->origin == origin && p->len == route->prefix.len)
			found = "Valid";
		else if (route->origin == origin && strcmp(found, "Valid") != 0)
			found = "Invalid,more-specific";
		else if (strcmp(found, "NotFound") == 0)
			found = "Invalid";
	}
	return found;
}

static bool
is(const char *state, const char *name)
{
	return strcmp(state, name) == 0;
}

/* The names that the notebooks have for what was judged. */
static const char *
rpki_of(const struct rsec_manrs_route *route)
{
	if (route->rpki == RSEC_ROV_VALID)
		return "Valid";
	if (route->rpki == RSEC_ROV_NOT_FOUND)
		return "NotFound";
	return route->reason == RSEC_ROV_LENGTH ? "Invalid,more-specific"
						: "Invalid";
}

static const char *
irr_of(const struct rsec_manrs_route *route)
{
	static const char *const names[] = { "Valid", "Invalid,more-specific",
		"Invalid", "NotFound" };

	return names[route->irr];
}

struct seen {
	unsigned valid, invalid, conforming, bad, rir;
};

static void
judge_one(const struct world *w, const struct announced *a, struct seen *seen)
{
	const char *rpki = scan_rpki(w, &a->prefix, a->origin), *irr;
	struct rsec_manrs_route route;
	bool is_rir, conforms, bad;

	irr = scan_irr(w, &a->prefix, a->origin, &is_rir);
	rsec_manrs_route_judge(&w->data, &a->prefix, a->origin, &route);
	assert_true(route.has_rpki && route.has_irr);
	assert_string_equal(rpki_of(&route), rpki);
	assert_string_equal(irr_of(&route), irr);
	assert_int_equal(route.irr_auth, is_rir);
	conforms = is(rpki, "Valid") || is(irr, "Valid") ||
		   is(irr, "Invalid,more-specific");
	bad = is(rpki, "Invalid") || is(rpki, "Invalid,more-specific") ||
	      (is(rpki, "NotFound") && is(irr, "Invalid"));
	assert_int_equal(rsec_manrs_route_conforms(&route), conforms);
	assert_int_equal(rsec_manrs_route_is_bad(&route), bad);
	seen->valid += is(rpki, "Valid");
	seen->invalid += is(rpki, "Invalid,more-specific");
	seen->conforming += conforms;
	seen->bad += bad;
	seen->rir += is_rir;
}

/* ROUTE is the first of its prefix and origin. */
static bool
is_first(const struct world *w, unsigned route, bool by_carrier)
{
	const struct announced *a = &w->route[route], *b;
	unsigned i;

	for (i = 0; i < route; i++) {
		b = &w->route[i];
		if (b->origin == a->origin &&
		    (!by_carrier || b->carrier == a->carrier) &&
		    rsec_prefix_equal(&b->prefix, &a->prefix))
			return false;
	}
	return true;
}

static void
scan_tally(const struct world *w, uint32_t asn, struct rsec_manrs_tally *t)
{
	unsigned i;

	for (i = 0; i < ROUTES; i++) {
		const struct announced *a = &w->route[i];
		bool is_rir;
		const char *rpki = scan_rpki(w, &a->prefix, a->origin);
		const char *irr = scan_irr(w, &a->prefix, a->origin, &is_rir);
		const bool covered =
		    is(irr, "Valid") || is(irr, "Invalid,more-specific");

		if (a->prefix.len == 0)
			continue;
		if (a->origin == asn && is_first(w, i, false)) {
			t->routes++;
			t->rpki_valid += is(rpki, "Valid");
			t->rpki_not_found += is(rpki, "NotFound");
			t->rpki_invalid += rpki[0] == 'I';
			t->irr_exact += is(irr, "Valid");
			t->irr_covered += covered;
			t->invalid_covered += covered && rpki[0] == 'I';
			t->irr_auth += is_rir;
			t->either += is(rpki, "Valid") || covered;
		}
		if (a->carrier == asn && a->origin % 2 == 0 &&
		    is_first(w, i, true)) {
			t->customer_routes++;
			t->customer_bad +=
			    rpki[0] == 'I' ||
			    (is(rpki, "NotFound") && is(irr, "Invalid"));
		}
	}
}

static void
routes_are_judged_as_a_scan_of_all_does(void **state)
{
	struct random r = { 2622 };
	struct seen seen = { 0 };
	struct world w;
	unsigned round, i;

	(void)state;
	for (round = 0; round < ROUNDS; round++) {
		memset(&w, 0, sizeof(w));
		make_random(&r, &w);
		/* Nothing, some or all of it is only supposed. */
		w.vrps = round % 3 == 0 ? VRPS : random_below(&r, VRPS);
		w.objects =
		    round % 3 == 1 ? OBJECTS : random_below(&r, OBJECTS);
		world_read(&w);
		for (i = 0; i < ROUTES; i++)
			judge_one(&w, &w.route[i], &seen);
		world_fini(&w);
	}
	assert_true(seen.valid > 100);
	assert_true(seen.invalid > 100);
	assert_true(seen.conforming > 100);
	assert_true(seen.bad > 100);
	assert_true(seen.rir > 100);
}

static void
tallies_are_those_of_a_scan(void **state)
{
	struct rsec_manrs_tally tally, expected;
	struct random r = { 4012 };
	struct rsec_manrs_lookup *lookup;
	struct rsec_manrs_data judged;
	uint64_t customers = 0;
	struct world w;
	unsigned round;
	uint32_t asn;

	(void)state;
	for (round = 0; round < ROUNDS / 3; round++) {
		memset(&w, 0, sizeof(w));
		make_random(&r, &w);
		w.vrps = VRPS;
		w.objects = OBJECTS;
		world_read(&w);
		judged = w.data;
		lookup = rsec_manrs_lookup_new(&w.data, NULL);
		assert_non_null(lookup);
		for (asn = CARRIER; asn < ORIGIN + ORIGINS; asn++) {
			memset(&tally, 0, sizeof(tally));
			memset(&expected, 0, sizeof(expected));
			rsec_manrs_tally_add(&w.data, &asn, 1, &tally);
			scan_tally(&w, asn, &expected);
			assert_memory_equal(&tally, &expected, sizeof(tally));
			customers += tally.customer_bad;
			memset(&tally, 0, sizeof(tally));
			judged.lookup = lookup;
			rsec_manrs_tally_add(&judged, &asn, 1, &tally);
			assert_memory_equal(&tally, &expected, sizeof(tally));
		}
		rsec_manrs_lookup_free(lookup);
		world_fini(&w);
	}
	assert_true(customers > 100);
}

static void
what_is_not_given_decides_nothing(void **state)
{
	const struct rsec_prefix prefix = prefix_of("192.0.2.0/24");
	struct rsec_manrs_data data = { .inputs = 0 };
	struct rsec_manrs_tally tally = { 0 };
	struct rsec_manrs_route route;

	(void)state;
	rsec_manrs_route_judge(&data, &prefix, ORIGIN, &route);
	assert_false(route.has_rpki || route.has_irr);
	assert_false(rsec_manrs_route_conforms(&route));
	assert_false(rsec_manrs_route_is_bad(&route));
	rsec_manrs_tally_add(&data, &(uint32_t){ ORIGIN }, 1, &tally);
	assert_int_equal(tally.routes, 0);
}

static void
routes_of_bogon_origins_do_not_count(void **state)
{
	static const uint32_t bogons[] = { 0, 23456, 64512, 65534, 65535, 65552,
		131071, 4200000000, UINT32_MAX };
	static const uint32_t others[] = { 1, 23455, 64496, 64511, 65536, 65551,
		131072, 4199999999 };
	struct rsec_manrs_announcement a = {
		.prefix = prefix_of("192.0.2.0/24"), .peers = 3
	};
	struct rsec_manrs_data data = { .rules = { .min_peers = 1 } };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bogons) / sizeof(bogons[0]); i++) {
		a.origin = bogons[i];
		assert_false(rsec_manrs_route_counts(&data, &a));
	}
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		a.origin = others[i];
		assert_true(rsec_manrs_route_counts(&data, &a));
	}
}

static void
an_unknown_number_of_peers_is_enough(void **state)
{
	struct rsec_manrs_announcement a = {
		.prefix = prefix_of("192.0.2.0/24"), .origin = ORIGIN
	};
	struct rsec_manrs_data data = { .rules = { .min_peers = 2 } };

	(void)state;
	for (a.peers = 0; a.peers < 4; a.peers++)
		assert_int_equal(
		    rsec_manrs_route_counts(&data, &a), a.peers != 1);
}

static void
a_withdrawn_route_does_not_count(void **state)
{
	const struct rsec_route withdrawn[] = {
		{ prefix_of("198.51.100.0/24"), ORIGIN, true },
		{ prefix_of("192.0.2.0/24"), ORIGIN, true },
	};
	const struct rsec_manrs_what_if what_if = { .withdrawn = withdrawn,
		.withdrawals = 2 };
	struct rsec_manrs_data data = { .what_if = &what_if };
	struct rsec_manrs_announcement a = {
		.prefix = prefix_of("192.0.2.0/24"), .origin = ORIGIN
	};

	(void)state;
	assert_false(rsec_manrs_route_counts(&data, &a));
	a.origin++;
	assert_true(rsec_manrs_route_counts(&data, &a));
	a.origin--;
	a.prefix = prefix_of("192.0.2.0/25");
	assert_true(rsec_manrs_route_counts(&data, &a));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(routes_are_judged_as_a_scan_of_all_does),
		cmocka_unit_test(tallies_are_those_of_a_scan),
		cmocka_unit_test(what_is_not_given_decides_nothing),
		cmocka_unit_test(routes_of_bogon_origins_do_not_count),
		cmocka_unit_test(an_unknown_number_of_peers_is_enough),
		cmocka_unit_test(a_withdrawn_route_does_not_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
