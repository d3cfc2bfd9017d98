/* SPDX-License-Identifier: ISC */
/* Bytes from the outside, made fit to stand in a message. */
#ifndef RSEC_TEXT_QUOTE_H
#define RSEC_TEXT_QUOTE_H

#include <stddef.h>

#include "base/api.h"

#define RSEC_QUOTE_SIZE 72 /* bytes of the longest quote and its NUL */

RSEC_BEGIN_API

/*
 * S[0..n) between double quotes, NUL-terminated.  A quote, a backslash and
 * every byte that is not printable ASCII is escaped ("\n" is "\x0a"), so that
 * hostile input cannot write to a terminal or forge a line of a log.  What is
 * too long ends in "..." behind the closing quote.  Returns TO.
 */
const char *rsec_text_quote(char to[RSEC_QUOTE_SIZE], const char *s, size_t n);

RSEC_END_API

#endif
