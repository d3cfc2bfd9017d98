/* SPDX-License-Identifier: ISC */
/*
 * The files behind a fetch: where a body is written to, and the cached copy
 * with the record beside it of what the server said it was.
 */
#ifndef RSEC_IO_FETCH_PRIVATE_H
#define RSEC_IO_FETCH_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

#define RSEC_VALIDATOR_MAX 512 /* bytes of an ETag or a date, with its NUL */

/* RFC 9110 section 8.8; "" where the server gave none. */
struct rsec_validators {
	char etag[RSEC_VALIDATOR_MAX];
	char modified[RSEC_VALIDATOR_MAX];
};

/*
 * The cached copy of URL at PATH, open for reading, its size, and its
 * validators: none where the record is missing, or is that of another URL or
 * of a copy of another size.  -1 where there is no copy.
 */
int rsec_cache_open(const char *path, const char *url, uint64_t *size,
    struct rsec_validators *validators);

/*
 * A file to write to, beside PATH or, where that is NULL, among the temporary
 * ones.  *TEMP gets its name, which the caller frees, or NULL where it has
 * none and goes by itself.  A descriptor, or -1 with ERR.
 */
int rsec_cache_create(const char *path, char **temp, struct rsec_err *err);

/*
 * Put FD, which is whole and whose name is *TEMP, in the place of the copy.
 * Returns 0 and *TEMP is NULL, or -1 with ERR and the copy as it was; then
 * *TEMP may be a name that it was given here.
 */
int rsec_cache_replace(const char *path, char **temp, int fd, const char *url,
    uint64_t size, const struct rsec_validators *validators,
    struct rsec_err *err);

#endif
