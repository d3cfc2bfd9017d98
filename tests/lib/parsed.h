/* SPDX-License-Identifier: ISC */
/*
 * A certificate, a CRL or the envelope of a signed object, parsed and checked
 * as far as it can be alone, for tests of those parsers.
 */
#ifndef RSEC_TESTS_LIB_PARSED_H
#define RSEC_TESTS_LIB_PARSED_H

#include <stdbool.h>

#include "rpki/cms.h"
#include "rpki/crl.h"
#include "tests/lib/ca.h"

struct parsed {
	struct rsec_arena arena;
	struct rsec_findings findings;
	int status; /* what the parser returned */
	struct rsec_cert cert;
	struct rsec_crl crl;
	struct rsec_cms cms;
};

/* TYPE says which of the three parsers is asked.  V may be NULL. */
void parsed_init(struct parsed *p, enum ca_type type, const void *data,
    size_t len, struct rsec_verifier *v);
void parsed_fini(struct parsed *p);

/* Whether RULE was found; whether anything was that is an error today. */
bool parsed_has(const struct parsed *p, enum rsec_rule rule);
bool parsed_is_bad(const struct parsed *p, enum rsec_profile profile);

/* Whether today's profile has anything to say of it. */
bool parsed_is_silent(const struct parsed *p);

#endif
