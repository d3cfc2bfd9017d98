/* SPDX-License-Identifier: ISC */
/*
 * SHA-256 of what comes in runs.  The library behind it (libcrypto) is loaded
 * with the first hasher: a program that is linked with it starts 0.8 ms later,
 * where one question to a store takes 2 ms.
 */
#ifndef RSEC_IO_HASHER_H
#define RSEC_IO_HASHER_H

#include <stddef.h>
#include <stdint.h>

#include "base/api.h"
#include "base/err.h"

#define RSEC_HASHER_SIZE     32 /* bytes of a digest */
#define RSEC_HASHER_MD5_SIZE 16

struct rsec_hasher; /* opaque */

RSEC_BEGIN_API

/* Load the library, for a caller that locks itself down before it hashes. */
void rsec_hasher_preload(void);

/* NULL with ERR: no memory, or no library. */
struct rsec_hasher *rsec_hasher_new(struct rsec_err *err);
/*
 * The same of MD5, in the first RSEC_HASHER_MD5_SIZE bytes with zeros behind
 * them: against accidents on the way only.
 */
struct rsec_hasher *rsec_hasher_new_md5(struct rsec_err *err);
void rsec_hasher_free(struct rsec_hasher *hasher);
void rsec_hasher_add(struct rsec_hasher *hasher, const void *data, size_t len);

/*
 * The digest of what was added, after which it begins anew; 0, or -1 where it
 * was lost for want of memory.
 */
int rsec_hasher_end(
    struct rsec_hasher *hasher, uint8_t digest[RSEC_HASHER_SIZE]);

RSEC_END_API

#endif
