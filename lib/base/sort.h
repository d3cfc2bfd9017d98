/* SPDX-License-Identifier: ISC */
/*
 * Sorting records of a fixed size whose bytes, compared as memcmp() does, are
 * their key: big-endian fields in the order of their weight.
 */
#ifndef RSEC_BASE_SORT_H
#define RSEC_BASE_SORT_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define RSEC_SORT_SIZE_MAX 64 /* bytes of a record */

/* Returns 0, or -1 with ERR and DATA as it was: no memory for a second copy. */
int rsec_sort_records(
    uint8_t *data, size_t count, size_t size, struct rsec_err *err);

/* Keep one of each run of equal records; returns how many are left. */
size_t rsec_sort_unique(uint8_t *data, size_t count, size_t size);

#endif
