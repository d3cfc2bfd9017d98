/* SPDX-License-Identifier: ISC */
/*
 * Signed checklists (RFC 9323): files that the holder of resources vouches for
 * under the names of these.  Each is judged from itself alone: that its own
 * certificate has signed it and has its resources, and not whether anyone gave
 * them to that certificate.
 */
#ifndef RSEC_MANRS_CHECKLIST_H
#define RSEC_MANRS_CHECKLIST_H

#include "base/buf.h"
#include "base/source.h"
#include "rpki/resources.h"

#define RSEC_MANRS_DIGEST_SIZE 32 /* SHA-256 */

/* A file that is listed. */
struct rsec_manrs_listed {
	const char *name; /* letters, digits, '-', '_', '.'; "": it has none */
	uint8_t digest[RSEC_MANRS_DIGEST_SIZE];
};

struct rsec_manrs_checklist {
	const char *path;			/* where it was read */
	uint8_t digest[RSEC_MANRS_DIGEST_SIZE]; /* of the whole object */
	int64_t signing_time; /* seconds UTC; notBefore where none is told */
	int64_t not_before, not_after; /* of the EE certificate */
	struct rsec_resources resources;
	const struct rsec_manrs_listed *file;
	size_t files;
};

/* A resource of a checklist that was asked for. */
struct rsec_manrs_claim {
	uint32_t checklist; /* its number */
	uint32_t range;	    /* in the list of that kind of resources */
	uint8_t family;	    /* RSEC_IPV4, RSEC_IPV6, or 0: AS numbers */
};

struct rsec_manrs_checklists; /* opaque */

RSEC_BEGIN_API

struct rsec_manrs_checklists *rsec_manrs_checklists_new(void);
void rsec_manrs_checklists_free(struct rsec_manrs_checklists *lists);

/*
 * One object in DER, which came from PATH.  One that breaks a rule is reported
 * and left out; *COUNT grows by one that does not.  What is no RSC at all is
 * an error.
 */
int rsec_manrs_checklist_read(struct rsec_manrs_checklists *lists,
    struct rsec_source source, const char *path, const struct rsec_diag *diag,
    uint64_t *count, struct rsec_err *err);

/* Add a copy of LIST, whose resources need no order; none is inherited. */
int rsec_manrs_checklists_add(struct rsec_manrs_checklists *lists,
    const struct rsec_manrs_checklist *list, struct rsec_err *err);

/* By path, then digest; nothing twice.  Resources are in canonical order. */
int rsec_manrs_checklists_freeze(
    struct rsec_manrs_checklists *lists, struct rsec_err *err);
uint32_t rsec_manrs_checklists_count(const struct rsec_manrs_checklists *lists);

/* Before the freeze, in the order of adding. */
const struct rsec_manrs_checklist *rsec_manrs_checklists_get(
    const struct rsec_manrs_checklists *lists, uint32_t i);

/*
 * After it, add to CLAIMS, a row of struct rsec_manrs_claim, the resources that
 * have ASN, or that share addresses with PREFIX; in no certain order.
 */
int rsec_manrs_checklists_of(const struct rsec_manrs_checklists *lists,
    uint32_t asn, struct rsec_buf *claims, struct rsec_err *err);
int rsec_manrs_checklists_within(const struct rsec_manrs_checklists *lists,
    const struct rsec_prefix *prefix, struct rsec_buf *claims,
    struct rsec_err *err);

/* Sort claims by checklist, AS numbers first, and keep one of the same. */
void rsec_manrs_claims_sort(struct rsec_buf *claims);

/* "AS64496", "AS64496-AS64511", "192.0.2.0/24"; NUL-terminated. */
size_t rsec_manrs_claim_format(char to[RSEC_IP_RANGE_SIZE],
    const struct rsec_manrs_checklists *lists,
    const struct rsec_manrs_claim *claim);

RSEC_END_API

#endif
