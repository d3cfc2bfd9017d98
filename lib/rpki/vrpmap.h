/* SPDX-License-Identifier: ISC */
/*
 * The compiled form of a frozen VRP set: one file that is mapped and asked in
 * place.  Little-endian, checksummed, the same bytes for the same set.  The
 * layout is in rsec-vrpmap(5) and on top of vrpmap.c.
 */
#ifndef RSEC_RPKI_VRPMAP_H
#define RSEC_RPKI_VRPMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "rpki/vrp.h"

RSEC_BEGIN_API

/* Whether these first bytes of a file (8 are enough) are a compiled set's. */
bool rsec_vrpmap_is(const uint8_t *data, size_t len);

/*
 * Write VRPS, which is frozen, in consecutive runs; WRITE returns 0 or -1.
 * Returns 0, or -1 with ERR.
 */
int rsec_vrpmap_write(const struct rsec_vrps *vrps,
    int (*write)(void *ctx, const void *data, size_t len), void *ctx,
    struct rsec_err *err);

/*
 * A frozen set over DATA, 8-byte aligned, which stays the caller's and must
 * outlive it.  Sizes and checksums of all sections are verified first.
 * NULL with ERR: which section is wrong, and how.
 */
struct rsec_vrps *rsec_vrpmap_open(
    const uint8_t *data, size_t len, struct rsec_err *err);

RSEC_END_API

#endif
