/* SPDX-License-Identifier: ISC */
/*
 * What one CA publishes.  See repository.h.
 *
 * Its manifest decides: first every file that it lists is read and hashed,
 * then each is judged below the CA, whatever it says itself about where its
 * issuer is.  Files are kept in between up to RSEC_VISIT_KEEP; what is more is
 * read again.
 *
 * No walk ends in a circle: the certificate at one URI is visited once, no CA
 * has its own key above it, and RSEC_CHAIN_DEPTH holds.
 */
#include "rpki/repository.h"

#include <stdlib.h>
#include <string.h>

#include "rpki/chain_private.h"

/* One CA while it is visited. */
struct visit {
	struct rsec_chain *chain;
	const struct rsec_ca *ca;
	const struct rsec_point *manifest;
	struct rsec_bytes folder; /* of the manifest's URI, with its slash */
	struct rsec_bytes *file;  /* of each entry; NULL data: not kept */
	rsec_published_tell *tell;
	void *ctx;
	struct rsec_err *err;
};

static const char *
anchor_of(const struct rsec_ca *ca)
{
	while (ca->parent != NULL)
		ca = ca->parent;
	return ca->name;
}

static int
tell(const struct visit *v, const struct rsec_published *p)
{
	if (v->tell(v->ctx, p) == -1)
		return rsec_err_set(
		    v->err, RSEC_ERR_STOPPED, "stopped by the caller");
	return 0;
}

/* The CA fails whole, for what FINDINGS say. */
static int
tell_failed(const struct visit *v, const struct rsec_findings *findings)
{
	struct rsec_published p = { .uri = v->manifest->uri,
		.object = v->manifest->present ? &v->manifest->object : NULL,
		.findings = findings,
		.anchor = anchor_of(v->ca),
		.expires = v->manifest->expires };

	return tell(v, &p);
}

/* The URI of an entry, in BUF; nothing without memory. */
static struct rsec_bytes
uri_of(const struct visit *v, const struct rsec_mft_entry *entry,
    struct rsec_buf *buf)
{
	buf->len = 0;
	if (rsec_buf_add(buf, v->folder.data, v->folder.len) == -1 ||
	    rsec_buf_add(buf, entry->name.data, entry->name.len) == -1) {
		v->chain->no_memory = true;
		return (struct rsec_bytes){ NULL, 0 };
	}
	return (struct rsec_bytes){ (const uint8_t *)buf->data, buf->len };
}

/* Read the file of an entry; false, with a finding, where it is not that. */
static bool
read_entry(struct visit *v, const struct rsec_mft_entry *entry,
    struct rsec_bytes uri, struct rsec_bytes *file, struct rsec_findings *f)
{
	struct rsec_chain *chain = v->chain;
	uint8_t hash[RSEC_SHA256_SIZE];
	char text[RSEC_URI_TEXT];
	struct rsec_err err;
	int rc;

	file->data = NULL;
	rc = chain->cache.get(chain->cache.ctx, uri, file, &err);
	if (rc != 1) {
		file->data = NULL;
		chain->no_memory |= rc == -1 && err.code == RSEC_ERR_NOMEM;
		rsec_findings_add(f, RSEC_RULE_MANIFEST_FILE_MISSING,
		    entry->offset, "%s: %s", rsec_uri_text(text, uri),
		    rc == 0 ? "not in the cache" : err.msg);
		return false;
	}
	rsec_sha256(chain->verifier, *file, hash);
	if (entry->hash.len == sizeof(hash) &&
	    memcmp(entry->hash.data, hash, sizeof(hash)) == 0)
		return true;
	rsec_findings_add(f, RSEC_RULE_MANIFEST_HASH, entry->offset,
	    "%s has another SHA-256 hash", rsec_uri_text(text, uri));
	chain->cache.drop(chain->cache.ctx, *file);
	file->data = NULL;
	return false;
}

/* Whether every file is there with its hash, and one is a CRL. */
static bool
check_files(struct visit *v, struct rsec_buf *buf, struct rsec_findings *f)
{
	const struct rsec_mft *mft = &v->manifest->object.mft;
	struct rsec_bytes uri;
	size_t i, kept = 0, bad = 0;

	for (i = 0; i < mft->count; i++) {
		uri = uri_of(v, &mft->entries[i], buf);
		if (!read_entry(v, &mft->entries[i], uri, &v->file[i], f)) {
			bad++;
			continue;
		}
		kept += v->file[i].len;
		if (kept <= RSEC_VISIT_KEEP)
			continue;
		kept -= v->file[i].len;
		v->chain->cache.drop(v->chain->cache.ctx, v->file[i]);
		v->file[i].data = NULL;
	}
	return bad == 0;
}

/* Whether CERT has the key of the CA, or of one above it. */
static bool
is_own_ancestor(const struct rsec_ca *ca, const struct rsec_cert *cert)
{
	for (; ca != NULL; ca = ca->parent)
		if (rsec_bytes_equal(ca->cert.spki, cert->spki))
			return true;
	return false;
}

/* Judge OBJECT below the CA: is it accepted? */
static void
judge(struct visit *v, struct rsec_object *object, struct rsec_published *p)
{
	const struct rsec_cert *cert = rsec_object_cert(object);
	const struct rsec_point *crl, *manifest = v->manifest;
	struct rsec_child child = { .cert = cert,
		.findings = &object->findings,
		.expires = manifest->expires };

	rsec_chain_check_name(object, p->uri);
	if (cert != NULL) {
		rsec_child_check_time(v->chain, &child);
		crl = rsec_child_check(v->chain, &child, v->ca);
		rsec_child_check_crl_listed(v->chain, &child, crl,
		    &manifest->object.mft, manifest->uri);
		if (cert->is_ca && is_own_ancestor(v->ca, cert))
			rsec_child_fault(v->chain, &child, RSEC_RULE_CHAIN_LOOP,
			    cert->offset,
			    "the key of this CA is above it already");
		if (cert->is_ca && v->ca->depth >= RSEC_CHAIN_DEPTH)
			rsec_child_fault(v->chain, &child,
			    RSEC_RULE_CHAIN_DEPTH, cert->offset,
			    "more than %d CAs down the path", RSEC_CHAIN_DEPTH);
	}
	p->expires = child.expires;
	rsec_findings_sort(&object->findings);
	if (rsec_chain_first_error(v->chain, &object->findings) != NULL)
		return;
	p->accepted = object->decoded && object->type != RSEC_OBJECT_MFT;
	p->passed_over = !p->accepted;
}

/* FILE at URI; it is given back, or kept by the chain. */
static int
tell_file(struct visit *v, struct rsec_bytes uri, struct rsec_bytes file)
{
	struct rsec_chain *chain = v->chain;
	struct rsec_published p = { .uri = uri, .anchor = anchor_of(v->ca) };
	struct rsec_object object;
	bool kept = false;
	int rc = -1;

	rsec_object_init(&object);
	if (rsec_object_parse(&object, file, chain->verifier, true, v->err) ==
	    -1)
		goto out;
	judge(v, &object, &p);
	p.object = &object;
	p.findings = &object.findings;
	if (p.accepted && object.type == RSEC_OBJECT_CERT &&
	    object.cert.is_ca) {
		p.ca = rsec_chain_adopt(
		    chain, v->ca, uri, file, &object.cert, p.expires);
		kept = p.ca != NULL;
	}
	chain->no_memory |= rsec_verifier_no_memory(chain->verifier);
	if (chain->no_memory || object.findings.no_memory)
		rsec_err_nomem(v->err);
	else
		rc = tell(v, &p);
out:
	rsec_object_fini(&object);
	if (!kept)
		chain->cache.drop(chain->cache.ctx, file);
	return rc;
}

static int
tell_files(struct visit *v, struct rsec_buf *buf, struct rsec_findings *f)
{
	const struct rsec_mft *mft = &v->manifest->object.mft;
	struct rsec_bytes uri, file;
	size_t i;

	for (i = 0; i < mft->count; i++) {
		uri = uri_of(v, &mft->entries[i], buf);
		file = v->file[i];
		v->file[i].data = NULL;
		if (file.data == NULL &&
		    !read_entry(v, &mft->entries[i], uri, &file, f))
			continue; /* it went away meanwhile */
		if (tell_file(v, uri, file) == -1)
			return -1;
	}
	return 0;
}

static int
visit_files(struct visit *v, struct rsec_findings *f)
{
	const struct rsec_mft *mft = &v->manifest->object.mft;
	struct rsec_buf buf = RSEC_BUF_INIT;
	size_t i;
	int rc;

	v->file = calloc(mft->count + 1, sizeof(*v->file));
	if (v->file == NULL)
		return rsec_err_nomem(v->err);
	rc = check_files(v, &buf, f) ? tell_files(v, &buf, f)
				     : tell_failed(v, f);
	for (i = 0; i < mft->count; i++)
		if (v->file[i].data != NULL)
			v->chain->cache.drop(v->chain->cache.ctx, v->file[i]);
	free(v->file);
	rsec_buf_fini(&buf);
	return rc;
}

int
rsec_repository_visit(struct rsec_chain *chain, const struct rsec_ca *ca,
    rsec_published_tell *tell_ctx, void *ctx, struct rsec_err *err)
{
	struct visit v = { .chain = chain,
		.ca = ca,
		.tell = tell_ctx,
		.ctx = ctx,
		.err = err };
	struct rsec_findings findings;
	struct rsec_point *manifest;
	struct rsec_arena arena = RSEC_ARENA_INIT;
	int rc;

	chain->no_memory = false;
	v.manifest = manifest = rsec_chain_manifest(chain, ca);
	v.folder = manifest->uri;
	while (v.folder.len > 0 && v.folder.data[v.folder.len - 1] != '/')
		v.folder.len--;
	rsec_findings_init(&findings, &arena);
	manifest->pinned = true;
	if (manifest->present && manifest->good)
		rc = visit_files(&v, &findings);
	else
		rc = tell_failed(&v, &manifest->problems);
	manifest->pinned = false;
	chain->no_memory |= rsec_verifier_no_memory(chain->verifier);
	if (rc == 0 && (chain->no_memory || findings.no_memory))
		rc = rsec_err_nomem(err);
	rsec_findings_fini(&findings);
	rsec_arena_fini(&arena);
	rsec_point_fini(chain, manifest);
	return rc;
}
