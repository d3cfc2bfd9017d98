/* SPDX-License-Identifier: ISC */
/* The authority: where it publishes, and which writer an object takes. */
#include "tests/lib/ca.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/caparts.h"

void
ca_uri_set(char uri[CA_URI_SIZE], const char *base, const char *name,
    const char *suffix)
{
	if (snprintf(uri, CA_URI_SIZE, "%s%s%s", base, name, suffix) >=
	    CA_URI_SIZE)
		abort();
}

void
ca_init(struct ca *ca, const char *name, unsigned key, const struct ca *parent,
    const char *base)
{
	memset(ca, 0, sizeof(*ca));
	ca->name = name;
	ca->key = key;
	ca->parent = parent;
	ca->serial = 0x100;
	ca_uri_set(ca->cer_uri, parent != NULL ? parent->repository : base,
	    name, ".cer");
	ca_uri_set(ca->repository, base, name, "/");
	ca_uri_set(ca->crl_uri, ca->repository, name, ".crl");
	ca_uri_set(ca->mft_uri, ca->repository, name, ".mft");
}

void
ca_sign(struct ca *ca, const struct ca_object *object, struct derw *w)
{
	derw_reset(w, object->edits);
	if (object->type < CA_CRL)
		ca_cert_write(w, ca, object);
	else if (object->type == CA_CRL)
		ca_crl_write(w, ca, object);
	else
		ca_cms_write(w, ca, object);
}

void
ca_tal_write(const struct ca *ca, struct derw *w)
{
	struct derw key = { 0 };
	uint8_t text[1024];
	int n, at;

	ca_key_write(&key, ca->key);
	n = EVP_EncodeBlock(text, key.data, (int)key.len);
	derw_reset(w, NULL);
	derw_raw(w, ca->cer_uri, strlen(ca->cer_uri));
	derw_raw(w, "\n\n", 2);
	for (at = 0; at < n; at += 64) {
		derw_raw(w, text + at, (size_t)(n - at < 64 ? n - at : 64));
		derw_raw(w, "\n", 1);
	}
	derw_raw(w, "", 1);
	w->len--; /* the NUL is behind the text */
	derw_fini(&key);
}
