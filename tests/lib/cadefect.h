/* SPDX-License-Identifier: ISC */
/*
 * Defects: one thing that is wrong with an object, and the rule that it
 * breaks, for tests that run over all of them.
 */
#ifndef RSEC_TESTS_LIB_CADEFECT_H
#define RSEC_TESTS_LIB_CADEFECT_H

#include "tests/lib/ca.h"

#define CA_DEFECT_EDITS 2

struct ca_defect {
	const char *name; /* "maxlen-over-32" */
	enum ca_type type;
	const char *rule; /* a name in rules.def; NULL: the object is good */
	struct derw_edit edits[CA_DEFECT_EDITS];
	void (*change)(struct ca_object *object); /* or NULL */
};

struct ca_defects {
	const struct ca_defect *list;
	size_t count;
};

/* All that an object can show alone, in sections. */
extern const struct ca_defects ca_defects_der, ca_defects_cms, ca_defects_cert,
    ca_defects_resources, ca_defects_crl, ca_defects_roa, ca_defects_mft,
    ca_defects_others;

/* The I-th of all of them; NULL behind the last. */
const struct ca_defect *ca_defect_get(size_t i);

/* By name, or NULL. */
const struct ca_defect *ca_defect_find(const char *name);

/* A valid object of TYPE, named NAME: what defects are made of. */
struct ca_object ca_example(enum ca_type type, const char *name);

/*
 * Sign such an object with DEFECT (NULL: without) by CA, as NAME.  A trust
 * anchor is CA itself, the certificate of a CA is about one below it.
 */
void ca_defect_sign(struct ca *ca, enum ca_type type, const char *name,
    const struct ca_defect *defect, struct derw *w);

/*
 * For fuzzers: sign what the octets of SEED make of a sound object, by an edit
 * at any place that a defect has.  What is behind the signature is reached.
 */
void ca_mutant_sign(
    struct ca *ca, const uint8_t *seed, size_t len, struct derw *w);

/* Broken trust anchor locators, which are texts and not signed. */
struct ca_tal_defect {
	const char *name;
	const char *rule; /* NULL: good */
	const char *text; /* "@" stands for the key of the anchor */
};

const struct ca_tal_defect *ca_tal_defect_get(size_t i);
void ca_tal_defect_write(
    const struct ca *ta, const struct ca_tal_defect *defect, struct derw *w);

#endif
