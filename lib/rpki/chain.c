/* SPDX-License-Identifier: ISC */
/*
 * The verdict about one object in its place: RFC 6487 section 7, RFC 9286
 * section 6.  What a layer needs and does not find is an error of the layer
 * chain, crl or manifest; layers that then cannot be judged say why.
 *
 * CRLs name no place of their issuer.  It is found over the manifest beside
 * the CRL whose name differs in the suffix only, as all CAs have it; where
 * there is none, the CRL is judged alone.
 */
#include "rpki/chain.h"

#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "rpki/chain_private.h"
#include "rpki/content_private.h"

#define BIT(layer)   (1U << RSEC_LAYER_##layer)
#define IN_ITS_PLACE (BIT(CHAIN) | BIT(CRL) | BIT(RESOURCES) | BIT(MANIFEST))

/* One object while it is judged. */
struct judging {
	struct rsec_chain *chain;
	struct rsec_object *object;
	struct rsec_bytes uri;
	struct rsec_path *path;
	unsigned checked; /* layers */
	const char *reason[RSEC_LAYERS];
};

struct rsec_chain *
rsec_chain_new(
    struct rsec_cache cache, const struct rsec_policy *policy, int64_t at)
{
	struct rsec_chain *chain = calloc(1, sizeof(*chain));

	if (chain == NULL)
		return NULL;
	chain->cache = cache;
	chain->policy = policy;
	chain->at = at;
	chain->arena = RSEC_ARENA_INIT;
	if ((chain->verifier = rsec_verifier_new()) == NULL) {
		free(chain);
		return NULL;
	}
	return chain;
}

void
rsec_chain_free(struct rsec_chain *chain)
{
	size_t i;

	if (chain == NULL)
		return;
	for (i = 0; i < RSEC_CHAIN_POINTS; i++)
		rsec_point_fini(chain, &chain->point[i]);
	rsec_chain_forget(chain);
	rsec_verifier_free(chain->verifier);
	rsec_arena_fini(&chain->arena);
	free(chain);
}

static void
copy_findings(struct rsec_findings *to, const struct rsec_findings *from)
{
	size_t i;

	for (i = 0; i < from->count; i++)
		rsec_findings_add(to, from->list[i].rule, from->list[i].offset,
		    "%s", from->list[i].message);
	to->no_memory |= from->no_memory;
}

static int
add_anchor(struct rsec_chain *chain, const char *name,
    const struct rsec_tal *tal, struct rsec_object *object,
    struct rsec_findings *f, struct rsec_err *err)
{
	if (object->type != RSEC_OBJECT_CERT || !object->decoded)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "trust anchor %s: not a certificate (RFC 8630 section 2)",
		    name);
	if (!rsec_bytes_equal(object->cert.spki, tal->spki)) {
		rsec_findings_add(f, RSEC_RULE_CHAIN_ANCHOR_KEY,
		    object->cert.offset,
		    "the key is not the one in the trust anchor locator");
		return rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "trust anchor %s: the key is not the one in the trust "
		    "anchor locator (RFC 8630 section 3)",
		    name);
	}
	if (rsec_chain_keep_anchor(chain, name, &tal->uris, object) == -1)
		return rsec_err_nomem(err);
	return 0;
}

int
rsec_chain_add_anchor(struct rsec_chain *chain, const char *name,
    const struct rsec_tal *tal, struct rsec_bytes file, struct rsec_findings *f,
    struct rsec_err *err)
{
	struct rsec_object object;
	int rc;

	rsec_object_init(&object);
	rc = rsec_object_parse(&object, file, chain->verifier, true, err);
	if (rc == 0) {
		if (f != NULL)
			copy_findings(f, &object.findings);
		rc = add_anchor(chain, name, tal, &object, f, err);
	}
	rsec_object_fini(&object);
	return rc;
}

/* The layers that the object shows alone. */
static void
judge_alone(struct judging *j, bool signatures)
{
	const struct rsec_object *object = j->object;
	const char *unknown = "not an object of the RPKI that is known";

	switch (object->type) {
	case RSEC_OBJECT_TAL:
		j->checked = BIT(CONTENT);
		return;
	case RSEC_OBJECT_UNKNOWN:
		j->checked = BIT(DER);
		j->reason[RSEC_LAYER_CONTENT] = unknown;
		return;
	case RSEC_OBJECT_SIGNED:
		j->checked = BIT(DER) | BIT(CMS) | BIT(PROFILE);
		j->reason[RSEC_LAYER_CONTENT] = "content of an unknown type";
		break;
	case RSEC_OBJECT_CERT:
	case RSEC_OBJECT_CRL:
		j->checked = BIT(DER) | BIT(PROFILE);
		break;
	default:
		j->checked = BIT(DER) | BIT(CMS) | BIT(PROFILE) | BIT(CONTENT);
		break;
	}
	if (!signatures)
		j->reason[RSEC_LAYER_SIGNATURE] = "not asked for";
	else if (object->is_signed || (object->type == RSEC_OBJECT_CERT &&
					  object->cert.kind == RSEC_CERT_TA))
		j->checked |= BIT(SIGNATURE);
	else
		j->reason[RSEC_LAYER_SIGNATURE] = "the issuer is not known";
}

/* thisUpdate and nextUpdate of a manifest or CRL. */
static void
judge_update(struct judging *j, int64_t this_update, int64_t next_update)
{
	struct rsec_findings *f = &j->object->findings;
	char time[RSEC_UTC_SIZE];

	if (j->chain->at < this_update) {
		rsec_utc_format(time, this_update);
		rsec_findings_add(f, RSEC_RULE_TIME_NOT_YET_CURRENT,
		    RSEC_NO_OFFSET, "thisUpdate is %s", time);
	}
	if (j->chain->at > next_update) {
		rsec_utc_format(time, next_update);
		rsec_findings_add(f, RSEC_RULE_TIME_STALE, RSEC_NO_OFFSET,
		    "nextUpdate was %s", time);
	}
	if (next_update < j->path->expires)
		j->path->expires = next_update;
}

static void
judge_time(struct judging *j, struct rsec_child *child)
{
	const struct rsec_object *object = j->object;

	if (child->cert != NULL)
		rsec_child_check_time(j->chain, child);
	j->path->expires = child->expires;
	if (object->type == RSEC_OBJECT_MFT && object->decoded)
		judge_update(
		    j, object->mft.this_update, object->mft.next_update);
	if (object->type == RSEC_OBJECT_CRL && object->decoded)
		judge_update(
		    j, object->crl.this_update, object->crl.next_update);
	j->checked |= BIT(TIME);
}

/* The links of the path, and what is wrong with any CA in it. */
static void
follow_path(struct judging *j, const struct rsec_ca *ca)
{
	struct rsec_chain_link *link;

	for (; ca != NULL && j->path->count < RSEC_CHAIN_DEPTH;
	     ca = ca->parent) {
		link = &j->path->link[j->path->count++];
		*link =
		    (struct rsec_chain_link){ ca->uri, &ca->cert, ca->name };
		copy_findings(&j->object->findings, &ca->problems);
	}
	j->checked |= BIT(CHAIN);
}

/*
 * What the issuer's manifest says of the object and of CRL, which covers it.  A
 * manifest lists that itself, and nowhere itself; an RSC is not published.
 */
static void
judge_manifest(struct judging *j, struct rsec_child *child,
    const struct rsec_ca *issuer, const struct rsec_point *crl)
{
	struct rsec_object *object = j->object;
	const struct rsec_point *manifest;

	if (object->type == RSEC_OBJECT_MFT) {
		if (object->decoded)
			rsec_child_check_crl_listed(
			    j->chain, child, crl, &object->mft, j->uri);
		return;
	}
	if (object->type == RSEC_OBJECT_RSC) {
		manifest = rsec_chain_manifest(j->chain, issuer);
		if (!manifest->present)
			return;
	} else {
		manifest = rsec_child_check_manifest(
		    j->chain, child, issuer, j->uri, object->file);
		j->checked |= BIT(MANIFEST);
		if (manifest == NULL)
			return;
		j->path->manifest = &manifest->object.mft;
		j->path->manifest_uri = manifest->uri;
		j->path->expires = child->expires;
	}
	rsec_child_check_crl_listed(
	    j->chain, child, crl, &manifest->object.mft, manifest->uri);
}

static void
set_reasons(struct judging *j, unsigned layers, const char *reason)
{
	int layer;

	for (layer = 0; layer < RSEC_LAYERS; layer++)
		if (layers & 1U << layer)
			j->reason[layer] = reason;
}

/* A certificate, or an object with one, that has an issuer. */
static void
judge_below(struct judging *j, struct rsec_child *child)
{
	const struct rsec_ca *issuer = rsec_chain_issuer(j->chain, child);
	const struct rsec_point *crl;

	j->checked |= BIT(CHAIN);
	if (issuer == NULL) {
		set_reasons(j, IN_ITS_PLACE, "the issuer is not known");
		return;
	}
	child->expires = j->path->expires;
	crl = rsec_child_check(j->chain, child, issuer);
	if (crl != NULL) {
		j->path->crl = &crl->object.crl;
		j->path->crl_uri = crl->uri;
	}
	j->path->expires = child->expires;
	follow_path(j, issuer);
	j->checked |= BIT(CRL) | BIT(RESOURCES);
	if (j->reason[RSEC_LAYER_SIGNATURE] == NULL || !j->object->is_signed)
		j->checked |= BIT(SIGNATURE);
	judge_manifest(j, child, issuer, crl);
}

static void
judge_anchor(struct judging *j, const struct rsec_cert *cert)
{
	const struct rsec_ca *ca = rsec_chain_anchor(j->chain, cert->spki);

	if (ca == NULL) {
		rsec_findings_add(&j->object->findings, RSEC_RULE_CHAIN_ANCHOR,
		    cert->offset,
		    "self-signed, and not a trust anchor that was named");
		j->checked |= BIT(CHAIN);
	} else
		follow_path(j, ca);
}

/* The certificate inside the manifest beside the CRL; its file in *FILE. */
static bool
find_sibling(
    struct judging *j, struct rsec_object *mft, struct rsec_bytes *file)
{
	struct rsec_chain *chain = j->chain;
	struct rsec_bytes uri = j->uri;
	struct rsec_err err;
	char *name;

	if (uri.len < 4 || memcmp(uri.data + uri.len - 4, ".crl", 4) != 0)
		return false;
	name = rsec_arena_strndup(
	    &j->object->arena, (const char *)uri.data, uri.len);
	if (name == NULL) {
		chain->no_memory = true;
		return false;
	}
	memcpy(name + uri.len - 4, ".mft", 4);
	uri.data = (const uint8_t *)name;
	if (chain->cache.get(chain->cache.ctx, uri, file, &err) != 1)
		return false;
	if (rsec_object_parse(mft, *file, chain->verifier, false, &err) == -1)
		chain->no_memory = true;
	return true;
}

/* A CRL, once a place of its issuer is known: CERT stands for it. */
static void
judge_crl_below(struct judging *j, struct rsec_cert *cert)
{
	struct rsec_child child = { .cert = cert,
		.findings = &j->object->findings,
		.expires = j->path->expires };
	const struct rsec_ca *issuer = rsec_chain_issuer(j->chain, &child);

	j->checked |= BIT(CHAIN);
	if (issuer == NULL) {
		set_reasons(j, BIT(MANIFEST), "the issuer is not known");
		return;
	}
	rsec_child_check_issuer(j->chain, &child, issuer);
	rsec_child_check_signature(
	    j->chain, &child, issuer, RSEC_RULE_CRL_SIGNATURE_INVALID);
	j->checked |= BIT(SIGNATURE);
	if (issuer->expires < child.expires)
		child.expires = issuer->expires;
	j->path->expires = child.expires;
	follow_path(j, issuer);
	judge_manifest(j, &child, issuer, NULL);
}

static void
judge_crl(struct judging *j)
{
	const struct rsec_crl *crl = &j->object->crl;
	struct rsec_cert cert = { .issuer = crl->issuer,
		.aki = crl->aki,
		.tbs = crl->tbs,
		.signature = crl->signature,
		.offset = crl->offset };
	struct rsec_bytes file = { NULL, 0 };
	struct rsec_object mft;

	rsec_object_init(&mft);
	if (find_sibling(j, &mft, &file) && mft.is_signed && mft.cms.has_ee)
		cert.aia = mft.cms.ee.aia;
	if (cert.aia.count > 0 || rsec_chain_find_anchor(j->chain, &cert))
		judge_crl_below(j, &cert);
	else
		set_reasons(j, BIT(CHAIN) | BIT(MANIFEST),
		    "nothing tells who issued it");
	rsec_object_fini(&mft);
	if (file.data != NULL)
		j->chain->cache.drop(j->chain->cache.ctx, file);
}

/* The layers in its place, once those that it shows alone are judged. */
static void
judge_place(struct judging *j)
{
	const struct rsec_cert *cert = rsec_object_cert(j->object);
	struct rsec_child child = { .cert = cert,
		.findings = &j->object->findings,
		.expires = INT64_MAX };
	bool is_crl = j->object->type == RSEC_OBJECT_CRL && j->object->decoded;

	if (cert == NULL && !is_crl)
		return;
	judge_time(j, &child);
	if (j->uri.len == 0 && j->object->is_signed && cert != NULL)
		j->uri = rsec_uris_rsync(&cert->signed_object);
	if (j->uri.len > 0)
		rsec_chain_check_name(j->object, j->uri);
	if (j->chain->cache.get == NULL)
		set_reasons(j,
		    is_crl ? BIT(CHAIN) | BIT(MANIFEST) : IN_ITS_PLACE,
		    "there is no cache to look in");
	else if (is_crl)
		judge_crl(j);
	else if (cert->kind == RSEC_CERT_TA && cert->aia.count == 0)
		judge_anchor(j, cert);
	else
		judge_below(j, &child);
}

int
rsec_chain_judge(struct rsec_chain *chain, struct rsec_object *object,
    bool signatures, struct rsec_bytes uri, struct rsec_path *path,
    struct rsec_verdict *verdict, struct rsec_err *err)
{
	struct judging j = {
		.chain = chain, .object = object, .uri = uri, .path = path
	};

	memset(path, 0, sizeof(*path));
	path->expires = INT64_MAX;
	chain->no_memory = false;
	judge_alone(&j, signatures);
	judge_place(&j);
	if (rsec_verifier_no_memory(chain->verifier) || chain->no_memory ||
	    object->findings.no_memory)
		return rsec_err_nomem(err);
	rsec_findings_sort(&object->findings);
	rsec_verdict_judge(
	    verdict, &object->findings, chain->policy, j.checked, j.reason);
	return 0;
}
