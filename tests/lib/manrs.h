/* SPDX-License-Identifier: ISC */
/*
 * Data for an assessment, made of texts: each input is given as a file would
 * hold it, any number of them in any order, and all are read at once.
 *
 * What an assessment calls a bogon does not count as a route: fixtures take
 * numbers from 201 on and prefixes that are nobody's business here.
 */
#ifndef RSEC_TESTS_LIB_MANRS_H
#define RSEC_TESTS_LIB_MANRS_H

#include "manrs/data.h"
#include "manrs/report.h"

#define MANRS_TEXTS 64

/*
 * A text of BGP that begins so has a table of lines "PREFIX PATH", and is read
 * as MRT; one without it is read as it is, and tells no paths.
 */
#define MANRS_PATHS "paths\n"

struct manrs_world {
	struct rsec_manrs_data data; /* to be changed, and asked, at will */

	struct {
		enum rsec_manrs_input input;
		const char *text;
	} text[MANRS_TEXTS];
	size_t texts;

	struct rsec_manrs_server server; /* where the program is ixp */

	struct rsec_manrs_view *view;
	struct rsec_vrps *vrps;
	struct rsec_manrs_aspas *aspas;
	struct rsec_manrs_registry *registry;
	struct rsec_manrs_contacts *contacts;
	struct rsec_manrs_peeringdb *peeringdb;
	struct rsec_delegated *delegated;
	struct rsec_manrs_bogons *bogons;
	struct rsec_manrs_events *events;
	struct rsec_manrs_tests *tests;
	struct rsec_manrs_checklists *checklists;
	struct rsec_relations *relations;
	struct rsec_organisations *organisations;
	struct rsec_manrs_participants *participants;
};

/* MONTH is "2026-10" and over; rule set 2024, for network operators. */
void manrs_world_init(struct manrs_world *world, const char *month);

/*
 * One more file of INPUT; TEXT, which is borrowed, may be empty.  That of an
 * RSC is one of checklist_add(), valid for a year from the month's begin on.
 */
void manrs_world_give(
    struct manrs_world *world, enum rsec_manrs_input input, const char *text);

/* Read all, by the rules and the month of world->data; fails the test. */
void manrs_world_read(struct manrs_world *world);
void manrs_world_fini(struct manrs_world *world);

/* As if INPUT were not there. */
void manrs_world_remove(
    struct rsec_manrs_data *data, enum rsec_manrs_input input);

/*
 * The result of CHECK: "STATE: SUMMARY", and for each row "PREFIX AS201 [WHAT]
 * WHY", with "; left out: " and the reason where it does not count, and
 * "> REMEDY".  The caller frees it.
 */
char *manrs_tell(
    const struct rsec_manrs_report *report, enum rsec_manrs_check check);
void manrs_must_tell(const struct rsec_manrs_report *report,
    enum rsec_manrs_check check, const char *expected);

#endif
