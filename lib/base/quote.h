/* SPDX-License-Identifier: ISC */
/* Text of an input, made fit to stand in a message. */
#ifndef RSEC_BASE_QUOTE_H
#define RSEC_BASE_QUOTE_H

#include <stddef.h>

#include "base/api.h"

#define RSEC_QUOTE_MAX	40 /* bytes of text that are shown */
#define RSEC_QUOTE_SIZE 48 /* with quotes, dots and NUL */

RSEC_BEGIN_API

/*
 * S[0..n) between double quotes, NUL-terminated; returns TO.  Whatever is not
 * printable ASCII stands as \t, \\, \" or \xHH; text that is longer than
 * RSEC_QUOTE_MAX is cut, and three dots follow the closing quote.
 */
const char *rsec_quote(char to[RSEC_QUOTE_SIZE], const char *s, size_t n);

RSEC_END_API

#endif
