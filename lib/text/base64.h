/* SPDX-License-Identifier: ISC */
/* Base64, RFC 4648 section 4, with padding. */
#ifndef RSEC_TEXT_BASE64_H
#define RSEC_TEXT_BASE64_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define RSEC_BASE64_DECODED_MAX(n) ((n) / 4 * 3) /* bytes of N characters */

RSEC_BEGIN_API

/* Append DATA[0..n) in base64 to OUT; -1 without memory. */
int rsec_base64_encode(struct rsec_buf *out, const uint8_t *data, size_t n);

/*
 * Decode S[0..n), in which blanks, tabs and line ends are passed over, into TO
 * with its room for CAP bytes; *LEN gets how many came out.  False where
 * another character is not of the alphabet, the padding is wrong, the bits
 * after the last byte are not zero (section 3.5), or the room is too small.
 */
bool rsec_base64_decode(
    const char *s, size_t n, uint8_t *to, size_t cap, size_t *len);

RSEC_END_API

#endif
