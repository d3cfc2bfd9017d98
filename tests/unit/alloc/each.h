/* SPDX-License-Identifier: ISC */
/* Scenarios for alloc_test in which every allocation fails in turn. */
#ifndef RSEC_TESTS_UNIT_ALLOC_EACH_H
#define RSEC_TESTS_UNIT_ALLOC_EACH_H

#include "base/err.h"
#include "base/source.h"

/*
 * Does its work on CTX, checks that it is done, and gives back what it got:
 * 0, or -1 with ERR.
 */
typedef int scenario(void *ctx, struct rsec_err *err);

/*
 * Run it with its first allocation failing, then its second, until none is
 * left that could; each time alone, and with all that follow it.  It must
 * either say that it is out of memory, or do its work without.
 */
void every_allocation_fails(scenario *run, void *ctx);

/* The same, when a library behind us keeps or loses up to LOST blocks. */
void every_allocation_fails_but(scenario *run, void *ctx, int64_t lost);

/* Skip the test, before it allocates, where nothing can be made to fail. */
void skip_without_shim(void);

/* rpki.c: VRP sets and what reads and writes them. */
void a_set_of_vrps(void **state);
void a_compiled_set(void **state);
void vrp_files_of_every_format(void **state);
void local_exceptions(void **state);

/* bgp.c: what BGP and the RIRs say. */
void a_table_of_routes(void **state);
void a_table_in_mrt(void **state);
void a_month_of_routes(void **state);
void a_month_of_bgpdump(void **state);
void relations_and_organisations(void **state);
void registrations_and_transfers(void **state);
void reasons_of_a_registration(void **state);

/* hygiene.c: route objects and what is asked about them. */
void sets_of_route_objects(void **state);
void a_dump_of_route_objects(void **state);
void summaries_of_hygiene(void **state);
void an_impact(void **state);
void reasons_of_hygiene(void **state);

/* history.c: a store built, written, loaded, verified. */
void a_store_of_the_past(void **state);
void answers_of_the_api(void **state);

/* fetch.c: URLs. */
void fetches_without_an_answer(void **state);
void sources_to_fetch(void **state);

/* numbers.c: what is asked of it: numbers, pictures, intervals. */
void questions_about_the_past(void **state);

/* cert.c: certificates, CRLs, signed objects. */
void objects_of_an_authority(void **state);
void objects_of_every_type(void **state);

/* irrdiff.c: journals of NRTM, and dumps compared. */
void journals(void **state);
void dumps_compared(void **state);

/* irrsets.c: objects of RPSL, as-sets and route-sets. */
void objects_of_a_registry(void **state);
void sets_and_their_expansion(void **state);

/* chain.c: paths to a trust anchor, and walks of a repository. */
void paths_and_walks(void **state);

/* manrs.c: what an assessment reads, beside routes; Actions 2 and 3; a server.
 */
void events_of_all_sources(void **state);
void contacts_of_all_sources(void **state);
void sessions_of_the_spoofer(void **state);
void checklists_of_a_folder(void **state);
void a_table_of_participants(void **state);
void checks_of_actions_2_and_3(void **state);
void checks_of_a_route_server(void **state);

/* assess.c: all of it together, and earlier reports. */
void whole_assessments(void **state);
void earlier_assessments(void **state);

/* registry.c: what registries say, and Action 4. */
void data_of_registries(void **state);
void checks_of_action_4(void **state);

/* rpsl.c: the reader of RPSL, and what differs between objects. */
void a_dump_of_rpsl(void **state);
void a_comparison_of_objects(void **state);

#endif
