/* SPDX-License-Identifier: ISC */
/* The whois of ARIN and LACNIC: lib/manrs/registry_whois.c. */
#include "tests/lib/test.h"

#include "tests/lib/registries.h"

static void
arin_answers_belong_to_the_aut_num_before_them(void **state)
{
	struct registries r;

	(void)state;
	registries_of(&r,
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
	registries_aut_nums(&r, 64496, "ARIN EXAMPLE imports 0 exports 0\n");
	registries_contacts(&r, 64497,
	    "whois ARIN NOC NOC1-ARIN|Operations|noc@example.net|\n"
	    "whois ARIN technical TECH1-ARIN|Technicians|tech@example.net|"
	    "+1-555-0100\n");
	registries_fini(&r);
}

static void
arin_bulk_data_is_joined_by_handles(void **state)
{
	struct registries r;

	(void)state;
	registries_of(&r,
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
	registries_contacts(&r, 64496,
	    "whois ARIN technical GONE-ARIN||| missing\n"
	    "whois ARIN abuse ABUSE1-ARIN|Abuse Desk|abuse@example.net|\n");
	registries_fini(&r);
}

static void
an_arin_block_that_is_cut_takes_nothing_with_it(void **state)
{
	struct registries r;

	(void)state;
	registries_of(&r,
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
	registries_aut_nums(&r, 64496, "");
	registries_contacts(&r, 64496, "");
	registries_aut_nums(&r, 0, "");
	assert_int_equal(r.stats.malformed, 1);
	registries_fini(&r);
}

static void
lacnic_people_stand_below_their_aut_num(void **state)
{
	struct registries r;

	(void)state;
	registries_of(&r,
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
	registries_aut_nums(
	    &r, 64496, "LACNIC Example Ltda. imports 0 exports 0 admin tech\n");
	registries_contacts(&r, 64496,
	    "whois LACNIC technical EXB||| missing\n"
	    "whois LACNIC technical AS64496|Bia|bia@example.net|\n"
	    "whois LACNIC administrative EXA|Ana|ana@example.net|"
	    "+55 11 555-0100\n");
	registries_fini(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    arin_answers_belong_to_the_aut_num_before_them),
		cmocka_unit_test(arin_bulk_data_is_joined_by_handles),
		cmocka_unit_test(
		    an_arin_block_that_is_cut_takes_nothing_with_it),
		cmocka_unit_test(lacnic_people_stand_below_their_aut_num),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
