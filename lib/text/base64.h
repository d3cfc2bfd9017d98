/* SPDX-License-Identifier: ISC */
/* Base64, RFC 4648 section 4, with padding. */
#ifndef RSEC_TEXT_BASE64_H
#define RSEC_TEXT_BASE64_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

RSEC_BEGIN_API

/* Append DATA[0..n) in base64 to OUT; -1 without memory. */
int rsec_base64_encode(struct rsec_buf *out, const uint8_t *data, size_t n);

RSEC_END_API

#endif
