/* SPDX-License-Identifier: ISC */
/*
 * The files behind a fetch: where a body is written to, and the cached copy
 * with the record beside it of what the server said it was; and what fetching
 * one and fetching many tell alike.
 */
#ifndef RSEC_IO_FETCH_PRIVATE_H
#define RSEC_IO_FETCH_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define RSEC_VALIDATOR_MAX 512 /* bytes of an ETag or a date, with its NUL */
#define RSEC_FETCH_DRAIN   ((uint64_t)65536) /* of a body that nobody wants */

/* RFC 9110 section 8.8; "" where the server gave none. */
struct rsec_validators {
	char etag[RSEC_VALIDATOR_MAX];
	char modified[RSEC_VALIDATOR_MAX];
};

/* Take what the header LINE[0..n) gives; a status line begins anew. */
void rsec_validators_take(
    struct rsec_validators *validators, const char *line, size_t n);

/*
 * Read the record NAME, in the directory DIR, of a copy of URL.  False where
 * there is none, or one of another URL.
 */
bool rsec_record_read(int dir, const char *name, const char *url,
    uint64_t *size, struct rsec_validators *validators);

/* Write it.  One that cannot be written costs a full fetch: no error. */
void rsec_record_write(int dir, const char *name, const char *url,
    uint64_t size, const struct rsec_validators *validators);

/*
 * Whether URL is https: it is followed to nothing else, since what comes in
 * the clear can be changed on the way, and the user has asked for more.
 */
bool rsec_fetch_is_https(const char *url);

/* Why a transfer ended without a body. */
struct rsec_fetch_failure {
	int code;   /* of libcurl */
	bool https; /* what was asked for */
	long status;
	bool too_big;
	int write_errno;
	uint64_t limit, got; /* bytes */
	const char *message; /* of libcurl; "" where it has none */
};

/*
 * Whether it was led to another protocol; the library has the same code for an
 * answer that is no HTTP, as after one that was longer than it said.
 */
bool rsec_fetch_is_refused(const struct rsec_fetch_failure *failure);

int rsec_fetch_explain(
    const struct rsec_fetch_failure *failure, struct rsec_err *err);

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
