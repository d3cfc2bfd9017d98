/* SPDX-License-Identifier: ISC */
/*
 * Random tables and updates, and what must be read of them: the oracle is the
 * list that they were made from.
 */
#ifndef RSEC_TESTS_LIB_MRTRANDOM_H
#define RSEC_TESTS_LIB_MRTRANDOM_H

#include "tests/lib/mrtwrite.h"
#include "tests/lib/random.h"

/*
 * Append a peer index and N records to W, and to EXPECTED the lines of all
 * routes in them (tests/lib/mrttext.h).
 */
void mrt_random(
    struct random *r, unsigned n, struct mrtw *w, struct rsec_buf *expected);

#endif
