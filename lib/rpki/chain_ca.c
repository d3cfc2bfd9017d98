/* SPDX-License-Identifier: ISC */
/*
 * The CAs that a chain has seen, by the URI of their certificates, and the
 * path from one to a trust anchor (RFC 6487 section 7.2).
 *
 * A path is followed upwards over authorityInfoAccess until it meets a CA that
 * is judged, then judged downwards from there: each CA once.  What is found
 * does not depend on which CA was asked for first: all CAs of a circle, and
 * below one, say so themselves, as does each that is too deep.
 *
 * A CA costs its certificate and its resources; URIs where there is no CA are
 * remembered up to RSEC_CHAIN_MISSES.
 */
#include <stdlib.h>
#include <string.h>

#include "rpki/chain_private.h"
#include "rpki/x509_private.h"

#define BUCKETS_MIN 256

static uint64_t
hash_uri(struct rsec_bytes uri)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325); /* FNV-1a */
	size_t i;

	for (i = 0; i < uri.len; i++)
		h = (h ^ uri.data[i]) * UINT64_C(0x100000001b3);
	return h ^ h >> 32;
}

static struct rsec_ca *
find(const struct rsec_chain *chain, struct rsec_bytes uri)
{
	uint64_t hash = hash_uri(uri);
	struct rsec_ca *ca;

	if (chain->buckets == 0)
		return NULL;
	ca = chain->bucket[hash & (chain->buckets - 1)];
	for (; ca != NULL; ca = ca->next)
		if (ca->hash == hash && rsec_bytes_equal(ca->uri, uri))
			return ca;
	return NULL;
}

/* Twice the buckets; without memory it stays as it is. */
static void
grow(struct rsec_chain *chain)
{
	size_t i, n = chain->buckets == 0 ? BUCKETS_MIN : chain->buckets * 2;
	struct rsec_ca **bucket, *ca, *next;

	if ((bucket = calloc(n, sizeof(struct rsec_ca *))) == NULL)
		return;
	for (i = 0; i < chain->buckets; i++)
		for (ca = chain->bucket[i]; ca != NULL; ca = next) {
			next = ca->next;
			ca->next = bucket[ca->hash & (n - 1)];
			bucket[ca->hash & (n - 1)] = ca;
		}
	free(chain->bucket);
	chain->bucket = bucket;
	chain->buckets = n;
}

/* An entry for URI, copied; NULL without memory. */
static struct rsec_ca *
add(struct rsec_chain *chain, struct rsec_bytes uri)
{
	struct rsec_ca *ca, **bucket;
	char *copy;

	if (chain->cas >= chain->buckets)
		grow(chain);
	copy =
	    rsec_arena_strndup(&chain->arena, (const char *)uri.data, uri.len);
	ca = rsec_arena_alloc(&chain->arena, sizeof(*ca));
	if (chain->buckets == 0 || copy == NULL || ca == NULL) {
		chain->no_memory = true;
		return NULL;
	}
	memset(ca, 0, sizeof(*ca));
	ca->uri = (struct rsec_bytes){ (const uint8_t *)copy, uri.len };
	ca->hash = hash_uri(uri);
	ca->expires = INT64_MAX;
	rsec_findings_init(&ca->problems, &chain->arena);
	bucket = &chain->bucket[ca->hash & (chain->buckets - 1)];
	ca->next = *bucket;
	*bucket = ca;
	chain->cas++;
	return ca;
}

static void
forget(struct rsec_chain *chain, struct rsec_ca *ca)
{
	rsec_findings_fini(&ca->problems);
	if (ca->file.data != NULL)
		chain->cache.drop(chain->cache.ctx, ca->file);
}

void
rsec_chain_forget(struct rsec_chain *chain)
{
	struct rsec_ca *ca, *next;
	size_t i;

	for (i = 0; i < chain->buckets; i++)
		for (ca = chain->bucket[i]; ca != NULL; ca = next) {
			next = ca->next;
			forget(chain, ca);
		}
	for (ca = chain->anchors; ca != NULL; ca = next) {
		next = ca->next;
		forget(chain, ca);
	}
	for (ca = chain->adopted; ca != NULL; ca = next) {
		next = ca->next;
		forget(chain, ca);
	}
	free(chain->bucket);
}

struct rsec_ca *
rsec_chain_anchor(const struct rsec_chain *chain, struct rsec_bytes spki)
{
	struct rsec_ca *ca;

	for (ca = chain->anchors; ca != NULL; ca = ca->next)
		if (spki.len > 0 && rsec_bytes_equal(ca->cert.spki, spki))
			return ca;
	return NULL;
}

/* Take over a certificate; its lists, in canonical order, to our arena. */
static bool
keep_cert(
    struct rsec_chain *chain, struct rsec_ca *ca, const struct rsec_cert *cert)
{
	struct rsec_resources *r = &ca->cert.resources;
	struct rsec_ip_resources *ip[2] = { &r->ipv4, &r->ipv6 };
	void *copy;
	size_t i, size;

	ca->cert = *cert;
	for (i = 0; i < 2; i++) {
		size = ip[i]->count * sizeof(*ip[i]->list);
		if ((copy = rsec_arena_alloc(&chain->arena, size + 1)) == NULL)
			return false;
		if (size > 0)
			memcpy(copy, ip[i]->list, size);
		ip[i]->list = copy;
		rsec_ip_resources_canonize(ip[i]);
	}
	size = r->asn.count * sizeof(*r->asn.list);
	if ((copy = rsec_arena_alloc(&chain->arena, size + 1)) == NULL)
		return false;
	if (size > 0)
		memcpy(copy, r->asn.list, size);
	r->asn.list = copy;
	rsec_asn_resources_canonize(&r->asn);
	return true;
}

/* What it holds, where it inherits by what its parent does. */
static void
set_held(struct rsec_ca *ca)
{
	static const struct rsec_resources nothing;
	const struct rsec_resources *above =
	    ca->parent != NULL ? &ca->parent->held : &nothing;

	ca->held = ca->cert.resources;
	if (ca->held.ipv4.inherit)
		ca->held.ipv4 = above->ipv4;
	if (ca->held.ipv6.inherit)
		ca->held.ipv6 = above->ipv6;
	if (ca->held.asn.inherit)
		ca->held.asn = above->asn;
}

/* Without a certificate: remember that, and why, unless there are too many. */
static struct rsec_ca *
keep_miss(struct rsec_chain *chain, struct rsec_bytes uri,
    enum rsec_ca_state state, const char *problem)
{
	struct rsec_ca *ca = &chain->spare;

	chain->spare_problem[0] = '\0';
	strncat(chain->spare_problem, problem, RSEC_ERR_MSG_MAX - 1);
	*ca = (struct rsec_ca){ .uri = uri };
	ca->problem = chain->spare_problem;
	if (chain->misses < RSEC_CHAIN_MISSES) {
		if ((ca = add(chain, uri)) == NULL)
			return NULL;
		chain->misses++;
		ca->problem =
		    rsec_arena_strndup(&chain->arena, problem, strlen(problem));
		if (ca->problem == NULL)
			chain->no_memory = true;
	}
	ca->state = state;
	return ca;
}

/* The certificate in OBJECT, from FILE at URI. */
static struct rsec_ca *
keep_object(struct rsec_chain *chain, struct rsec_bytes uri,
    struct rsec_bytes file, const struct rsec_object *object)
{
	const struct rsec_finding *error;
	char text[RSEC_URI_TEXT];
	struct rsec_ca *ca;

	if ((ca = add(chain, uri)) == NULL)
		return NULL;
	ca->state = RSEC_CA_LOADED;
	ca->anchor = rsec_chain_anchor(chain, object->cert.spki);
	if (ca->anchor != NULL) {
		chain->cache.drop(chain->cache.ctx, file);
		return ca;
	}
	if (!keep_cert(chain, ca, &object->cert)) {
		chain->no_memory = true;
		ca->state = RSEC_CA_NONE;
		ca->problem = "out of memory";
		return ca;
	}
	ca->file = file;
	error = rsec_chain_first_error(chain, &object->findings);
	if (error != NULL)
		rsec_findings_add(&ca->problems, RSEC_RULE_CHAIN_INVALID,
		    RSEC_NO_OFFSET, "%s: %s", rsec_uri_text(text, uri),
		    error->message);
	return ca;
}

/* What is at URI, for the first time. */
static struct rsec_ca *
load(struct rsec_chain *chain, struct rsec_bytes uri)
{
	struct rsec_object object;
	struct rsec_bytes file;
	struct rsec_err err;
	struct rsec_ca *ca;
	int rc;

	rc = chain->cache.get(chain->cache.ctx, uri, &file, &err);
	if (rc == -1 && err.code == RSEC_ERR_NOMEM)
		chain->no_memory = true;
	if (rc != 1)
		return keep_miss(chain, uri, RSEC_CA_MISSING,
		    rc == 0 ? "not in the cache" : err.msg);
	rsec_object_init(&object);
	if (rsec_object_parse(&object, file, chain->verifier, true, &err) ==
	    -1) {
		chain->no_memory = true;
		ca = NULL;
	} else if (object.type != RSEC_OBJECT_CERT || !object.decoded ||
		   !object.cert.is_ca)
		ca = keep_miss(
		    chain, uri, RSEC_CA_NONE, "no certificate of a CA");
	else
		ca = keep_object(chain, uri, file, &object);
	if (ca == NULL || ca->state == RSEC_CA_NONE)
		chain->cache.drop(chain->cache.ctx, file);
	rsec_object_fini(&object);
	return ca;
}

/* The CA, or the miss, at URI; an anchor itself where it is one. */
static struct rsec_ca *
get(struct rsec_chain *chain, struct rsec_bytes uri)
{
	struct rsec_ca *ca = find(chain, uri);

	if (ca == NULL)
		ca = load(chain, uri);
	return ca != NULL && ca->anchor != NULL ? ca->anchor : ca;
}

struct rsec_ca *
rsec_chain_find_anchor(
    const struct rsec_chain *chain, const struct rsec_cert *cert)
{
	struct rsec_ca *ca;

	for (ca = chain->anchors; ca != NULL; ca = ca->next)
		if (rsec_bytes_equal(ca->cert.ski, cert->aki) &&
		    rsec_name_equal(ca->cert.subject, cert->issuer))
			return ca;
	return NULL;
}

/* The CA above CHILD, loaded; or NULL, and why was told. */
static struct rsec_ca *
get_issuer(struct rsec_chain *chain, struct rsec_child *child)
{
	struct rsec_bytes uri = rsec_uris_rsync(&child->cert->aia);
	struct rsec_ca *ca = NULL, *anchor;
	char text[RSEC_URI_TEXT];

	if (uri.len > 0 && (ca = get(chain, uri)) == NULL)
		return NULL;
	if (ca != NULL && ca->state <= RSEC_CA_JUDGED)
		return ca;
	if ((anchor = rsec_chain_find_anchor(chain, child->cert)) != NULL)
		return anchor;
	if (ca != NULL)
		rsec_child_fault(chain, child,
		    ca->state == RSEC_CA_NONE ? RSEC_RULE_CHAIN_ISSUER_NOT_CA
					      : RSEC_RULE_CHAIN_ISSUER_MISSING,
		    child->cert->offset, "issuer %s: %s",
		    rsec_uri_text(text, uri), ca->problem);
	else if (child->cert->kind == RSEC_CERT_TA)
		rsec_child_fault(chain, child, RSEC_RULE_CHAIN_ANCHOR,
		    child->cert->offset,
		    "self-signed, and not a trust anchor that was named");
	else
		rsec_child_fault(chain, child, RSEC_RULE_CHAIN_ISSUER_MISSING,
		    child->cert->offset,
		    "the certificate does not say where its issuer's is");
	return NULL;
}

static struct rsec_child
child_of(struct rsec_ca *ca, char uri[RSEC_URI_TEXT])
{
	return (struct rsec_child){ .cert = &ca->cert,
		.findings = &ca->problems,
		.above = rsec_uri_text(uri, ca->uri),
		.expires = INT64_MAX };
}

/* Judge CA, whose issuer is judged, or is NULL as was told. */
static void
judge(struct rsec_chain *chain, struct rsec_ca *ca,
    const struct rsec_ca *parent, bool too_deep)
{
	const struct rsec_point *crl, *manifest;
	char uri[RSEC_URI_TEXT];
	struct rsec_child child = child_of(ca, uri);

	rsec_child_check_time(chain, &child);
	if (too_deep || (parent != NULL && parent->depth >= RSEC_CHAIN_DEPTH)) {
		rsec_child_fault(chain, &child, RSEC_RULE_CHAIN_DEPTH,
		    RSEC_NO_OFFSET, "more than %d CAs down the path",
		    RSEC_CHAIN_DEPTH);
		parent = NULL;
		ca->depth = RSEC_CHAIN_DEPTH + 1;
	} else
		ca->depth = parent == NULL ? 1 : parent->depth + 1;
	if (parent != NULL) {
		crl = rsec_child_check(chain, &child, parent);
		manifest = rsec_child_check_manifest(
		    chain, &child, parent, ca->uri, ca->file);
		if (manifest != NULL)
			rsec_child_check_crl_listed(chain, &child, crl,
			    &manifest->object.mft, manifest->uri);
	}
	ca->parent = parent;
	set_held(ca);
	ca->expires = child.expires;
	ca->good = (parent == NULL ? ca->name != NULL : parent->good) &&
		   rsec_chain_first_error(chain, &ca->problems) == NULL;
	ca->state = RSEC_CA_JUDGED;
	chain->no_memory |= ca->problems.no_memory;
}

/* The CAs of a circle: none has a parent. */
static void
judge_circle(
    struct rsec_chain *chain, struct rsec_ca *const circle[], size_t count)
{
	char uri[RSEC_URI_TEXT];
	struct rsec_child child;
	size_t i;

	for (i = 0; i < count; i++) {
		child = child_of(circle[i], uri);
		rsec_child_fault(chain, &child, RSEC_RULE_CHAIN_LOOP,
		    RSEC_NO_OFFSET, "its issuers go round in a circle");
		judge(chain, circle[i], NULL, false);
	}
}

/* Where CA is in the path; COUNT: nowhere. */
static size_t
index_of(struct rsec_ca *const path[], size_t count, const struct rsec_ca *ca)
{
	size_t i = 0;

	while (i < count && path[i] != ca)
		i++;
	return i;
}

/* Judge CA and all above it that is not judged yet. */
static void
resolve(struct rsec_chain *chain, struct rsec_ca *ca)
{
	struct rsec_ca *path[RSEC_CHAIN_DEPTH], *parent = ca;
	size_t at, count = 0;
	char uri[RSEC_URI_TEXT];
	struct rsec_child child;

	while (parent != NULL && parent->state == RSEC_CA_LOADED) {
		if ((at = index_of(path, count, parent)) < count) {
			judge_circle(chain, path + at, count - at);
			count = at;
			break;
		}
		if (count == RSEC_CHAIN_DEPTH) {
			judge(chain, ca, NULL, true);
			return;
		}
		path[count++] = parent;
		child = child_of(parent, uri);
		parent = get_issuer(chain, &child);
	}
	while (count-- > 0) {
		judge(chain, path[count], parent, false);
		parent = path[count];
	}
}

const struct rsec_ca *
rsec_chain_issuer(struct rsec_chain *chain, struct rsec_child *child)
{
	struct rsec_ca *ca = get_issuer(chain, child);

	if (ca != NULL)
		resolve(chain, ca);
	return ca;
}

/* An anchor by the URIs of its locator. */
static int
add_uris(struct rsec_chain *chain, struct rsec_ca *anchor,
    const struct rsec_uris *uris)
{
	struct rsec_ca *ca;
	size_t i;

	for (i = 0; i < uris->count; i++) {
		if (find(chain, uris->list[i]) != NULL)
			continue;
		if ((ca = add(chain, uris->list[i])) == NULL)
			return -1;
		ca->anchor = anchor;
		if (i == 0 || anchor->uri.len == 0)
			anchor->uri = ca->uri;
	}
	return 0;
}

int
rsec_chain_keep_anchor(struct rsec_chain *chain, const char *name,
    const struct rsec_uris *uris, const struct rsec_object *object)
{
	const struct rsec_finding *error;
	struct rsec_ca *ca, **end;

	ca = rsec_arena_alloc(&chain->arena, sizeof(*ca));
	if (ca == NULL)
		return -1;
	*ca = (struct rsec_ca){
		.state = RSEC_CA_LOADED, .name = name, .expires = INT64_MAX
	};
	if (uris->count > 0)
		ca->hash = hash_uri(uris->list[0]);
	rsec_findings_init(&ca->problems, &chain->arena);
	if (!keep_cert(chain, ca, &object->cert) ||
	    add_uris(chain, ca, uris) == -1)
		return -1;
	error = rsec_chain_first_error(chain, &object->findings);
	if (error != NULL)
		rsec_findings_add(&ca->problems, RSEC_RULE_CHAIN_INVALID,
		    RSEC_NO_OFFSET, "trust anchor %s: %s", name,
		    error->message);
	judge(chain, ca, NULL, false);
	for (end = &chain->anchors; *end != NULL; end = &(*end)->next)
		;
	*end = ca;
	return 0;
}

struct rsec_ca *
rsec_chain_adopt(struct rsec_chain *chain, const struct rsec_ca *parent,
    struct rsec_bytes uri, struct rsec_bytes file, const struct rsec_cert *cert,
    int64_t expires)
{
	struct rsec_ca *ca;
	char *copy;

	copy =
	    rsec_arena_strndup(&chain->arena, (const char *)uri.data, uri.len);
	ca = rsec_arena_alloc(&chain->arena, sizeof(*ca));
	if (copy == NULL || ca == NULL) {
		chain->no_memory = true;
		return NULL;
	}
	*ca = (struct rsec_ca){ .state = RSEC_CA_JUDGED,
		.hash = hash_uri(uri),
		.uri = { (const uint8_t *)copy, uri.len },
		.parent = parent,
		.depth = parent->depth + 1,
		.good = true,
		.expires = expires };
	rsec_findings_init(&ca->problems, &chain->arena);
	if (!keep_cert(chain, ca, cert)) {
		chain->no_memory = true;
		return NULL;
	}
	set_held(ca);
	ca->file = file;
	ca->next = chain->adopted;
	chain->adopted = ca;
	return ca;
}
