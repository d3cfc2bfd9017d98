/* SPDX-License-Identifier: ISC */
/* Questions to a set of checklists. */
#ifndef RSEC_TESTS_UNIT_MANRS_CHECKLIST_FIND_H
#define RSEC_TESTS_UNIT_MANRS_CHECKLIST_FIND_H

#include <stdint.h>

#define FIRST ((int64_t)1790812800) /* 2026-10-01 */
#define LAST  (FIRST + (int64_t)365 * 86400)

void resources_are_found_as_an_address_by_address_search_does(void **state);
void the_first_and_the_last_are_found(void **state);
void the_order_of_files_makes_no_difference(void **state);

#endif
