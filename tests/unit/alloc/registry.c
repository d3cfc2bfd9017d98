/* SPDX-License-Identifier: ISC */
/* Scenarios of what registries say, and of Action 4 on it; see each.h. */
#include "tests/lib/test.h"

#include <string.h>

#include "manrs/report_private.h"
#include "tests/lib/manrs.h"
#include "tests/unit/alloc/each.h"

static const char irr[] = "route: 192.0.2.0/24\n"
			  "origin: AS201\n"
			  "mnt-by: MAINT-201\n"
			  "source: RADB\n"
			  "\n"
			  "route: 198.51.100.0/23\n"
			  "origin: AS201\n"
			  "source: RADB\n"
			  "\n"
			  "aut-num: AS201\n"
			  "org: ORG-EX\n"
			  "tech-c: EX1\n"
			  "remarks: AS-OURS\n"
			  "member-of: AS-SUB\n"
			  "mnt-by: MAINT-201\n"
			  "source: RADB\n"
			  "\n"
			  "person: Example\n"
			  "e-mail: noc@example.net\n"
			  "nic-hdl: EX1\n"
			  "source: RADB\n"
			  "\n"
			  "organisation: ORG-EX\n"
			  "org-name: Example\n"
			  "abuse-c: EX1\n"
			  "source: RADB\n"
			  "\n"
			  "as-set: AS-OURS\n"
			  "members: AS301, AS-GONE, AS-SUB\n"
			  "source: RADB\n"
			  "\n"
			  "as-set: AS-SUB\n"
			  "members: RADB::AS-OURS\n"
			  "mbrs-by-ref: MAINT-201\n"
			  "source: RADB\n";

static const char whois[] = "ASNumber: 201\n"
			    "ASName: EXAMPLE\n"
			    "\n"
			    "OrgId: EX\n"
			    "OrgName: Example\n"
			    "\n"
			    "OrgTechHandle: TECH-ARIN\n"
			    "OrgTechName: Technicians\n"
			    "\n"
			    "aut-num: AS201\n"
			    "owner: Example\n"
			    "owner-c: EX\n"
			    "\n"
			    "person: Example\n"
			    "e-mail: noc@example.net\n";

static int
read_one(struct rsec_manrs_registry *registry, const char *text, bool is_whois,
    struct rsec_err *err)
{
	struct rsec_memory memory = { (const uint8_t *)text, strlen(text), 50 };

	return rsec_manrs_registry_read(registry, rsec_source_memory(&memory),
	    NULL, is_whois, NULL, NULL, err);
}

static int
read_both(struct rsec_manrs_registry *registry,
    struct rsec_manrs_registry *other, struct rsec_manrs_contacts *contacts,
    struct rsec_err *err)
{
	uint32_t first;

	if (read_one(registry, irr, false, err) == -1 ||
	    read_one(other, whois, true, err) == -1 ||
	    read_one(other, irr, false, err) == -1 ||
	    rsec_manrs_registry_merge(registry, other, err) == -1 ||
	    rsec_manrs_registry_freeze(registry, NULL, 0, contacts, err) ==
		-1 ||
	    rsec_manrs_contacts_freeze(contacts, err) == -1)
		return -1;
	assert_int_equal(rsec_manrs_contacts_of(contacts, 201, &first), 5);
	assert_int_equal(
	    rsec_manrs_registry_aut_nums(registry, 201, &first), 3);
	return 0;
}

static int
fill_registry(void *ctx, struct rsec_err *err)
{
	struct rsec_manrs_registry *registry = rsec_manrs_registry_new();
	struct rsec_manrs_registry *other = rsec_manrs_registry_new();
	struct rsec_manrs_contacts *contacts = rsec_manrs_contacts_new();
	int rc;

	(void)ctx;
	if (registry == NULL || other == NULL || contacts == NULL)
		rc = rsec_err_nomem(err);
	else
		rc = read_both(registry, other, contacts, err);
	rsec_manrs_registry_free(registry);
	rsec_manrs_registry_free(other);
	rsec_manrs_contacts_free(contacts);
	return rc;
}

void
data_of_registries(void **state)
{
	(void)state;
	every_allocation_fails(fill_registry, NULL);
}

static int
run_action4(void *ctx, struct rsec_err *err)
{
	const struct manrs_world *world = ctx;
	struct rsec_manrs_data data = world->data;
	struct rsec_manrs_lookup *lookup = rsec_manrs_lookup_new(&data, err);
	const uint32_t asn = 201;
	struct rsec_manrs_report report = {
		.asn = &asn, .asns = 1, .data = &data
	};
	struct rsec_manrs_work work = {
		.data = &data, .report = &report, .err = err
	};
	int rc = lookup == NULL ? -1 : 0;

	if (rc == 0)
		rc = rsec_manrs_action4(&work); /* makes one of its own */
	data.lookup = lookup;
	if (rc == 0)
		rc = rsec_manrs_beyond(&work);
	if (rc == 0) {
		assert_int_equal(
		    report.result[RSEC_MANRS_A4_EITHER].evidences, 1);
		assert_int_equal(
		    report.result[RSEC_MANRS_A4_ASSET_LOOP].evidences, 2);
	}
	rsec_manrs_lookup_free(lookup);
	rsec_buf_fini(&work.evidence);
	rsec_arena_fini(&report.arena);
	return rc;
}

void
checks_of_action_4(void **state)
{
	struct manrs_world world;

	(void)state;
	skip_without_shim();
	manrs_world_init(&world, "2026-10");
	manrs_world_give(&world, RSEC_MANRS_IRR, irr);
	manrs_world_give(&world, RSEC_MANRS_BGP,
	    "192.0.2.0/24 201\n203.0.113.0/24 201\n2001:db8::/32 201\n");
	manrs_world_give(&world, RSEC_MANRS_VRPS,
	    "ASN,IP Prefix,Max Length,Trust Anchor\n"
	    "AS202,203.0.113.0/24,24,ripe\n"
	    "AS201,2001:db8::/32,48,ripe\n"
	    "AS201,198.51.100.0/24,24,ripe\n");
	manrs_world_give(&world, RSEC_MANRS_PEERINGDB,
	    "{\"data\": [{\"id\": 1, \"org_id\": 1, \"name\": \"\","
	    " \"asn\": 201, \"irr_as_set\": \"AS-OURS\"}]}");
	manrs_world_give(&world, RSEC_MANRS_AS_REL, "301|201|-1\n");
	manrs_world_give(&world, RSEC_MANRS_ASPAS,
	    "{\"roas\": [], \"aspas\": [{\"customer_asid\": 201,"
	    " \"expires\": 1800000000, \"providers\": [302]}]}");
	manrs_world_read(&world);
	every_allocation_fails(run_action4, &world);
	manrs_world_fini(&world);
}
