/* SPDX-License-Identifier: ISC */
/*
 * What the parts of a chain share.
 *
 *	chain.c		 judges an object
 *	chain_ca.c	 the CAs, and the path above each
 *	chain_check.c	 one certificate under its issuer
 *	chain_point.c	 the CRLs and manifests of CAs
 *	repository.c	 the way down, over the manifests
 */
#ifndef RSEC_RPKI_CHAIN_PRIVATE_H
#define RSEC_RPKI_CHAIN_PRIVATE_H

#include "rpki/chain.h"

#define RSEC_CHAIN_POINTS 128	/* CRLs and manifests that are kept */
#define RSEC_CHAIN_MISSES 10000 /* URIs with no CA that are kept */
#define RSEC_URI_TEXT	  320	/* a URI in a message, escaped and cut */

enum rsec_ca_state {
	RSEC_CA_LOADED, /* what is above it is not known yet */
	RSEC_CA_JUDGED,
	RSEC_CA_MISSING, /* no such file; PROBLEM says why */
	RSEC_CA_NONE,	 /* a file, but no certificate of a CA */
};

/*
 * A CA certificate, or that there is none, by the URI that it was asked for.
 * It is in the arena of the chain, and once judged never changes.
 */
struct rsec_ca {
	struct rsec_ca *next; /* of the same bucket, or the next anchor */
	uint64_t hash;
	struct rsec_bytes uri;
	enum rsec_ca_state state;
	const char *problem;	/* without a certificate: why */
	struct rsec_ca *anchor; /* this URI has an anchor; it is that */
	const char *name;	/* of a trust anchor, or NULL */
	struct rsec_bytes file; /* what CERT borrows from; not an anchor's */
	struct rsec_cert cert;
	const struct rsec_ca
	    *parent;	/* NULL: an anchor, or the path ends here */
	unsigned depth; /* certificates from the top to this one */
	bool good;	/* a path to an anchor, without an error */
	int64_t expires;
	struct rsec_resources held; /* canonical, nothing inherited */
	struct rsec_findings problems;
};

/* A CRL or a manifest at URI, as ISSUER's. */
struct rsec_point {
	const struct rsec_ca *issuer; /* NULL: a free slot */
	bool is_manifest;
	struct rsec_bytes uri; /* of the issuer, or our own copy */
	uint64_t used;	       /* when last asked for */
	struct rsec_bytes file;
	struct rsec_object object;
	bool pinned;  /* in use: not to be replaced */
	bool present; /* it is a CRL, or a manifest */
	bool good;    /* without an error */
	int64_t expires;
	struct rsec_arena arena; /* of URI and PROBLEMS */
	struct rsec_findings problems;
};

struct rsec_chain {
	struct rsec_cache cache;
	const struct rsec_policy *policy;
	int64_t at;
	struct rsec_verifier *verifier;
	struct rsec_arena arena;
	struct rsec_ca *anchors, *adopted;
	struct rsec_ca **bucket; /* by URI; a power of two of them */
	size_t buckets, cas, misses;
	struct rsec_point point[RSEC_CHAIN_POINTS];
	uint64_t clock;
	struct rsec_ca spare; /* a miss that is not kept, */
	char spare_problem[RSEC_ERR_MSG_MAX];
	bool no_memory; /* somewhere since it was last asked */
};

/*
 * A certificate that is checked under its issuer.  Findings about an object's
 * own have an offset; those about a CA above say whose they are, and belong to
 * the layer chain.
 */
struct rsec_child {
	const struct rsec_cert *cert;
	struct rsec_findings *findings;
	const char *above; /* NULL: the object's own; else the CA's URI */
	bool failed;	   /* something was an error */
	int64_t expires;
};

/* chain_check.c */
const char *rsec_uri_text(char to[RSEC_URI_TEXT], struct rsec_bytes uri);

/* That what is published at URI has the extension of its type. */
void rsec_chain_check_name(struct rsec_object *object, struct rsec_bytes uri);
void rsec_child_fault(struct rsec_chain *chain, struct rsec_child *child,
    enum rsec_rule rule, uint64_t offset, const char *fmt, ...)
    RSEC_PRINTF(5, 6);
void rsec_child_check_time(struct rsec_chain *chain, struct rsec_child *child);
void rsec_child_check_issuer(struct rsec_chain *chain, struct rsec_child *child,
    const struct rsec_ca *issuer);
void rsec_child_check_signature(struct rsec_chain *chain,
    struct rsec_child *child, const struct rsec_ca *issuer,
    enum rsec_rule rule);
void rsec_child_check_resources(struct rsec_chain *chain,
    struct rsec_child *child, const struct rsec_ca *issuer);

/* All of them, with the CRL; the CRL, for the path, or NULL. */
const struct rsec_point *rsec_child_check(struct rsec_chain *chain,
    struct rsec_child *child, const struct rsec_ca *issuer);

/* That CRL, if any, is the one that the manifest MFT at MFT_URI lists. */
void rsec_child_check_crl_listed(struct rsec_chain *chain,
    struct rsec_child *child, const struct rsec_point *crl,
    const struct rsec_mft *mft, struct rsec_bytes mft_uri);

/*
 * That FILE, published at URI (empty: unknown), is on the current manifest of
 * ISSUER, with what is wrong with that; the manifest, or NULL without one.
 */
const struct rsec_point *rsec_child_check_manifest(struct rsec_chain *chain,
    struct rsec_child *child, const struct rsec_ca *issuer,
    struct rsec_bytes uri, struct rsec_bytes file);

/* The first error among findings, or NULL. */
const struct rsec_finding *rsec_chain_first_error(
    const struct rsec_chain *chain, const struct rsec_findings *findings);

/* chain_ca.c */
void rsec_chain_forget(struct rsec_chain *chain);

/*
 * The CA that issued CHILD, with the path above it judged; or NULL, and CHILD
 * was told why.
 */
const struct rsec_ca *rsec_chain_issuer(
    struct rsec_chain *chain, struct rsec_child *child);

/*
 * A CA from its certificate CERT, in FILE at URI, already checked below PARENT
 * and good until EXPIRES.  FILE is then the chain's.  NULL without memory.
 */
struct rsec_ca *rsec_chain_adopt(struct rsec_chain *chain,
    const struct rsec_ca *parent, struct rsec_bytes uri, struct rsec_bytes file,
    const struct rsec_cert *cert, int64_t expires);

/* The trust anchor with this key, or NULL. */
struct rsec_ca *rsec_chain_anchor(
    const struct rsec_chain *chain, struct rsec_bytes spki);

/* The one that issued CERT, by name and key identifier, or NULL. */
struct rsec_ca *rsec_chain_find_anchor(
    const struct rsec_chain *chain, const struct rsec_cert *cert);

/* Take the certificate OBJECT as the anchor NAME; -1 without memory. */
int rsec_chain_keep_anchor(struct rsec_chain *chain, const char *name,
    const struct rsec_uris *uris, const struct rsec_object *object);

/* chain_point.c */
struct rsec_point *rsec_chain_crl(struct rsec_chain *chain,
    const struct rsec_ca *issuer, struct rsec_bytes uri);
struct rsec_point *rsec_chain_manifest(
    struct rsec_chain *chain, const struct rsec_ca *issuer);
void rsec_point_fini(struct rsec_chain *chain, struct rsec_point *point);

/* An entry with this hash, or NULL. */
const struct rsec_mft_entry *rsec_point_find_hash(
    const struct rsec_point *manifest, const uint8_t hash[RSEC_SHA256_SIZE]);

/* The first rsync URI of these, or nothing. */
struct rsec_bytes rsec_uris_rsync(const struct rsec_uris *uris);

#endif
