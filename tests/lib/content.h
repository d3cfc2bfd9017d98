/* SPDX-License-Identifier: ISC */
/*
 * The content of a signed object, written by a test and parsed without an
 * envelope: what the parser found, rule by rule.
 */
#ifndef RSEC_TESTS_LIB_CONTENT_H
#define RSEC_TESTS_LIB_CONTENT_H

#include "rpki/der.h"
#include "tests/lib/derwrite.h"

struct content {
	struct derw w; /* what is written */
	struct rsec_arena arena;
	struct rsec_findings findings;
};

void content_init(struct content *c);
void content_fini(struct content *c);

/* Around a test, whose state is a content. */
int content_setup(void **state);
int content_teardown(void **state);

/* A cursor over what was written, and no findings yet. */
struct rsec_der content_der(struct content *c);

/* How often RULE was found. */
size_t content_count(const struct content *c, enum rsec_rule rule);

/*
 * Fail unless RULE was found once, at AT (-1: anywhere), with MESSAGE (NULL:
 * any).
 */
void content_must_find(
    const struct content *c, enum rsec_rule rule, long at, const char *message);

/* Fail if there is any finding. */
void content_must_be_sound(const struct content *c);

#endif
