/* SPDX-License-Identifier: ISC */
/* What the reader of delegations and their set share; not installed. */
#ifndef RSEC_RIR_DELEGATED_PRIVATE_H
#define RSEC_RIR_DELEGATED_PRIVATE_H

#include "rir/delegated.h"
#include "rir/span_private.h"
#include "text/field.h"

/*
 * delegated.c: RANGE, whose record is set here, is what DELEGATION says, and
 * ID its opaque id.  Returns 0, or -1 with ERR.
 */
int rsec_delegated_add(struct rsec_delegated *delegated,
    enum rsec_span_kind kind, struct rsec_span range,
    const struct rsec_delegation *delegation, struct rsec_field id,
    struct rsec_err *err);

#endif
