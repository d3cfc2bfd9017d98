/* SPDX-License-Identifier: ISC */
/* What registries say of ASNs: lib/manrs/registry.h. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "manrs/registry.h"
#include "tests/lib/prefixes.h"

#define TOLD_MAX 2048

struct told {
	char text[TOLD_MAX];
	size_t n;
};

static int
tell(void *ctx, const struct rsec_err *err)
{
	struct told *told = ctx;

	told->n +=
	    (size_t)snprintf(told->text + told->n, sizeof(told->text) - told->n,
		"%u: %s\n", (unsigned)err->line, err->msg);
	return 0;
}

/* Dumps, read and frozen. */
struct read {
	struct rsec_manrs_registry *registry;
	struct rsec_manrs_contacts *contacts;
	struct rsec_manrs_registry_stats stats; /* of the last dump */
	struct told told;
};

static void
read_dump(struct read *r, struct rsec_manrs_registry *into, const char *text,
    bool whois, size_t chunk)
{
	struct rsec_memory memory = { (const uint8_t *)text, strlen(text),
		chunk };
	const struct rsec_diag diag = { tell, &r->told };

	assert_int_equal(
	    rsec_manrs_registry_read(into, rsec_source_memory(&memory), NULL,
		whois, &diag, &r->stats, NULL),
	    0);
}

static void
freeze(struct read *r)
{
	static const char *const order[] = { "RIPE" };

	assert_int_equal(rsec_manrs_registry_freeze(
			     r->registry, order, 1, r->contacts, NULL),
	    0);
	assert_int_equal(rsec_manrs_contacts_freeze(r->contacts, NULL), 0);
}

static void
read_init(struct read *r)
{
	*r = (struct read){ .registry = rsec_manrs_registry_new(),
		.contacts = rsec_manrs_contacts_new() };
	assert_non_null(r->registry);
	assert_non_null(r->contacts);
}

static void
read_one(struct read *r, const char *text, bool whois)
{
	read_init(r);
	read_dump(r, r->registry, text, whois, 11);
	freeze(r);
}

static void
read_fini(struct read *r)
{
	rsec_manrs_registry_free(r->registry);
	rsec_manrs_contacts_free(r->contacts);
}

/* The contacts of ASN, a line each. */
static void
must_have_contacts(const struct read *r, uint32_t asn, const char *expected)
{
	const struct rsec_manrs_contact *c;
	char text[TOLD_MAX];
	uint32_t i, first, count;
	size_t n = 0;

	text[0] = '\0';
	count = rsec_manrs_contacts_of(r->contacts, asn, &first);
	for (i = first; i < first + count; i++) {
		c = rsec_manrs_contacts_get(r->contacts, i);
		n += (size_t)snprintf(text + n, sizeof(text) - n,
		    "%s %s %s %s|%s|%s|%s%s%s\n",
		    rsec_manrs_contact_source_name(c->source), c->registry,
		    rsec_manrs_role_name(c->role), c->handle, c->name, c->email,
		    c->phone, c->hidden ? " hidden" : "",
		    c->missing ? " missing" : "");
	}
	assert_string_equal(text, expected);
}

/* The aut-nums of ASN, a line each. */
static void
must_have_aut_nums(const struct read *r, uint32_t asn, const char *expected)
{
	const struct rsec_manrs_aut_num *a;
	uint32_t i, j, first, count;
	char text[TOLD_MAX];
	size_t n = 0;

	text[0] = '\0';
	count = rsec_manrs_registry_aut_nums(r->registry, asn, &first);
	for (i = first; i < first + count; i++) {
		a = rsec_manrs_registry_aut_num(r->registry, i);
		assert_int_equal(a->asn, asn);
		n += (size_t)snprintf(text + n, sizeof(text) - n,
		    "%s %s imports %u exports %u%s%s", a->registry, a->as_name,
		    a->imports, a->exports, a->has_admin ? " admin" : "",
		    a->has_tech ? " tech" : "");
		for (j = 0; j < a->as_sets; j++)
			n += (size_t)snprintf(
			    text + n, sizeof(text) - n, " %s", a->as_set[j]);
		n += (size_t)snprintf(text + n, sizeof(text) - n, "\n");
	}
	assert_string_equal(text, expected);
}

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
	struct read r;

	(void)state;
	read_one(&r, ripe, true);
	must_have_aut_nums(&r, 64496,
	    "RIPE EXAMPLE imports 1 exports 2 admin tech AS-EXAMPLE AS-OURS "
	    "AS64496:AS-CUSTOMERS\n");
	must_have_contacts(&r, 64496, ripe_contacts);
	must_have_contacts(&r, 64497, "");
	assert_int_equal(r.stats.objects, 6);
	assert_int_equal(r.stats.routes, 1);
	assert_int_equal(r.stats.aut_nums, 1);
	assert_int_equal(r.stats.sets, 1);
	assert_int_equal(r.stats.contacts, 2);
	assert_int_equal(r.stats.malformed, 0);
	read_fini(&r);
}

static void
the_date_of_a_contact_is_that_of_its_object(void **state)
{
	const struct rsec_manrs_contact *c;
	uint32_t i, first, count, seen = 0;
	struct read r;

	(void)state;
	read_one(&r, ripe, false);
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
	read_fini(&r);
}

static void
handles_of_a_dump_without_people_are_hidden(void **state)
{
	struct read r;

	(void)state;
	read_one(&r,
	    "aut-num: AS64496\n"
	    "admin-c: EX1-RIPE\n"
	    "source: RIPE\n"
	    "\n"
	    "aut-num: AS64497\n"
	    "tech-c: DUMY-RIPE\n"
	    "source: RIPE\n",
	    true);
	must_have_contacts(
	    &r, 64496, "whois RIPE administrative EX1-RIPE||| hidden\n");
	must_have_contacts(
	    &r, 64497, "whois RIPE technical DUMY-RIPE||| hidden\n");
	read_fini(&r);
}

static void
handles_are_of_their_own_registry(void **state)
{
	struct read r;

	(void)state;
	read_one(&r,
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
	must_have_contacts(&r, 64496, "IRR RADB technical EX1||| missing\n");
	read_fini(&r);
}

static void
starred_mail_is_hidden(void **state)
{
	struct read r;

	(void)state;
	read_one(&r,
	    "aut-num: AS64496\n"
	    "tech-c: EX1\n"
	    "source: AFRINIC\n"
	    "\n"
	    "person: Nobody\n"
	    "e-mail: ***@example.net\n"
	    "nic-hdl: EX1\n"
	    "source: AFRINIC\n",
	    true);
	must_have_contacts(
	    &r, 64496, "whois AFRINIC technical EX1|Nobody|| hidden\n");
	read_fini(&r);
}

static void
arin_answers_belong_to_the_aut_num_before_them(void **state)
{
	struct read r;

	(void)state;
	read_one(&r,
	    "# comment of the registry\n"
	    "\n"
	    "ASNumber:       64496 - 64497\n"
	    "ASName:         EXAMPLE\n"
	    "ASHandle:       AS64496\n"
	    "Updated:        2026-01-02\n"
	    "\n"
	    "OrgName:        Example\n"
	    "OrgId:          EX-1\n"
	    "\n"
	    "OrgTechHandle: TECH1-ARIN\n"
	    "OrgTechName:   Technicians\n"
	    "OrgTechPhone:  +1-555-0100\n"
	    "OrgTechEmail:  tech@example.net\n"
	    "\n"
	    "OrgNOCHandle: NOC1-ARIN\n"
	    "OrgNOCName:   Operations\n"
	    "OrgNOCEmail:  noc@example.net\n",
	    true);
	must_have_aut_nums(&r, 64496, "ARIN EXAMPLE imports 0 exports 0\n");
	must_have_contacts(&r, 64497,
	    "whois ARIN NOC NOC1-ARIN|Operations|noc@example.net|\n"
	    "whois ARIN technical TECH1-ARIN|Technicians|tech@example.net|"
	    "+1-555-0100\n");
	read_fini(&r);
}

static void
arin_bulk_data_is_joined_by_handles(void **state)
{
	struct read r;

	(void)state;
	read_one(&r,
	    "POCHandle: ABUSE1-ARIN\n"
	    "IsRole: Y\n"
	    "LastName: Abuse Desk\n"
	    "MailBox: abuse@example.net\n"
	    "Source: ARIN\n"
	    "\n"
	    "OrgID: EX-1\n"
	    "OrgName: Example\n"
	    "OrgAbuseHandle: ABUSE1-ARIN\n"
	    "Source: ARIN\n"
	    "\n"
	    "ASHandle: AS64496\n"
	    "OrgID: EX-1\n"
	    "ASName: EXAMPLE\n"
	    "ASNumber: 64496\n"
	    "TechHandle: GONE-ARIN\n"
	    "Source: ARIN\n"
	    "\n"
	    "OrgID: OTHER\n"
	    "OrgTechHandle: ABUSE1-ARIN\n"
	    "Source: ARIN\n",
	    true);
	must_have_contacts(&r, 64496,
	    "whois ARIN technical GONE-ARIN||| missing\n"
	    "whois ARIN abuse ABUSE1-ARIN|Abuse Desk|abuse@example.net|\n");
	read_fini(&r);
}

static void
an_arin_block_that_is_cut_takes_nothing_with_it(void **state)
{
	struct read r;

	(void)state;
	read_one(&r,
	    "ASNumber: 64496\n"
	    "ASName: EXAMPLE\n"
	    "OrgTechHan\n"
	    "\n"
	    "OrgTechHandle: TECH1-ARIN\n"
	    "OrgTechEmail: tech@example.net\n"
	    "\n"
	    "ASNumber: none\n"
	    "\n"
	    "ASNumber: 0 - 4294967295\n"
	    "\n"
	    "OrgTechHandle:\n",
	    true);
	must_have_aut_nums(&r, 64496, "");
	must_have_contacts(&r, 64496, "");
	must_have_aut_nums(&r, 0, "");
	assert_int_equal(r.stats.malformed, 1);
	read_fini(&r);
}

static void
lacnic_people_stand_below_their_aut_num(void **state)
{
	struct read r;

	(void)state;
	read_one(&r,
	    "aut-num:     AS64496\n"
	    "owner:       Example Ltda.\n"
	    "ownerid:     BR-EXAM-LACNIC\n"
	    "owner-c:     EXA\n"
	    "routing-c:   EXB\n"
	    "created:     20100101\n"
	    "changed:     20260102\n"
	    "\n"
	    "nic-hdl:     EXA\n"
	    "person:      Ana\n"
	    "e-mail:      ana@example.net\n"
	    "phone:       +55 11 555-0100\n"
	    "changed:     20260102\n"
	    "\n"
	    "person:      Bia\n"
	    "e-mail:      bia@example.net\n",
	    true);
	must_have_aut_nums(
	    &r, 64496, "LACNIC Example Ltda. imports 0 exports 0 admin tech\n");
	must_have_contacts(&r, 64496,
	    "whois LACNIC technical EXB||| missing\n"
	    "whois LACNIC technical AS64496|Bia|bia@example.net|\n"
	    "whois LACNIC administrative EXA|Ana|ana@example.net|"
	    "+55 11 555-0100\n");
	read_fini(&r);
}

static void
an_aut_num_without_source_is_reported(void **state)
{
	struct read r;

	(void)state;
	read_one(&r,
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
	must_have_aut_nums(&r, 64496, "");
	read_fini(&r);
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
		struct read r;

		read_init(&r);
		read_dump(&r, r.registry, i == 0 ? old : new, true, 0);
		read_dump(&r, r.registry, i == 0 ? new : old, true, 0);
		freeze(&r);
		must_have_aut_nums(&r, 64496, "RIPE NEW imports 0 exports 0\n");
		read_fini(&r);
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
		struct read r;

		read_init(&r);
		assert_non_null(other = rsec_manrs_registry_new());
		read_dump(&r, r.registry, i == 0 ? ripe : radb, i == 0, 0);
		read_dump(&r, other, i == 0 ? radb : ripe, i != 0, 0);
		assert_int_equal(
		    rsec_manrs_registry_merge(r.registry, other, NULL), 0);
		rsec_manrs_registry_free(other);
		freeze(&r);
		must_have_contacts(&r, 64496, ripe_contacts);
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
		read_fini(&r);
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
	struct read r;

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
	read_one(&r, text.data, false);
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
	read_fini(&r);
}

static void
remarks_without_end_name_no_more_than_is_kept(void **state)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	const struct rsec_manrs_aut_num *a;
	uint32_t first;
	char line[64];
	struct read r;
	int i;

	(void)state;
	assert_int_equal(rsec_buf_puts(&text, "aut-num: AS64496\n"), 0);
	for (i = 0; i < 20000; i++) {
		snprintf(line, sizeof(line), "remarks: AS-EX%d\n", i);
		assert_int_equal(rsec_buf_puts(&text, line), 0);
	}
	assert_int_equal(rsec_buf_puts(&text, "source: RIPE\n"), 0);
	assert_int_equal(rsec_buf_addc(&text, '\0'), 0);
	read_one(&r, text.data, false);
	assert_int_equal(
	    rsec_manrs_registry_aut_nums(r.registry, 64496, &first), 1);
	a = rsec_manrs_registry_aut_num(r.registry, first);
	assert_int_equal(a->as_sets, 64);
	rsec_buf_fini(&text);
	read_fini(&r);
}

static void
nothing_is_read_into_what_is_frozen(void **state)
{
	struct rsec_memory memory = { NULL, 0, 0 };
	struct rsec_err err;
	struct read r;

	(void)state;
	read_one(&r, "", false);
	assert_int_equal(
	    rsec_manrs_registry_read(r.registry, rsec_source_memory(&memory),
		NULL, false, NULL, NULL, &err),
	    -1);
	assert_string_equal(err.msg, "the data of registries are frozen");
	read_fini(&r);
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
		cmocka_unit_test(
		    arin_answers_belong_to_the_aut_num_before_them),
		cmocka_unit_test(arin_bulk_data_is_joined_by_handles),
		cmocka_unit_test(
		    an_arin_block_that_is_cut_takes_nothing_with_it),
		cmocka_unit_test(lacnic_people_stand_below_their_aut_num),
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
