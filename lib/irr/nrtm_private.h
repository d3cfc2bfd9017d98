/* SPDX-License-Identifier: ISC */
/* What the readers of journals share: nrtm.c, nrtm_read.c, nrtm4_read.c. */
#ifndef RSEC_IRR_NRTM_PRIVATE_H
#define RSEC_IRR_NRTM_PRIVATE_H

#include "base/arena.h"
#include "irr/nrtm.h"
#include "text/line.h"

/* An entry, and which operation of the journal it was. */
struct rsec_nrtm_item {
	struct rsec_nrtm_entry entry;
	size_t order;
};

struct rsec_nrtm {
	struct rsec_nrtm_head head;
	struct rsec_nrtm_item *item;
	size_t count, cap;
	struct rsec_arena arena; /* keys and texts */
	struct rsec_rpsl *rpsl;	 /* for one object after the other */
	struct rsec_memory nothing;
	struct rsec_buf key; /* of the object at hand */
};

/*
 * Append the key of OBJECT as journals have it: rsec_rpsl_key(), or else what
 * the first attribute says, and in a route the origin, in upper case.  Returns
 * 0 or -1 without memory.
 */
int rsec_nrtm_key(const struct rsec_rpsl_object *object, struct rsec_buf *out);

/* Take S[0..n), a name of a registry, as the journal's source. */
int rsec_nrtm_set_source(struct rsec_nrtm *nrtm, const char *s, size_t n,
    uint64_t line, struct rsec_err *err);

/*
 * One operation with the object TEXT[0..len), which stands at LINE and is
 * copied.  Returns 0 or -1 with ERR.
 */
int rsec_nrtm_add(struct rsec_nrtm *nrtm, bool deleted, const char *text,
    size_t len, uint64_t line, struct rsec_err *err);

/* A deletion that only names its object. */
int rsec_nrtm_add_key(struct rsec_nrtm *nrtm, enum rsec_rpsl_class class_id,
    const char *key, size_t len, uint64_t line, struct rsec_err *err);

/* The two forms; SOURCE is read to its end. */
int rsec_nrtm_read_text(
    struct rsec_nrtm *nrtm, struct rsec_source source, struct rsec_err *err);
int rsec_nrtm_read_json(
    struct rsec_nrtm *nrtm, struct rsec_source source, struct rsec_err *err);

#endif
