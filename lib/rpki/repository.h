/* SPDX-License-Identifier: ISC */
/*
 * A whole repository, from the trust anchors down over the manifests, as a
 * relying party sees it: RFC 6487 section 7, RFC 9286 section 6.
 *
 *	walk = rsec_walk_new();
 *	rsec_walk_add_anchors(walk, chain, tell, ctx, &err);
 *	while ((ca = rsec_walk_next(walk)) != NULL)
 *		rsec_repository_visit(chain, ca, tell, ctx, &err);
 *
 * where tell() gives CAs that were accepted to rsec_walk_add().  Several
 * threads may share a walk behind a lock of theirs, each with its own chain to
 * visit with; chains are freed when no CA of theirs is used any more.
 */
#ifndef RSEC_RPKI_REPOSITORY_H
#define RSEC_RPKI_REPOSITORY_H

#include <stdbool.h>

#include "rpki/chain.h"

/* Bytes of the files of one CA that are kept between being hashed and read. */
#define RSEC_VISIT_KEEP ((size_t)8 << 20)

struct rsec_ca;	  /* a CA that was accepted; a chain's */
struct rsec_walk; /* the CAs that are to be visited; opaque */

/* What was found in the repository. */
struct rsec_published {
	struct rsec_bytes uri;
	bool accepted;
	bool passed_over; /* nothing is wrong, but relying parties do not use
			   * such a file: of an unknown type, a manifest */
	const struct rsec_object *object; /* NULL: not read, or not there */
	const struct rsec_findings *findings;
	const char *anchor;	  /* the name of the trust anchor above it */
	int64_t expires;	  /* the first time that ends it */
	const struct rsec_ca *ca; /* of an accepted CA certificate, or NULL */
};

/* Returns 0, or -1 to end the visit, which then fails as RSEC_ERR_STOPPED. */
typedef int rsec_published_tell(void *ctx, const struct rsec_published *p);

RSEC_BEGIN_API

struct rsec_walk *rsec_walk_new(void); /* NULL without memory */
void rsec_walk_free(struct rsec_walk *walk);

/*
 * Queue CA, unless the certificate at its URI was queued before.  Returns 0,
 * or -1 without memory.
 */
int rsec_walk_add(struct rsec_walk *walk, const struct rsec_ca *ca);

/*
 * Queue the anchors of CHAIN that are good at its time; TELL of the others.
 * Returns 0, or -1 with ERR.
 */
int rsec_walk_add_anchors(struct rsec_walk *walk,
    const struct rsec_chain *chain, rsec_published_tell *tell, void *ctx,
    struct rsec_err *err);

/* The next to visit; NULL while there is none. */
const struct rsec_ca *rsec_walk_next(struct rsec_walk *walk);

/*
 * Tell all that CA publishes.  A CA whose manifest is not there, not in order
 * or not current, or lists a file that is missing or has another hash, fails
 * whole (RFC 9286 section 6.6): then only its manifest is told, and why.
 * Returns 0, or -1 with ERR.
 */
int rsec_repository_visit(struct rsec_chain *chain, const struct rsec_ca *ca,
    rsec_published_tell *tell, void *ctx, struct rsec_err *err);

/* All of it in one thread. */
int rsec_repository_walk(struct rsec_chain *chain, rsec_published_tell *tell,
    void *ctx, struct rsec_err *err);

RSEC_END_API

#endif
