/* SPDX-License-Identifier: ISC */
/* The other half of genrepo. */
#ifndef RSEC_TESTS_BENCH_GENREPO_H
#define RSEC_TESTS_BENCH_GENREPO_H

/* Write an object for each defect to OUT; the exit status. */
int genrepo_defects(const char *out);
int genrepo_checklists(const char *out);

#endif
