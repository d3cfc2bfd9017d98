/* SPDX-License-Identifier: ISC */
/*
 * How two autonomous systems stand to each other: whose customer, whose peer
 * (CAIDA as-rel), and whether they are one organisation's (CAIDA as2org).
 *
 *	as-rel		"174|64496|-1" provider|customer, "174|3356|0" peers;
 *			serial-1, and serial-2 with a fourth column
 *	as-org2info	'|' columns named by "# format:" lines, or JSON lines
 *			of type ASN and Organization
 */
#ifndef RSEC_BGP_RELATIONS_H
#define RSEC_BGP_RELATIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/source.h"

enum rsec_relation {
	RSEC_RELATION_NONE,
	RSEC_RELATION_PROVIDER, /* the first is a provider of the second */
	RSEC_RELATION_CUSTOMER, /* the first is a customer of the second */
	RSEC_RELATION_PEER,
};

struct rsec_relations;	   /* opaque */
struct rsec_organisations; /* opaque */

RSEC_BEGIN_API

/*
 * Both are filled, by any number of files, frozen, then asked; what cannot be
 * read is reported and left out.  Of what is said twice the line that was read
 * later counts.
 */
struct rsec_relations *rsec_relations_new(void);
void rsec_relations_free(struct rsec_relations *relations);
int rsec_relations_read(struct rsec_relations *relations,
    struct rsec_source source, const struct rsec_diag *diag,
    struct rsec_err *err);
int rsec_relations_freeze(
    struct rsec_relations *relations, struct rsec_err *err);
enum rsec_relation rsec_relations_get(
    const struct rsec_relations *relations, uint32_t a, uint32_t b);
size_t rsec_relations_count(const struct rsec_relations *relations);
/* The I-th of them, sorted by *A, then *B, which is the larger. */
enum rsec_relation rsec_relations_at(
    const struct rsec_relations *relations, size_t i, uint32_t *a, uint32_t *b);

struct rsec_organisations *rsec_organisations_new(void);
void rsec_organisations_free(struct rsec_organisations *organisations);
int rsec_organisations_read(struct rsec_organisations *organisations,
    struct rsec_source source, const struct rsec_diag *diag,
    struct rsec_err *err);
int rsec_organisations_freeze(
    struct rsec_organisations *organisations, struct rsec_err *err);
/*
 * Identifier and name of the organisation that holds ASN, borrowed; NULL where
 * it is not known.
 */
const char *rsec_organisations_id(
    const struct rsec_organisations *organisations, uint32_t asn);
const char *rsec_organisations_name(
    const struct rsec_organisations *organisations, uint32_t asn);
/*
 * Whether A and B are of one organisation: the same identifier, or the same
 * name in any case.  False where the holder of one is not known.
 */
bool rsec_organisations_siblings(
    const struct rsec_organisations *organisations, uint32_t a, uint32_t b);
/* AS numbers whose holder is known. */
size_t rsec_organisations_count(const struct rsec_organisations *organisations);

RSEC_END_API

#endif
