/* SPDX-License-Identifier: ISC */
/* Base64 with the URL-safe alphabet and no padding, RFC 4648 section 5. */
#ifndef RSEC_TEXT_BASE64URL_H
#define RSEC_TEXT_BASE64URL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/api.h"

RSEC_BEGIN_API

/*
 * Decode S[0..n) into TO, which has room for CAP bytes; *LEN gets how many
 * came out.  False where a character is not of the alphabet, the length
 * cannot be, the bits after the last byte are not zero (section 3.5), or the
 * room is too small.
 */
bool rsec_base64url_decode(
    const char *s, size_t n, uint8_t *to, size_t cap, size_t *len);

RSEC_END_API

#endif
