/* SPDX-License-Identifier: ISC */
/*
 * One certificate under its issuer: RFC 6487 section 7.2, without asking who
 * issued the issuer.  A rule is looked up here by what it is about; for the
 * certificate of a CA above the object it becomes one of the layer chain.  Both
 * it and the CRL that covers it are those of the issuer's manifest, RFC 9286
 * section 6.
 */
#include <stdio.h>
#include <string.h>

#include "base/utc.h"
#include "rpki/chain_private.h"
#include "rpki/content_private.h"
#include "rpki/x509_private.h"

#define FAULT_MAX 480 /* bytes of what a message says, its NUL included */

const char *
rsec_uri_text(char to[RSEC_URI_TEXT], struct rsec_bytes uri)
{
	static const char hex[] = "0123456789abcdef";
	size_t i, n = 0;

	for (i = 0; i < uri.len && n + 8 < RSEC_URI_TEXT; i++) {
		uint8_t c = uri.data[i];

		if (c > ' ' && c <= '~' && c != '\\') {
			to[n++] = (char)c;
			continue;
		}
		to[n++] = '\\';
		to[n++] = 'x';
		to[n++] = hex[c >> 4];
		to[n++] = hex[c & 15];
	}
	memcpy(to + n, "...", i < uri.len ? 4 : 0);
	to[i < uri.len ? n + 3 : n] = '\0';
	return to;
}

void
rsec_chain_check_name(struct rsec_object *object, struct rsec_bytes uri)
{
	char text[RSEC_URI_TEXT];
	enum rsec_object_type type;

	type = rsec_object_type_by_suffix(rsec_uri_text(text, uri));
	if (type == object->type ||
	    (type == RSEC_OBJECT_UNKNOWN && object->type == RSEC_OBJECT_SIGNED))
		return;
	rsec_findings_add(&object->findings, RSEC_RULE_MANIFEST_NAME_TYPE,
	    RSEC_NO_OFFSET, "%s is a %s", text,
	    rsec_object_type_name(object->type));
}

/* The same about a CA above. */
static enum rsec_rule
above_rule(enum rsec_rule rule)
{
	switch (rule) {
	case RSEC_RULE_TIME_EXPIRED:
		return RSEC_RULE_CHAIN_EXPIRED;
	case RSEC_RULE_TIME_NOT_YET_VALID:
		return RSEC_RULE_CHAIN_NOT_YET_VALID;
	case RSEC_RULE_CERT_SIGNATURE_INVALID:
		return RSEC_RULE_CHAIN_SIGNATURE;
	case RSEC_RULE_CRL_REVOKED:
		return RSEC_RULE_CHAIN_REVOKED;
	case RSEC_RULE_RESOURCES_NOT_CONTAINED:
		return RSEC_RULE_CHAIN_RESOURCES;
	case RSEC_RULE_CRL_UNLISTED:
		return RSEC_RULE_CHAIN_MANIFEST;
	default:
		break;
	}
	switch (rsec_rule_info(rule)->layer) {
	case RSEC_LAYER_CRL:
		return RSEC_RULE_CHAIN_CRL;
	case RSEC_LAYER_MANIFEST:
		return RSEC_RULE_CHAIN_MANIFEST;
	default:
		return rule;
	}
}

void
rsec_child_fault(struct rsec_chain *chain, struct rsec_child *child,
    enum rsec_rule rule, uint64_t offset, const char *fmt, ...)
{
	char text[FAULT_MAX];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (child->above != NULL) {
		rule = above_rule(rule);
		rsec_findings_add(child->findings, rule, RSEC_NO_OFFSET,
		    "%s: %s", child->above, text);
	} else
		rsec_findings_add(child->findings, rule, offset, "%s", text);
	if (rsec_policy_severity(chain->policy, rule) == RSEC_ERROR)
		child->failed = true;
}

const struct rsec_finding *
rsec_chain_first_error(
    const struct rsec_chain *chain, const struct rsec_findings *findings)
{
	size_t i;

	for (i = 0; i < findings->count; i++)
		if (rsec_policy_severity(
			chain->policy, findings->list[i].rule) == RSEC_ERROR)
			return &findings->list[i];
	return NULL;
}

void
rsec_child_check_time(struct rsec_chain *chain, struct rsec_child *child)
{
	const struct rsec_cert *cert = child->cert;
	char time[RSEC_UTC_SIZE];

	if (chain->at < cert->not_before) {
		rsec_utc_format(time, cert->not_before);
		rsec_child_fault(chain, child, RSEC_RULE_TIME_NOT_YET_VALID,
		    cert->offset, "the certificate is valid from %s on", time);
	}
	if (chain->at > cert->not_after) {
		rsec_utc_format(time, cert->not_after);
		rsec_child_fault(chain, child, RSEC_RULE_TIME_EXPIRED,
		    cert->offset, "the certificate was valid up to %s", time);
	}
	if (cert->not_after < child->expires)
		child->expires = cert->not_after;
}

/* Name and key identifier of the issuer. */
void
rsec_child_check_issuer(struct rsec_chain *chain, struct rsec_child *child,
    const struct rsec_ca *issuer)
{
	const struct rsec_cert *cert = child->cert;
	char uri[RSEC_URI_TEXT];

	rsec_uri_text(uri, issuer->uri);
	if (!rsec_name_equal(cert->issuer, issuer->cert.subject))
		rsec_child_fault(chain, child, RSEC_RULE_CHAIN_ISSUER_NAME,
		    cert->offset, "the issuer's name is not the subject of %s",
		    uri);
	if (!rsec_bytes_equal(cert->aki, issuer->cert.ski))
		rsec_child_fault(chain, child, RSEC_RULE_CHAIN_AKI,
		    cert->offset,
		    "the authority key identifier is not that of %s", uri);
}

void
rsec_child_check_signature(struct rsec_chain *chain, struct rsec_child *child,
    const struct rsec_ca *issuer, enum rsec_rule rule)
{
	const struct rsec_cert *cert = child->cert;
	enum rsec_verify_result result;
	char uri[RSEC_URI_TEXT];

	result = rsec_verify_rsa(chain->verifier, issuer->cert.modulus,
	    issuer->cert.exponent, true, cert->tbs, cert->signature);
	if (result == RSEC_VERIFY_NOMEM)
		chain->no_memory = true;
	else if (result != RSEC_VERIFY_OK)
		rsec_child_fault(chain, child, rule, cert->offset,
		    "the signature is not by the key of %s",
		    rsec_uri_text(uri, issuer->uri));
}

/* One range that the issuer does not hold. */
static void
tell_ip(struct rsec_chain *chain, struct rsec_child *child,
    const struct rsec_ip_range *range, uint8_t family, const char *issuer)
{
	char text[RSEC_IP_RANGE_SIZE];

	rsec_ip_range_format(text, range, family);
	rsec_child_fault(chain, child, RSEC_RULE_RESOURCES_NOT_CONTAINED,
	    range->offset, "%s is not among the resources of %s", text, issuer);
}

/*
 * Of an object each such range is told; of a CA above only the first, since
 * everything below repeats it.
 */
static void
check_ip(struct rsec_chain *chain, struct rsec_child *child,
    const struct rsec_ip_resources *set, const struct rsec_ip_resources *held,
    uint8_t family, const char *issuer)
{
	size_t i;

	if (set->inherit)
		return;
	for (i = 0; i < set->count; i++) {
		if (rsec_ip_resources_contain(held, &set->list[i]))
			continue;
		tell_ip(chain, child, &set->list[i], family, issuer);
		if (child->above != NULL)
			return;
	}
}

static void
check_asn(struct rsec_chain *chain, struct rsec_child *child,
    const struct rsec_asn_resources *set, const struct rsec_asn_resources *held,
    const char *issuer)
{
	const struct rsec_asn_range *range;
	char text[32];
	size_t i;

	for (i = 0; !set->inherit && i < set->count; i++) {
		range = &set->list[i];
		if (rsec_asn_resources_contain(held, range))
			continue;
		if (range->min == range->max)
			snprintf(text, sizeof(text), "AS%u", range->min);
		else
			snprintf(text, sizeof(text), "AS%u-AS%u", range->min,
			    range->max);
		rsec_child_fault(chain, child,
		    RSEC_RULE_RESOURCES_NOT_CONTAINED, range->offset,
		    "%s is not among the resources of %s", text, issuer);
		if (child->above != NULL)
			return;
	}
}

void
rsec_child_check_resources(struct rsec_chain *chain, struct rsec_child *child,
    const struct rsec_ca *issuer)
{
	const struct rsec_resources *r = &child->cert->resources;
	const struct rsec_resources *held = &issuer->held;
	char uri[RSEC_URI_TEXT];

	rsec_uri_text(uri, issuer->uri);
	check_ip(chain, child, &r->ipv4, &held->ipv4, RSEC_IPV4, uri);
	check_ip(chain, child, &r->ipv6, &held->ipv6, RSEC_IPV6, uri);
	check_asn(chain, child, &r->asn, &held->asn, uri);
}

/* The entry of the CRL for this certificate. */
static void
check_revoked(struct rsec_chain *chain, struct rsec_child *child,
    const struct rsec_point *crl)
{
	const struct rsec_revoked *revoked;
	char time[RSEC_UTC_SIZE], uri[RSEC_URI_TEXT];

	revoked = rsec_crl_find(&crl->object.crl, child->cert->serial);
	if (revoked == NULL)
		return;
	rsec_utc_format(time, revoked->time);
	rsec_child_fault(chain, child, RSEC_RULE_CRL_REVOKED,
	    child->cert->offset, "the certificate was revoked at %s by %s",
	    time, rsec_uri_text(uri, crl->uri));
}

static const struct rsec_point *
check_crl(struct rsec_chain *chain, struct rsec_child *child,
    const struct rsec_ca *issuer)
{
	struct rsec_bytes uri = rsec_uris_rsync(&child->cert->crl_dp);
	const struct rsec_point *crl;
	size_t i;

	if (uri.len == 0) {
		rsec_child_fault(chain, child, RSEC_RULE_CRL_MISSING,
		    child->cert->offset,
		    "the certificate does not say where the CRL is");
		return NULL;
	}
	crl = rsec_chain_crl(chain, issuer, uri);
	for (i = 0; i < crl->problems.count; i++)
		rsec_child_fault(chain, child, crl->problems.list[i].rule,
		    RSEC_NO_OFFSET, "%s", crl->problems.list[i].message);
	if (!crl->present)
		return NULL;
	if (crl->object.crl.next_update < child->expires)
		child->expires = crl->object.crl.next_update;
	check_revoked(chain, child, crl);
	return crl;
}

const struct rsec_point *
rsec_child_check(struct rsec_chain *chain, struct rsec_child *child,
    const struct rsec_ca *issuer)
{
	if (issuer->expires < child->expires)
		child->expires = issuer->expires;
	rsec_child_check_issuer(chain, child, issuer);
	rsec_child_check_signature(
	    chain, child, issuer, RSEC_RULE_CERT_SIGNATURE_INVALID);
	rsec_child_check_resources(chain, child, issuer);
	return check_crl(chain, child, issuer);
}

static bool
is_hash(struct rsec_bytes told, const uint8_t hash[RSEC_SHA256_SIZE])
{
	return told.len == RSEC_SHA256_SIZE &&
	       memcmp(told.data, hash, RSEC_SHA256_SIZE) == 0;
}

void
rsec_child_check_crl_listed(struct rsec_chain *chain, struct rsec_child *child,
    const struct rsec_point *crl, const struct rsec_mft *mft,
    struct rsec_bytes mft_uri)
{
	char uri[RSEC_URI_TEXT], name[RSEC_URI_TEXT];
	const struct rsec_mft_entry *entry;

	if (crl == NULL)
		return;
	entry = rsec_mft_find(mft, rsec_uri_leaf(crl->uri));
	if (entry == NULL || !is_hash(entry->hash, crl->object.sha256))
		rsec_child_fault(chain, child, RSEC_RULE_CRL_UNLISTED,
		    child->cert->offset, "%s does not list %s%s",
		    rsec_uri_text(uri, mft_uri), rsec_uri_text(name, crl->uri),
		    entry == NULL ? "" : " with this SHA-256 hash");
}

/* FILE on the manifest, under its name where that is known. */
static void
check_listed(struct rsec_chain *chain, struct rsec_child *child,
    const struct rsec_point *manifest, struct rsec_bytes leaf,
    const uint8_t hash[RSEC_SHA256_SIZE])
{
	const struct rsec_mft_entry *entry;
	char uri[RSEC_URI_TEXT], name[RSEC_URI_TEXT];

	rsec_uri_text(uri, manifest->uri);
	if (leaf.len == 0) {
		if (rsec_point_find_hash(manifest, hash) == NULL)
			rsec_child_fault(chain, child,
			    RSEC_RULE_MANIFEST_UNLISTED, RSEC_NO_OFFSET,
			    "%s lists no file with this SHA-256 hash", uri);
		return;
	}
	entry = rsec_mft_find(&manifest->object.mft, leaf);
	if (entry == NULL)
		rsec_child_fault(chain, child, RSEC_RULE_MANIFEST_UNLISTED,
		    RSEC_NO_OFFSET, "%s does not list %s", uri,
		    rsec_uri_text(name, leaf));
	else if (!is_hash(entry->hash, hash))
		rsec_child_fault(chain, child, RSEC_RULE_MANIFEST_HASH,
		    RSEC_NO_OFFSET, "%s lists %s with another SHA-256 hash",
		    uri, rsec_uri_text(name, leaf));
}

const struct rsec_point *
rsec_child_check_manifest(struct rsec_chain *chain, struct rsec_child *child,
    const struct rsec_ca *issuer, struct rsec_bytes uri, struct rsec_bytes file)
{
	const struct rsec_point *manifest = rsec_chain_manifest(chain, issuer);
	uint8_t hash[RSEC_SHA256_SIZE];
	size_t i, n = manifest->problems.count;

	if (child->above != NULL && n > 1)
		n = 1; /* everything below repeats it */
	for (i = 0; i < n; i++)
		rsec_child_fault(chain, child, manifest->problems.list[i].rule,
		    RSEC_NO_OFFSET, "%s", manifest->problems.list[i].message);
	if (!manifest->present)
		return NULL;
	if (manifest->expires < child->expires)
		child->expires = manifest->expires;
	rsec_sha256(chain->verifier, file, hash);
	check_listed(chain, child, manifest, rsec_uri_leaf(uri), hash);
	return manifest;
}
