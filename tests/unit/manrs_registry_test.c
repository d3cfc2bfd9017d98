/* SPDX-License-Identifier: ISC */
/* What registries say of ASNs: lib/manrs/registry.h. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "tests/lib/prefixes.h"
#include "tests/lib/registries.h"

static const char ripe[] = "aut-num: AS64496\n"
			   "as-name: EXAMPLE\n"
			   "org: ORG-EX1-RIPE\n"
			   "import: from AS64497 accept ANY\n"
			   "export: to AS64497 announce as64496:as-customers\n"
			   "mp-export: afi ipv6.unicast to AS64498 announce "
			   "AS-EXAMPLE AND AS64496:AS-Customers;\n"
			   "remarks: filter us by RIPE::AS-OURS, please\n"
			   "admin-c: ex1-ripe\n"
			   "tech-c: EX1-RIPE, GONE-RIPE\n"
			   "mnt-by: EXAMPLE-MNT\n"
			   "source: RIPE # Filtered\n"
			   "\n"
			   "organisation: ORG-EX1-RIPE\n"
			   "org-name: Example\n"
			   "abuse-c: AB1-RIPE\n"
			   "source: RIPE\n"
			   "\n"
			   "role: Example NOC\n"
			   "e-mail: noc@example.net\n"
			   "phone: +31 20 555 0100\n"
			   "nic-hdl: EX1-RIPE\n"
			   "last-modified: 2026-11-02T00:00:00Z\n"
			   "source: RIPE\n"
			   "\n"
			   "role: Abuse\n"
			   "e-mail: office@example.net\n"
			   "abuse-mailbox: abuse@example.net\n"
			   "nic-hdl: AB1-RIPE\n"
			   "source: RIPE\n"
			   "\n"
			   "as-set: AS64496:AS-CUSTOMERS\n"
			   "members: AS64497\n"
			   "source: RIPE\n"
			   "\n"
			   "route: 192.0.2.0/24\n"
			   "origin: AS64496\n"
			   "source: RIPE\n";

static const char ripe_contacts[] =
    "whois RIPE technical GONE-RIPE||| missing\n"
    "whois RIPE technical EX1-RIPE|Example NOC|noc@example.net|"
    "+31 20 555 0100\n"
    "whois RIPE administrative EX1-RIPE|Example NOC|noc@example.net|"
    "+31 20 555 0100\n"
    "whois RIPE abuse AB1-RIPE|Abuse|abuse@example.net|\n";

static void
an_aut_num_is_joined_with_whom_it_refers_to(void **state)
{
	struct registries r;

	(void)state;
	registries_of(&r, ripe, true);
	registries_aut_nums(&r, 64496,
	    "RIPE EXAMPLE imports 1 exports 2 admin tech AS-EXAMPLE AS-OURS "
	    "AS64496:AS-CUSTOMERS\n");
	registries_contacts(&r, 64496, ripe_contacts);
	registries_contacts(&r, 64497, "");
	assert_int_equal(r.stats.objects, 6);
	assert_int_equal(r.stats.routes, 1);
	assert_int_equal(r.stats.aut_nums, 1);
	assert_int_equal(r.stats.sets, 1);
	assert_int_equal(r.stats.contacts, 2);
	assert_int_equal(r.stats.malformed, 0);
	registries_fini(&r);
}

static void
the_date_of_a_contact_is_that_of_its_object(void **state)
{
	const struct rsec_manrs_contact *c;
	uint32_t i, first, count, seen = 0;
	struct registries r;

	(void)state;
	registries_of(&r, ripe, false);
	count = rsec_manrs_contacts_of(r.contacts, 64496, &first);
	for (i = first; i < first + count; i++) {
		c = rsec_manrs_contacts_get(r.contacts, i);
		assert_int_equal(c->source, RSEC_MANRS_FROM_IRR);
		if (strcmp(c->handle, "EX1-RIPE") != 0)
			continue;
		assert_int_equal(c->updated, 1793577600);
		seen++;
	}
	assert_int_equal(seen, 2);
	registries_fini(&r);
}

static void
handles_of_a_dump_without_people_are_hidden(void **state)
{
	struct registries r;

	(void)state;
	registries_of(&r,
	    "aut-num: AS64496\n"
	    "admin-c: EX1-RIPE\n"
	    "source: RIPE\n"
	    "\n"
	    "aut-num: AS64497\n"
	    "tech-c: DUMY-RIPE\n"
	    "source: RIPE\n",
	    true);
	registries_contacts(
	    &r, 64496, "whois RIPE administrative EX1-RIPE||| hidden\n");
	registries_contacts(
	    &r, 64497, "whois RIPE technical DUMY-RIPE||| hidden\n");
	registries_fini(&r);
}

static void
handles_are_of_their_own_registry(void **state)
{
	struct registries r;

	(void)state;
	registries_of(&r,
	    "aut-num: AS64496\n"
	    "tech-c: EX1\n"
	    "source: RADB\n"
	    "\n"
	    "person: Somebody Else\n"
	    "e-mail: else@example.net\n"
	    "nic-hdl: EX1\n"
	    "source: ALTDB\n"
	    "\n"
	    "person: Nobody\n"
	    "e-mail: ***@example.net\n"
	    "nic-hdl: EX2\n"
	    "source: RADB\n",
	    false);
	registries_contacts(&r, 64496, "IRR RADB technical EX1||| missing\n");
	registries_fini(&r);
}

static void
starred_mail_is_hidden(void **state)
{
	struct registries r;

	(void)state;
	registries_of(&r,
	    "aut-num: AS64496\n"
	    "tech-c: EX1\n"
	    "source: AFRINIC\n"
	    "\n"
	    "person: Nobody\n"
	    "e-mail: ***@example.net\n"
	    "nic-hdl: EX1\n"
	    "source: AFRINIC\n",
	    true);
	registries_contacts(
	    &r, 64496, "whois AFRINIC technical EX1|Nobody|| hidden\n");
	registries_fini(&r);
}

static void
an_aut_num_without_source_is_reported(void **state)
{
	struct registries r;

	(void)state;
	registries_of(&r,
	    "aut-num: AS64496\n"
	    "as-name: EXAMPLE\n"
	    "\n"
	    "aut-num: 64496\n"
	    "source: RIPE\n"
	    "\n"
	    "as-set: EXAMPLE\n"
	    "source: RIPE\n"
	    "\n"
	    "role: Example\n"
	    "source: RIPE\n"
	    "\n"
	    "route: 192.0.2.0/24\n"
	    "source: RIPE\n",
	    false);
	assert_string_equal(r.told.text,
	    "1: no source attribute (RFC 2622 section 3.1)\n"
	    "4: aut-num \"64496\" is not an AS number (RFC 2622 section 6)\n"
	    "7: as-set \"EXAMPLE\": a component is neither an AS number nor a "
	    "set name (RFC 2622 section 5)\n"
	    "10: no nic-hdl attribute (RFC 2622 section 3.3)\n"
	    "13: no origin attribute (RFC 2622 section 4)\n");
	assert_int_equal(r.stats.malformed, 5);
	registries_aut_nums(&r, 64496, "");
	registries_fini(&r);
}

static void
of_two_aut_nums_the_one_changed_last_counts(void **state)
{
	static const char old[] = "aut-num: AS64496\n"
				  "as-name: OLD\n"
				  "last-modified: 2020-01-01T00:00:00Z\n"
				  "source: RIPE\n";
	static const char new[] = "aut-num: AS64496\n"
				  "as-name: NEW\n"
				  "last-modified: 2021-01-01T00:00:00Z\n"
				  "source: ripe\n";
	int i;

	(void)state;
	for (i = 0; i < 2; i++) {
		struct registries r;

		registries_init(&r);
		registries_read(&r, r.registry, i == 0 ? old : new, true, 0);
		registries_read(&r, r.registry, i == 0 ? new : old, true, 0);
		registries_freeze(&r);
		registries_aut_nums(
		    &r, 64496, "RIPE NEW imports 0 exports 0\n");
		registries_fini(&r);
	}
}

static void
dumps_of_several_threads_are_one_in_any_order(void **state)
{
	static const char radb[] = "route: 192.0.2.0/25\n"
				   "origin: AS64496\n"
				   "source: RADB\n"
				   "\n"
				   "as-set: AS64496:AS-CUSTOMERS\n"
				   "members: AS64498, AS-GONE\n"
				   "source: RADB\n"
				   "\n"
				   "aut-num: AS64499\n"
				   "member-of: AS-BYREF\n"
				   "mnt-by: EXAMPLE-MNT\n"
				   "source: RADB\n"
				   "\n"
				   "as-set: AS-BYREF\n"
				   "mbrs-by-ref: EXAMPLE-MNT\n"
				   "source: RADB\n";
	struct rsec_manrs_registry *other;
	struct rsec_irr_expansion e;
	const uint32_t *records;
	int i;

	(void)state;
	for (i = 0; i < 2; i++) {
		struct registries r;

		registries_init(&r);
		assert_non_null(other = rsec_manrs_registry_new());
		registries_read(
		    &r, r.registry, i == 0 ? ripe : radb, i == 0, 0);
		registries_read(&r, other, i == 0 ? radb : ripe, i != 0, 0);
		assert_int_equal(
		    rsec_manrs_registry_merge(r.registry, other, NULL), 0);
		rsec_manrs_registry_free(other);
		registries_freeze(&r);
		registries_contacts(&r, 64496, ripe_contacts);
		assert_int_equal(
		    rsec_manrs_registry_routes_of(r.registry, 64496, &records),
		    2);
		assert_int_equal(records[0], 0);
		assert_int_equal(records[1], 1);
		assert_int_equal(
		    rsec_irr_expand(rsec_manrs_registry_sets(r.registry),
			"AS64496:AS-CUSTOMERS", &e, NULL),
		    0);
		assert_int_equal(e.asns, 1);
		assert_int_equal(e.asn[0], 64497);
		rsec_irr_expansion_fini(&e);
		assert_int_equal(
		    rsec_irr_expand(rsec_manrs_registry_sets(r.registry),
			"AS-BYREF", &e, NULL),
		    0);
		assert_int_equal(e.asns, 1);
		assert_int_equal(e.asn[0], 64499);
		rsec_irr_expansion_fini(&e);
		registries_fini(&r);
	}
}

#define OBJECTS 3000

static void
route_objects_of_an_origin_are_those_that_a_scan_finds(void **state)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	struct rsec_irr_record record;
	const struct rsec_irr_routes *routes;
	char line[128], shown[RSEC_PREFIX_SIZE];
	struct random random = { 6 };
	struct rsec_prefix prefix;
	const uint32_t *records;
	uint32_t i, n, origin;
	struct registries r;

	(void)state;
	for (i = 0; i < OBJECTS; i++) {
		prefix = prefix_random(&random, i % 3 ? RSEC_IPV4 : RSEC_IPV6);
		rsec_prefix_format(shown, &prefix);
		snprintf(line, sizeof(line),
		    "%s: %s\norigin: AS%u\nsource: R%u\n\n",
		    i % 3 ? "route" : "route6", shown,
		    random_below(&random, 200), random_below(&random, 5));
		assert_int_equal(rsec_buf_puts(&text, line), 0);
	}
	assert_int_equal(rsec_buf_addc(&text, '\0'), 0);
	registries_of(&r, text.data, false);
	routes = rsec_manrs_registry_routes(r.registry);
	assert_int_equal(rsec_irr_routes_count(routes), OBJECTS);
	for (origin = 0; origin < 201; origin++) {
		n = rsec_manrs_registry_routes_of(r.registry, origin, &records);
		for (i = 0; i < OBJECTS; i++) {
			rsec_irr_routes_get(routes, i, &record);
			if (record.origin != origin)
				continue;
			assert_true(n > 0);
			assert_int_equal(*records, i);
			records++;
			n--;
		}
		assert_int_equal(n, 0);
	}
	rsec_buf_fini(&text);
	registries_fini(&r);
}

static void
remarks_without_end_name_no_more_than_is_kept(void **state)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	const struct rsec_manrs_aut_num *a;
	uint32_t first;
	char line[64];
	struct registries r;
	int i;

	(void)state;
	assert_int_equal(rsec_buf_puts(&text, "aut-num: AS64496\n"), 0);
	for (i = 0; i < 20000; i++) {
		snprintf(line, sizeof(line), "remarks: AS-EX%d\n", i);
		assert_int_equal(rsec_buf_puts(&text, line), 0);
	}
	assert_int_equal(rsec_buf_puts(&text, "source: RIPE\n"), 0);
	assert_int_equal(rsec_buf_addc(&text, '\0'), 0);
	registries_of(&r, text.data, false);
	assert_int_equal(
	    rsec_manrs_registry_aut_nums(r.registry, 64496, &first), 1);
	a = rsec_manrs_registry_aut_num(r.registry, first);
	assert_int_equal(a->as_sets, 64);
	rsec_buf_fini(&text);
	registries_fini(&r);
}

static void
nothing_is_read_into_what_is_frozen(void **state)
{
	struct rsec_memory memory = { NULL, 0, 0 };
	struct rsec_err err;
	struct registries r;

	(void)state;
	registries_of(&r, "", false);
	assert_int_equal(
	    rsec_manrs_registry_read(r.registry, rsec_source_memory(&memory),
		NULL, false, NULL, NULL, &err),
	    -1);
	assert_string_equal(err.msg, "the data of registries are frozen");
	registries_fini(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_aut_num_is_joined_with_whom_it_refers_to),
		cmocka_unit_test(the_date_of_a_contact_is_that_of_its_object),
		cmocka_unit_test(handles_of_a_dump_without_people_are_hidden),
		cmocka_unit_test(handles_are_of_their_own_registry),
		cmocka_unit_test(starred_mail_is_hidden),
		cmocka_unit_test(an_aut_num_without_source_is_reported),
		cmocka_unit_test(of_two_aut_nums_the_one_changed_last_counts),
		cmocka_unit_test(dumps_of_several_threads_are_one_in_any_order),
		cmocka_unit_test(
		    route_objects_of_an_origin_are_those_that_a_scan_finds),
		cmocka_unit_test(remarks_without_end_name_no_more_than_is_kept),
		cmocka_unit_test(nothing_is_read_into_what_is_frozen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
