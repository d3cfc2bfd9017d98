/* SPDX-License-Identifier: ISC */
/*
 * RRDP files (RFC 8182 section 3.5): snapshot.xml and delta.xml, read element
 * by element in memory that the largest object bounds.
 *
 * This is no reader of XML at large: what these files have no use for (a
 * DOCTYPE, entities of one's own, CDATA, text outside of <publish>) is
 * refused.
 */
#ifndef RSEC_RPKI_RRDP_H
#define RSEC_RPKI_RRDP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/source.h"
#include "rpki/der.h"

#define RSEC_RRDP_TAG_MAX ((size_t)8 << 10) /* bytes of one tag */

struct rsec_rrdp {
	struct rsec_source source;
	const uint8_t *at, *end;
	uint64_t offset;    /* of AT */
	size_t max;	    /* bytes of one object */
	bool begun, closed; /* the root element */
	bool is_snapshot;
	struct rsec_buf tag, uri, text;
};

/* One element; what it points to stays until the next. */
struct rsec_rrdp_element {
	bool withdraw;
	struct rsec_bytes uri;
	struct rsec_bytes object; /* empty for a withdraw */
	uint64_t offset;	  /* of the element */
};

RSEC_BEGIN_API

/* Whether DATA[0..n), the first bytes of a file, may begin one. */
bool rsec_rrdp_is(const uint8_t *data, size_t n);

/* MAX: the most bytes of one object. */
void rsec_rrdp_init(
    struct rsec_rrdp *rrdp, struct rsec_source source, size_t max);
void rsec_rrdp_fini(struct rsec_rrdp *rrdp);

/* 1 with the next element, 0 at the end, -1 with ERR. */
int rsec_rrdp_next(struct rsec_rrdp *rrdp, struct rsec_rrdp_element *element,
    struct rsec_err *err);

RSEC_END_API

#endif
