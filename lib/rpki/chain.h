/* SPDX-License-Identifier: ISC */
/*
 * Paths from an object to a trust anchor, in a cache of published files: is
 * each certificate signed by its issuer, in time, not revoked, within its
 * issuer's resources; and is the object on its issuer's current manifest, as
 * are the CAs above it and each CRL that was asked.
 *
 * A chain remembers what it has read: each CA once it is verified, what was
 * not there, and the CRLs and manifests that were asked for last.  It grows
 * with the number of CAs, not with that of objects.  Each thread has a chain
 * of its own: their verdicts are the same, in any order.
 */
#ifndef RSEC_RPKI_CHAIN_H
#define RSEC_RPKI_CHAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "rpki/object.h"
#include "rpki/verdict.h"

#define RSEC_CHAIN_DEPTH 32 /* certificates from an object to its anchor */

/*
 * Where published files come from.  GET finds the file that URI (rsync://...)
 * names: 1 with *FILE, which goes back by DROP; 0 where there is none; -1 with
 * ERR when it cannot be read.  It must be safe against ".." and links.  GET is
 * NULL where there is no cache: then nothing is judged that needs one.
 */
struct rsec_cache {
	int (*get)(void *ctx, struct rsec_bytes uri, struct rsec_bytes *file,
	    struct rsec_err *err);
	void (*drop)(void *ctx, struct rsec_bytes file);
	void *ctx;
};

struct rsec_chain; /* opaque */

struct rsec_chain_link { /* from the object's issuer up to the anchor */
	struct rsec_bytes uri;
	const struct rsec_cert *cert; /* borrowed from the chain */
	const char *anchor;	      /* its name, in the last link only */
};

/* What it borrows from the chain stays until that judges the next object. */
struct rsec_path {
	struct rsec_chain_link link[RSEC_CHAIN_DEPTH];
	size_t count;
	int64_t expires; /* the earliest notAfter and nextUpdate of all of it,
			  * INT64_MAX without any */
	const struct rsec_crl *crl; /* that covers the object, or NULL */
	struct rsec_bytes crl_uri;
	const struct rsec_mft *manifest; /* of the issuer, or NULL */
	struct rsec_bytes manifest_uri;
};

RSEC_BEGIN_API

/* Judges at the time AT by POLICY, which stays.  NULL without memory. */
struct rsec_chain *rsec_chain_new(
    struct rsec_cache cache, const struct rsec_policy *policy, int64_t at);
void rsec_chain_free(struct rsec_chain *chain);

/*
 * Trust the key of TAL under NAME.  The anchor's certificate is FILE, which
 * stays the caller's, like NAME; its key must be the TAL's.  Findings about it
 * go to F.  Returns 0, or -1 with ERR.
 */
int rsec_chain_add_anchor(struct rsec_chain *chain, const char *name,
    const struct rsec_tal *tal, struct rsec_bytes file, struct rsec_findings *f,
    struct rsec_err *err);

/*
 * Judge OBJECT, published at URI (empty: unknown, its own signedObject URI
 * then stands in).  SIGNATURES tells whether it was parsed with them.  Adds
 * the findings of the layers time, chain, crl, resources and manifest, fills
 * PATH as far as it goes and VERDICT whole.  Returns 0, or -1 without memory.
 */
int rsec_chain_judge(struct rsec_chain *chain, struct rsec_object *object,
    bool signatures, struct rsec_bytes uri, struct rsec_path *path,
    struct rsec_verdict *verdict, struct rsec_err *err);

RSEC_END_API

#endif
