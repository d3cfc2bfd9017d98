/* SPDX-License-Identifier: ISC */
/* Keys and URIs of trust anchors, as TALs and TAKs tell them. */
#include "rpki/anchor_private.h"

#include <string.h>

#include "rpki/content_private.h"
#include "rpki/x509_private.h"
#include "text/escape.h"

#define MODULUS_BITS 2048
#define EXPONENT     65537

/* Bits of a number without its leading zeros. */
static size_t
count_bits(struct rsec_bytes n)
{
	while (n.len > 0 && n.data[0] == 0) {
		n.data++;
		n.len--;
	}
	return n.len == 0 ? 0
			  : n.len * 8 - ((size_t)__builtin_clz(n.data[0]) - 24);
}

const char *
rsec_anchor_key_fault(struct rsec_bytes spki, struct rsec_bytes *bits)
{
	struct rsec_der der = rsec_der_init(spki, NULL, NULL), inner;
	struct rsec_bytes modulus;
	struct rsec_algorithm alg;
	uint64_t exponent;
	unsigned unused;

	*bits = (struct rsec_bytes){ NULL, 0 };
	if (!rsec_der_sequence(&der, &inner) || !rsec_der_at_end(&der) ||
	    !rsec_algorithm_parse(&inner, &alg) ||
	    !rsec_der_bit_string(&inner, bits, &unused) || unused != 0 ||
	    !rsec_der_at_end(&inner))
		return "it is no SubjectPublicKeyInfo";
	if (!RSEC_OID_IS(alg.oid, RSEC_OID_RSA) || !alg.null)
		return "its algorithm is not rsaEncryption with NULL";
	der = rsec_der_init(*bits, NULL, NULL);
	if (!rsec_der_sequence(&der, &inner) || !rsec_der_at_end(&der) ||
	    !rsec_der_integer(&inner, &modulus) ||
	    !rsec_der_uint(&inner, &exponent) || !rsec_der_at_end(&inner))
		return "it is not a modulus and an exponent";
	if (modulus.data[0] & 0x80 ||
	    (modulus.data[modulus.len - 1] & 1) == 0 ||
	    count_bits(modulus) != MODULUS_BITS)
		return "its modulus is no odd number of 2048 bits";
	return exponent == EXPONENT ? NULL : "its exponent is not 65537";
}

static bool
starts_with(struct rsec_bytes s, const char *prefix)
{
	size_t n = strlen(prefix);

	return s.len >= n && memcmp(s.data, prefix, n) == 0;
}

bool
rsec_anchor_uri_scheme(struct rsec_bytes uri)
{
	return starts_with(uri, "rsync://") || starts_with(uri, "https://");
}

const char *
rsec_anchor_uri_fault(struct rsec_bytes uri)
{
	const size_t scheme = strlen("rsync://");
	size_t i, slashes = 0;

	for (i = 0; i < uri.len; i++)
		if (uri.data[i] <= ' ' || uri.data[i] > '~')
			return "has a character that no URI has";
	for (i = scheme; i < uri.len; i++) {
		slashes += uri.data[i] == '/';
		if (i + 2 < uri.len && memcmp(uri.data + i, "/..", 3) == 0 &&
		    (i + 3 == uri.len || uri.data[i + 3] == '/'))
			return "has a dot segment in its path";
	}
	if (slashes == 0 || uri.data[scheme] == '/')
		return "lacks a host or a path";
	return rsec_uri_leaf(uri).len == 0 ? "names no file" : NULL;
}

bool
rsec_anchor_is_text(struct rsec_bytes text)
{
	return rsec_escape_run((const char *)text.data, text.len, 0) ==
	       text.len;
}
