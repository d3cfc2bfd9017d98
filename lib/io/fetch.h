/* SPDX-License-Identifier: ISC */
/*
 * Fetch one URL over HTTP or HTTPS into a file, whole or not at all.
 * Redirects are followed to http(s) only.  The library behind it (libcurl) is
 * loaded at the first call: a tool that reads local files never pays for it.
 */
#ifndef RSEC_IO_FETCH_H
#define RSEC_IO_FETCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

#define RSEC_FETCH_LIMIT     ((uint64_t)2 << 30) /* default max_size, bytes */
#define RSEC_FETCH_CONNECT   20			 /* seconds to connect */
#define RSEC_FETCH_STALL     30 /* seconds below RSEC_FETCH_SLOW bytes/s */
#define RSEC_FETCH_SLOW	     64
#define RSEC_FETCH_REDIRECTS 5

struct rsec_fetch_options {
	uint64_t max_size; /* bytes of the body; 0: RSEC_FETCH_LIMIT */
	unsigned connect_timeout, stall_timeout; /* seconds; 0: as above */
	unsigned timeout;  /* seconds for all of it; 0: none */
	const char *cache; /* path of the cached copy; NULL: none */
	void (*progress)(void *ctx, uint64_t done, uint64_t total);
	void *progress_ctx; /* total is 0 while it is unknown */
};

struct rsec_fetch_result {
	bool not_modified; /* the cached copy is current, and was used */
	long status;	   /* HTTP status */
	uint64_t size;	   /* bytes of the body */
};

RSEC_BEGIN_API

bool rsec_fetch_is_url(const char *name); /* http:// or https:// */

/*
 * Fetch URL and return a descriptor open for reading at its start, which the
 * caller closes: an unnamed temporary file, or the cached copy.  With
 * options->cache the request is conditional (If-None-Match and
 * If-Modified-Since, from the copy's own record beside it), a new body
 * replaces the copy by rename, and a failure leaves it as it was.
 * RESULT may be NULL.  Returns -1 with ERR on failure.
 */
int rsec_fetch(const char *url, const struct rsec_fetch_options *options,
    struct rsec_fetch_result *result, struct rsec_err *err);

RSEC_END_API

#endif
