/* SPDX-License-Identifier: ISC */
/*
 * A sentence that is being written, for the "why" of answers; not installed.
 * Once it is out of memory it stays so: that is asked for once, in the end.
 */
#ifndef RSEC_HYGIENE_SENTENCE_PRIVATE_H
#define RSEC_HYGIENE_SENTENCE_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "net/prefix.h"

struct rsec_sentence {
	struct rsec_buf *out;
	size_t start; /* its first byte in OUT */
	bool failed;
	bool begun; /* it has a part */
};

#define RSEC_SENTENCE_INIT(out) \
	((struct rsec_sentence){ (out), (out)->len, false, false })

void rsec_sentence_say(struct rsec_sentence *to, const char *text);
void rsec_sentence_say_asn(struct rsec_sentence *to, uint32_t asn);
void rsec_sentence_say_prefix(
    struct rsec_sentence *to, const struct rsec_prefix *prefix);
void rsec_sentence_say_address(
    struct rsec_sentence *to, const struct rsec_prefix *address);
void rsec_sentence_say_day(struct rsec_sentence *to, int32_t days);

/* " (NAME)", unless it is empty. */
void rsec_sentence_say_name(struct rsec_sentence *to, const char *name);

/* "; " before each part but the first. */
void rsec_sentence_begin(struct rsec_sentence *to);

/* 0, or -1 without memory and the buffer as it was. */
int rsec_sentence_end(struct rsec_sentence *to);

#endif
