/* SPDX-License-Identifier: ISC */
/* Autonomous system numbers: 32 bits, RFC 6793; texts as in RFC 5396. */
#ifndef RSEC_NET_ASN_H
#define RSEC_NET_ASN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/api.h"

#define RSEC_ASN_SIZE 13 /* bytes of "AS4294967295" and its NUL */

RSEC_BEGIN_API

/*
 * Parse exactly S[0..n): "64496", "AS64496" in any case, or asdot "1.10"
 * (RFC 5396 section 2), with or without "AS".  False leaves *OUT.
 */
bool rsec_asn_parse(const char *s, size_t n, uint32_t *out);

/* "AS64496" (asplain), NUL-terminated; returns the length. */
size_t rsec_asn_format(char to[RSEC_ASN_SIZE], uint32_t asn);

RSEC_END_API

#endif
