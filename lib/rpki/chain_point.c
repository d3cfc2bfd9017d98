/* SPDX-License-Identifier: ISC */
/*
 * The CRLs and manifests of CAs: RFC 6487 section 5 and RFC 9286 section 6.
 *
 * They are kept in a fixed number of slots, the one that nobody asked for
 * longest is used again: objects of one CA come together, so few slots serve a
 * whole repository, and no number of CAs makes them more.  What is wrong with
 * a CRL or manifest, or that it is not there, is found out once and told to
 * each object that asks.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "rpki/chain_private.h"
#include "rpki/x509_private.h"

struct rsec_bytes
rsec_uris_rsync(const struct rsec_uris *uris)
{
	static const char scheme[] = "rsync://";
	size_t i, n = sizeof(scheme) - 1;

	for (i = 0; i < uris->count; i++)
		if (uris->list[i].len > n &&
		    memcmp(uris->list[i].data, scheme, n) == 0)
			return uris->list[i];
	return (struct rsec_bytes){ NULL, 0 };
}

void
rsec_point_fini(struct rsec_chain *chain, struct rsec_point *point)
{
	if (point->issuer == NULL)
		return;
	if (point->file.data != NULL)
		chain->cache.drop(chain->cache.ctx, point->file);
	rsec_findings_fini(&point->problems);
	rsec_object_fini(&point->object);
	rsec_arena_fini(&point->arena);
	memset(point, 0, sizeof(*point));
}

/* The slot for this file: *KNOWN when it is filled, else an empty one. */
static struct rsec_point *
get_slot(struct rsec_chain *chain, const struct rsec_ca *issuer,
    struct rsec_bytes uri, bool is_manifest, bool *known)
{
	struct rsec_point *point, *oldest = NULL;
	size_t i;

	*known = true;
	for (i = 0; i < RSEC_CHAIN_POINTS; i++) {
		point = &chain->point[i];
		if (!point->pinned &&
		    (oldest == NULL || point->used < oldest->used))
			oldest = point;
		if (point->issuer != issuer ||
		    point->is_manifest != is_manifest ||
		    !rsec_bytes_equal(point->uri, uri))
			continue;
		point->used = ++chain->clock;
		return point;
	}
	*known = false;
	rsec_point_fini(chain, oldest);
	rsec_object_init(&oldest->object);
	rsec_findings_init(&oldest->problems, &oldest->arena);
	oldest->issuer = issuer;
	oldest->is_manifest = is_manifest;
	oldest->expires = INT64_MAX;
	oldest->used = ++chain->clock;
	return oldest;
}

static void
tell(struct rsec_chain *chain, struct rsec_point *point, enum rsec_rule rule,
    const char *what)
{
	char uri[RSEC_URI_TEXT];

	rsec_findings_add(&point->problems, rule, RSEC_NO_OFFSET, "%s: %s",
	    rsec_uri_text(uri, point->uri), what);
	chain->no_memory |= point->problems.no_memory;
	if (rsec_policy_severity(chain->policy, rule) == RSEC_ERROR)
		point->good = false;
}

static void
tell_time(struct rsec_chain *chain, struct rsec_point *point,
    enum rsec_rule rule, const char *what, int64_t t)
{
	char time[RSEC_UTC_SIZE], text[RSEC_UTC_SIZE + 16] = "";

	rsec_utc_format(time, t);
	strncat(text, what, 15);
	strcat(text, time);
	tell(chain, point, rule, text);
}

/* Read and parse it; false with the problem told. */
static bool
load(struct rsec_chain *chain, struct rsec_point *point, struct rsec_bytes uri,
    enum rsec_object_type type)
{
	bool mft = type == RSEC_OBJECT_MFT;
	enum rsec_rule missing =
	    mft ? RSEC_RULE_MANIFEST_MISSING : RSEC_RULE_CRL_MISSING;
	enum rsec_rule invalid =
	    mft ? RSEC_RULE_MANIFEST_INVALID : RSEC_RULE_CRL_INVALID;
	const struct rsec_finding *error;
	struct rsec_err err;
	char *copy;
	int rc;

	point->good = true;
	if ((copy = rsec_arena_strndup(
		 &point->arena, (const char *)uri.data, uri.len)) == NULL) {
		chain->no_memory = true;
		return false;
	}
	point->uri = (struct rsec_bytes){ (const uint8_t *)copy, uri.len };
	rc = chain->cache.get(chain->cache.ctx, uri, &point->file, &err);
	if (rc != 1) {
		point->file.data = NULL;
		chain->no_memory |= rc == -1 && err.code == RSEC_ERR_NOMEM;
		tell(chain, point, missing,
		    rc == 0 ? "not in the cache" : err.msg);
		return false;
	}
	if (rsec_object_parse(&point->object, point->file, chain->verifier,
		true, &err) == -1) {
		chain->no_memory = true;
		return false;
	}
	error = rsec_chain_first_error(chain, &point->object.findings);
	if (point->object.type != type || !point->object.decoded)
		tell(chain, point, invalid, mft ? "no manifest" : "no CRL");
	else if (error != NULL)
		tell(chain, point, invalid, error->message);
	point->present = point->object.type == type && point->object.decoded;
	return point->present;
}

static void
judge_crl(struct rsec_chain *chain, struct rsec_point *point)
{
	const struct rsec_cert *issuer = &point->issuer->cert;
	const struct rsec_crl *crl = &point->object.crl;
	enum rsec_verify_result result;

	if (!rsec_name_equal(crl->issuer, issuer->subject) ||
	    !rsec_bytes_equal(crl->aki, issuer->ski)) {
		tell(chain, point, RSEC_RULE_CRL_ISSUER_MISMATCH,
		    "a CRL of another issuer");
		point->present = false;
		return;
	}
	result = rsec_verify_rsa(chain->verifier, issuer->modulus,
	    issuer->exponent, true, crl->tbs, crl->signature);
	if (result == RSEC_VERIFY_NOMEM)
		chain->no_memory = true;
	else if (result != RSEC_VERIFY_OK)
		tell(chain, point, RSEC_RULE_CRL_INVALID,
		    "the signature is not by the issuer's key");
	if (chain->at < crl->this_update)
		tell_time(chain, point, RSEC_RULE_CRL_NOT_YET, "current from ",
		    crl->this_update);
	if (chain->at > crl->next_update)
		tell_time(chain, point, RSEC_RULE_CRL_STALE, "stale since ",
		    crl->next_update);
	point->expires = crl->next_update;
}

struct rsec_point *
rsec_chain_crl(struct rsec_chain *chain, const struct rsec_ca *issuer,
    struct rsec_bytes uri)
{
	struct rsec_point *point;
	bool known;

	point = get_slot(chain, issuer, uri, false, &known);
	if (!known && load(chain, point, uri, RSEC_OBJECT_CRL))
		judge_crl(chain, point);
	return point;
}

const struct rsec_mft_entry *
rsec_point_find_hash(
    const struct rsec_point *manifest, const uint8_t hash[RSEC_SHA256_SIZE])
{
	const struct rsec_mft *mft = &manifest->object.mft;
	size_t i;

	for (i = 0; i < mft->count; i++)
		if (mft->entries[i].hash.len == RSEC_SHA256_SIZE &&
		    memcmp(mft->entries[i].hash.data, hash, RSEC_SHA256_SIZE) ==
			0)
			return &mft->entries[i];
	return NULL;
}

/* The certificate inside, as of any object below the issuer. */
static void
judge_ee(struct rsec_chain *chain, struct rsec_point *point)
{
	const struct rsec_point *crl;
	const struct rsec_finding *error;
	struct rsec_findings findings;
	struct rsec_child child = { .cert = &point->object.cms.ee,
		.findings = &findings,
		.expires = INT64_MAX };

	rsec_findings_init(&findings, &point->arena);
	rsec_child_check_time(chain, &child);
	crl = rsec_child_check(chain, &child, point->issuer);
	rsec_child_check_crl_listed(
	    chain, &child, crl, &point->object.mft, point->uri);
	if ((error = rsec_chain_first_error(chain, &findings)) != NULL)
		tell(chain, point, RSEC_RULE_MANIFEST_INVALID, error->message);
	chain->no_memory |= findings.no_memory;
	rsec_findings_fini(&findings);
	point->expires = child.expires;
}

static void
judge_manifest(struct rsec_chain *chain, struct rsec_point *point)
{
	const struct rsec_mft *mft = &point->object.mft;

	judge_ee(chain, point);
	if (chain->at < mft->this_update)
		tell_time(chain, point, RSEC_RULE_MANIFEST_NOT_YET,
		    "current from ", mft->this_update);
	if (chain->at > mft->next_update)
		tell_time(chain, point, RSEC_RULE_MANIFEST_STALE,
		    "stale since ", mft->next_update);
	if (mft->next_update < point->expires)
		point->expires = mft->next_update;
}

struct rsec_point *
rsec_chain_manifest(struct rsec_chain *chain, const struct rsec_ca *issuer)
{
	struct rsec_bytes uri = rsec_uris_rsync(&issuer->cert.manifest);
	struct rsec_point *point;
	bool known;

	point = get_slot(chain, issuer, uri, true, &known);
	if (known)
		return point;
	if (uri.len == 0) {
		point->good = false;
		rsec_findings_add(&point->problems, RSEC_RULE_MANIFEST_MISSING,
		    RSEC_NO_OFFSET,
		    "the issuer does not say where its manifest is");
		chain->no_memory |= point->problems.no_memory;
	} else if (load(chain, point, uri, RSEC_OBJECT_MFT))
		judge_manifest(chain, point);
	return point;
}
