/* SPDX-License-Identifier: ISC */
/*
 * What the contents of signed objects have in common.  Each function reads
 * the next element of a cursor, judges it by the rules that the caller names,
 * and leaves its result alone where there is nothing to be read.
 */
#ifndef RSEC_RPKI_CONTENT_PRIVATE_H
#define RSEC_RPKI_CONTENT_PRIVATE_H

#include "rpki/cert.h"

/* What a type of object is called, and the rules that all types have. */
struct rsec_content_rules {
	const char *name; /* "ROA" */
	enum rsec_rule syntax, version, limit;
};

/* The SEQUENCE that the content is; false where it is something else. */
bool rsec_content_open(struct rsec_der *der,
    const struct rsec_content_rules *rules, struct rsec_der *inner);

/* Nothing follows; WHAT is what ends here. */
void rsec_content_end(const struct rsec_der *der,
    const struct rsec_content_rules *rules, const char *what);

/* [0] EXPLICIT INTEGER DEFAULT 0, which is to be EXPECTED. */
void rsec_content_version(struct rsec_der *der,
    const struct rsec_content_rules *rules, uint64_t expected, uint64_t *out);

/*
 * Tell that WHAT is missing or of another type.  Something else that is in
 * its place, and not the element NEXT that follows (0: whatever it is), is
 * passed over.
 */
void rsec_content_missing(struct rsec_der *der,
    const struct rsec_content_rules *rules, const char *what, uint8_t next);

/*
 * An AS number; one below MIN or over 2^32-1 breaks RULE.  What is none is
 * passed over, but for the element NEXT that follows.
 */
bool rsec_content_asn(struct rsec_der *der,
    const struct rsec_content_rules *rules, enum rsec_rule rule,
    const char *what, uint8_t next, uint32_t min, uint32_t *asn);

/* An address family, 0001 or 0002, as RSEC_IPV4 or RSEC_IPV6; 0: neither. */
uint8_t rsec_content_family(struct rsec_der *der,
    const struct rsec_content_rules *rules, enum rsec_rule rule);

/* A prefix of FAMILY; one that is too long breaks RULE. */
bool rsec_content_prefix(struct rsec_der *der,
    const struct rsec_content_rules *rules, enum rsec_rule rule, uint8_t family,
    struct rsec_prefix *out);

/* How many elements there are. */
size_t rsec_content_count(struct rsec_der der);

/* How many there are in the lists of all address families at DER. */
size_t rsec_content_count_families(struct rsec_der der);

/*
 * Room for *N entries of SIZE, but never more than MAX: what is beyond breaks
 * the rule LIMIT, and *N is what there is room for.  NULL where that is
 * nothing.
 */
void *rsec_content_alloc(const struct rsec_der *der, struct rsec_arena *arena,
    const struct rsec_content_rules *rules, size_t *n, size_t max, size_t size);

/* SHA-256, by its OID. */
void rsec_content_hash_alg(const struct rsec_der *der, enum rsec_rule rule,
    const uint8_t *at, struct rsec_bytes oid);

/* All resources of EE are inherited, or RULE is broken. */
void rsec_content_check_inherit(
    const struct rsec_cert *ee, enum rsec_rule rule, struct rsec_findings *f);

/* SET in canonical order: itself, or a copy in ARENA; NULL without memory. */
const struct rsec_ip_resources *rsec_content_canonical_ip(
    const struct rsec_ip_resources *set, struct rsec_arena *arena,
    struct rsec_ip_resources *copy);
const struct rsec_asn_resources *rsec_content_canonical_asn(
    const struct rsec_asn_resources *set, struct rsec_arena *arena,
    struct rsec_asn_resources *copy);

/* An order of octets: memcmp(), then the shorter first. */
int rsec_bytes_cmp(struct rsec_bytes a, struct rsec_bytes b);

/* The part of a URI behind its last slash. */
struct rsec_bytes rsec_uri_leaf(struct rsec_bytes uri);

#endif
