/* SPDX-License-Identifier: ISC */
/* VRP exports for tests: read from memory, and told as one text. */
#ifndef RSEC_TESTS_LIB_VRPTEXT_H
#define RSEC_TESTS_LIB_VRPTEXT_H

#include <stddef.h>

#include "base/buf.h"
#include "rpki/vrpfile.h"

struct vrptext {
	int rc; /* of rsec_vrpfile_read() */
	struct rsec_err err;
	struct rsec_vrpfile_stats stats;
	struct rsec_buf vrps;	  /* "PREFIX-MAXLEN ASN TA\n", sorted */
	struct rsec_buf messages; /* "LINE: MESSAGE\n", one a bad record */
};

/*
 * Read TEXT[0..n) in runs of CHUNK bytes (0: one run).  The caller gives OUT
 * back with vrptext_fini(); its buffers end in a NUL.
 */
void vrptext_read(const char *text, size_t n, size_t chunk, const char *ta,
    struct vrptext *out);
void vrptext_fini(struct vrptext *out);

#endif
