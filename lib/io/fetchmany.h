/* SPDX-License-Identifier: ISC */
/*
 * Fetch many URLs over HTTP, HTTPS and, where asked for, FTP, several at once,
 * each into a file of a directory.
 *
 * What this promises:
 *   - A file is there whole or as it was.  A body is written to PATH.part and
 *     gets its name when all of it is on the disk; one that is broken off stays
 *     as PATH.part, with what the server said of it in PATH.part.etag, and the
 *     next call goes on from there (Range and If-Range, RFC 9110 section 14)
 *     where the server vouches that it is still the same.
 *   - The server is treated politely: so many connections and requests a second
 *     to each host, so many bytes a second from all together, its Retry-After
 *     waited for.  A host that fails is left alone for a while that doubles
 *     each time, and given up on when it goes on failing.
 *   - Each URL has one outcome, told as it is known, and a failed one keeps
 * none of the others.
 *   - Nothing is random.  URLs of a host are asked for in the order given.
 */
#ifndef RSEC_IO_FETCHMANY_H
#define RSEC_IO_FETCHMANY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/api.h"
#include "base/err.h"

#define RSEC_FETCH_AT_ONCE   4	   /* transfers */
#define RSEC_FETCH_PER_HOST  4	   /* of them to one host */
#define RSEC_FETCH_TRIES     4	   /* of one URL */
#define RSEC_FETCH_BACK_OFF  1000  /* milliseconds after a first failure */
#define RSEC_FETCH_BACK_MAX  60000 /* and at most */
#define RSEC_FETCH_GIVE_UP   6	   /* failures of a host in a row */
#define RSEC_FETCH_AFTER_MAX 600   /* seconds of Retry-After waited for */

struct rsec_fetch_item {
	const char *url;
	/* Below the directory, without "..": folders are made for it. */
	const char *path;
	uint64_t max_size;  /* bytes of the file; 0: RSEC_FETCH_LIMIT */
	const char *accept; /* media type to ask for; NULL: any */
};

enum rsec_fetch_state {
	RSEC_FETCH_DONE,    /* the file is there, new */
	RSEC_FETCH_CURRENT, /* the file that was there is what the URL has */
	RSEC_FETCH_MISSING, /* the server has none: HTTP 404 or 410 */
	RSEC_FETCH_FAILED,  /* err says why; the file is as it was */
};

struct rsec_fetch_outcome {
	size_t item; /* number among the items */
	enum rsec_fetch_state state;
	/* The last of HTTP, or what it would be; 0: never got so far. */
	long status;
	uint64_t size;	  /* bytes of the file, where there is a new one */
	uint64_t resumed; /* of these, bytes that were there from before */
	unsigned tries;	  /* requests made for it */
	struct rsec_err err;
};

struct rsec_fetch_progress {
	size_t done, items; /* how many have an outcome, of how many */
	uint64_t bytes;	    /* received so far */
	/* Of the file with most bytes to come; total 0: of none it is known. */
	struct {
		size_t item;
		uint64_t size, total; /* bytes that are there, and of all */
	} longest;
};

/* For each number 0 means the default above, or no limit. */
struct rsec_fetch_many_options {
	unsigned at_once, per_host;   /* transfers */
	unsigned requests_per_second; /* to each host; default: no limit */
	uint64_t bytes_per_second;    /* of all; default: no limit */
	unsigned connect_timeout, stall_timeout; /* seconds, as rsec_fetch() */
	unsigned tries, give_up;
	unsigned back_off; /* milliseconds */
	/*
	 * Ask only for what is not current: a file that is there is compared by
	 * If-None-Match and If-Modified-Since, from its record PATH.etag, whose
	 * own time is when it was last found current.
	 */
	bool conditional;
	const char *agent; /* User-Agent; NULL: "rsec/VERSION" */
	/*
	 * Take ftp:// URLs, too (never as a redirect).  The time of the file
	 * stands for its Last-Modified.
	 */
	bool ftp;

	/*
	 * Each may be NULL.
	 *
	 * check() is asked before an item's file is replaced, with FD on all of
	 * the new one: 0 where it is good, -1 with ERR where it is not and goes
	 * away, 1 while that is not known.  It is then asked again soon, and
	 * should not take long each time: meanwhile nothing is received.
	 */
	int (*check)(void *ctx, size_t item, int fd, struct rsec_err *err);
	int (*outcome)(void *ctx,
	    const struct rsec_fetch_outcome *outcome); /* 0 to go on */
	void (*progress)(void *ctx, const struct rsec_fetch_progress *progress);
	bool (*stop)(void *ctx); /* asked several times a second */
	void *ctx;
};

RSEC_BEGIN_API

/*
 * Fetch ITEMS[0..count) into the directory DIR, a descriptor that stays the
 * caller's.  Returns 0 when each has an outcome, good or bad; -1 with ERR when
 * there is no libcurl, no memory, or a callback stopped it
 * (RSEC_ERR_STOPPED): what was begun can be resumed.
 */
int rsec_fetch_many(int dir, const struct rsec_fetch_item *items, size_t count,
    const struct rsec_fetch_many_options *options, struct rsec_err *err);

RSEC_END_API

#endif
