/* SPDX-License-Identifier: ISC */
/* Checklists for an assessment, made of texts instead of signed. */
#ifndef RSEC_TESTS_LIB_CHECKLIST_H
#define RSEC_TESTS_LIB_CHECKLIST_H

#include "manrs/checklist.h"

#define CHECKLIST_WORDS 64

/*
 * TEXT is words: the path; "AS201", "AS201-AS209", "20.0.0.0/22",
 * "20.0.0.1-20.0.0.9" in any order; and other words, which are files.
 */
int checklist_add(struct rsec_manrs_checklists *lists, const char *text,
    int64_t not_before, int64_t not_after, struct rsec_err *err);

#endif
