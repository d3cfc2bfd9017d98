/* SPDX-License-Identifier: ISC */
/*
 * What the MRT reader finds, as lines of text, for comparison:
 *
 *	KIND|TIME|PEER|PEER ASN|PREFIX|PATH ID|AS PATH|COMMUNITIES|LARGE|OTC|
 *	ORIGIN|ORIGINATED
 *
 * on one line.  KIND is B (of a table), A or W.  A path is "1 {2,3} (4) [5,6]"
 * (set, confederation sequence and set), "!" where it cannot be read.
 */
#ifndef RSEC_TESTS_LIB_MRTTEXT_H
#define RSEC_TESTS_LIB_MRTTEXT_H

#include "base/buf.h"
#include "bgp/mrt.h"
#include "tests/lib/mrtwrite.h"

/* Append as printf(3) does; the program ends without memory. */
void text_add(struct rsec_buf *to, const char *fmt, ...) RSEC_PRINTF(2, 3);

void mrt_text_path(
    struct rsec_buf *to, const struct rsec_bgp_attributes *attributes);
void mrt_text_route(struct rsec_buf *to, const struct rsec_mrt_route *route);

/*
 * All of SOURCE: its routes, "malformed OFFSET MESSAGE" where it was said, and
 * last "error OFFSET MESSAGE" if it failed.  The text is the caller's to free.
 * STATS may be NULL.
 */
char *mrt_text(struct rsec_source source, struct rsec_mrt_stats *stats);

/*
 * Fail unless this text of W is EXPECTED, whatever the runs that it comes in:
 * of each size up to 500 bytes, and all at once.
 */
void mrt_must_say(const struct mrtw *w, const char *expected);

#endif
