/* SPDX-License-Identifier: ISC */
/* What is the same though it is written in another way; see meaning.h. */
#ifndef RSEC_IRR_MEANING_PRIVATE_H
#define RSEC_IRR_MEANING_PRIVATE_H

#include "irr/rpsl_private.h"
#include "net/asn.h"
#include "net/prefix.h"

/* Texts that are compared as what they stand for; bits. */
enum rsec_rpsl_form {
	RSEC_RPSL_AS_NUMBER = 1,   /* AS64496, as064496, AS0.64496 */
	RSEC_RPSL_IPV6_PREFIX = 2, /* 2001:db8::/32, 2001:0DB8::/32 */
};

#define RSEC_RPSL_FORM_SIZE RSEC_PREFIX_SIZE

/* The forms that a value, or an item of a list, of that attribute may have. */
unsigned rsec_rpsl_forms(uint16_t id);

/*
 * Write what S[0..n) stands for in the one way that is compared; the length,
 * or 0 where it has none of FORMS.
 */
size_t rsec_rpsl_form_write(
    char to[RSEC_RPSL_FORM_SIZE], unsigned forms, const char *s, size_t n);

#endif
