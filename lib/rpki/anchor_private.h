/* SPDX-License-Identifier: ISC */
/*
 * What TALs (RFC 8630) and TAKs (RFC 9691) have in common: they name the key
 * of a trust anchor, where its certificate is, and comment on it.
 */
#ifndef RSEC_RPKI_ANCHOR_PRIVATE_H
#define RSEC_RPKI_ANCHOR_PRIVATE_H

#include "rpki/der.h"

/*
 * What is wrong with SPKI as the RSA key of a trust anchor, RFC 7935; NULL if
 * nothing.  BITS gets what its key identifier is the SHA-1 of.
 */
const char *rsec_anchor_key_fault(
    struct rsec_bytes spki, struct rsec_bytes *bits);

/* "rsync://" and "https://" are the schemes of an anchor's certificate. */
bool rsec_anchor_uri_scheme(struct rsec_bytes uri);

/* What is wrong with such a URI otherwise; NULL if nothing. */
const char *rsec_anchor_uri_fault(struct rsec_bytes uri);

/* Whether TEXT is printable UTF-8. */
bool rsec_anchor_is_text(struct rsec_bytes text);

#endif
