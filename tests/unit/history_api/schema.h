/* SPDX-License-Identifier: ISC */
/* Whether a JSON value is what a JSON Schema says, as far as ours go. */
#ifndef RSEC_TESTS_UNIT_HISTORY_API_SCHEMA_H
#define RSEC_TESTS_UNIT_HISTORY_API_SCHEMA_H

/*
 * NULL where VALUE fits SCHEMA of the document ROOT, else what is wrong: the
 * caller's to free.  All are json_t * of jansson.
 */
char *schema_misfit(const void *root, const void *schema, const void *value);

#endif
