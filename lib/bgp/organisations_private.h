/* SPDX-License-Identifier: ISC */
/* What the reader of organisations and their set share; not installed. */
#ifndef RSEC_BGP_ORGANISATIONS_PRIVATE_H
#define RSEC_BGP_ORGANISATIONS_PRIVATE_H

#include "bgp/relations.h"
#include "text/field.h"

/*
 * organisations.c: the organisation ID is called NAME; the one that is called
 * ID holds ASN.  What is said later counts.  Returns 0, or -1 with ERR.
 */
int rsec_organisations_add_name(struct rsec_organisations *organisations,
    struct rsec_field id, struct rsec_field name, struct rsec_err *err);
int rsec_organisations_add_asn(struct rsec_organisations *organisations,
    uint32_t asn, struct rsec_field id, struct rsec_err *err);

#endif
