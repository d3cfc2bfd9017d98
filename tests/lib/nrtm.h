/* SPDX-License-Identifier: ISC */
/* Journals of tests. */
#ifndef RSEC_TESTS_LIB_NRTM_H
#define RSEC_TESTS_LIB_NRTM_H

#include "irr/nrtm.h"

/* The journal TEXT[0..len) in runs of CHUNK bytes, 0 for all at once. */
static inline struct rsec_nrtm *
nrtm_of(const char *text, size_t len, size_t chunk, struct rsec_err *err)
{
	struct rsec_memory memory = { (const uint8_t *)text, len, chunk };
	struct rsec_nrtm *nrtm = NULL;

	rsec_nrtm_read(rsec_source_memory(&memory), &nrtm, err);
	return nrtm;
}

#endif
