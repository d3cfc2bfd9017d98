/* SPDX-License-Identifier: ISC */
/* Trust Anchor Locators: RFC 8630. */
#ifndef RSEC_RPKI_TAL_H
#define RSEC_RPKI_TAL_H

#include "base/buf.h"
#include "rpki/cert.h"

struct rsec_tal {
	struct rsec_bytes comment; /* the first, without "# " */
	struct rsec_uris uris;
	struct rsec_bytes spki; /* SubjectPublicKeyInfo, decoded, in ARENA */
};

RSEC_BEGIN_API

/* Whether these bytes look like a TAL: comments, URIs, base64. */
bool rsec_tal_is(struct rsec_bytes text);

/* Parse TEXT; findings to F.  0 when there is something to print. */
int rsec_tal_parse(struct rsec_bytes text, struct rsec_arena *arena,
    struct rsec_findings *f, struct rsec_tal *out);

/* Append a TAL with these URIs and this key to OUT; -1 without memory. */
int rsec_tal_format(struct rsec_buf *out, const char *comment,
    const struct rsec_uris *uris, struct rsec_bytes spki);

RSEC_END_API

#endif
