/* SPDX-License-Identifier: ISC */
/*
 * Whether a route object is older than the registration of its space, lies
 * with an RIR that the space has left, or in space that nobody holds.
 */
#ifndef RSEC_HYGIENE_REGISTRATION_H
#define RSEC_HYGIENE_REGISTRATION_H

#include "hygiene/hygiene.h"
#include "rir/transfer.h"

enum rsec_registration {
	RSEC_REGISTRATION_OK,
	RSEC_REGISTRATION_STALE,     /* last touched before the space moved */
	RSEC_REGISTRATION_MOVED_RIR, /* in the IRR of an RIR that it has left */
	RSEC_REGISTRATION_SUPERNET,  /* part of its space moved since */
	RSEC_REGISTRATION_UNALLOCATED,
	RSEC_REGISTRATION_RESERVED,
	RSEC_REGISTRATION_UNKNOWN, /* no record of it, or it has no date */
	RSEC_REGISTRATIONS
};

struct rsec_registration_inputs {
	const struct rsec_transfers *transfers; /* NULL: not given */
	const struct rsec_delegated *delegated; /* NULL: not given */
};

struct rsec_registration_answer {
	enum rsec_registration registration;
	bool has_transfer, whole;
	struct rsec_transfer transfer; /* that decided */
	bool has_delegation;
	struct rsec_delegation delegation;
	bool same_holder; /* prefix and origin share an opaque id */
};

RSEC_BEGIN_API

void rsec_registration_classify(const struct rsec_hygiene_inputs *inputs,
    const struct rsec_registration_inputs *registration, uint32_t i,
    struct rsec_registration_answer *out);
int rsec_registration_explain(const struct rsec_hygiene_inputs *inputs,
    uint32_t i, const struct rsec_registration_answer *answer,
    struct rsec_buf *out);
const char *rsec_registration_name(enum rsec_registration registration);

RSEC_END_API

#endif
