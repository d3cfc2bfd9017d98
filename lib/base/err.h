/* SPDX-License-Identifier: ISC */
/*
 * Errors are values: a fallible function returns 0 or -1 and fills a struct
 * that the caller owns.  Nothing in the library prints or exits.
 */
#ifndef RSEC_BASE_ERR_H
#define RSEC_BASE_ERR_H

#include <stdint.h>

#include "base/api.h"

#define RSEC_ERR_MSG_MAX 256 /* bytes of a message, its NUL included */
#define RSEC_NO_OFFSET	 UINT64_MAX

enum rsec_errcode {
	RSEC_ERR_NONE,
	RSEC_ERR_NOMEM,	      /* an allocation failed */
	RSEC_ERR_IO,	      /* the system refused: open, read, write */
	RSEC_ERR_NET,	      /* the peer or the network failed */
	RSEC_ERR_SYNTAX,      /* the bytes are not what the format asks for */
	RSEC_ERR_RANGE,	      /* a well-formed value is out of its range */
	RSEC_ERR_TRUNCATED,   /* the input ends too early */
	RSEC_ERR_CORRUPT,     /* a checksum or an invariant does not hold */
	RSEC_ERR_LIMIT,	      /* a named limit was reached */
	RSEC_ERR_UNSUPPORTED, /* known, but not built in or not done */
	RSEC_ERR_STOPPED,     /* a callback of the caller asked to stop */
};

/*
 * Why a call failed, and where.  The message is one sentence without a final
 * stop; it cites the rule that was broken, and never repeats line or offset.
 */
struct rsec_err {
	enum rsec_errcode code;
	uint64_t line;	 /* 1-based; 0 where lines mean nothing */
	uint64_t offset; /* 0-based byte; RSEC_NO_OFFSET where unknown */
	char msg[RSEC_ERR_MSG_MAX];
};

/*
 * What a reader does with a record it must skip: it tells, counts and goes
 * on.  report() returns 0 to go on or -1 to stop the reader, which then fails
 * with RSEC_ERR_STOPPED.
 */
struct rsec_diag {
	int (*report)(void *ctx, const struct rsec_err *err);
	void *ctx;
};

RSEC_BEGIN_API

/*
 * Fill ERR, which may be NULL, and return -1, so that a caller can write
 * "return rsec_err_set(...)".  A message that is too long is cut.
 */
int rsec_err_set(struct rsec_err *err, enum rsec_errcode code, const char *fmt,
    ...) RSEC_PRINTF(3, 4);
int rsec_err_at_line(struct rsec_err *err, enum rsec_errcode code,
    uint64_t line, const char *fmt, ...) RSEC_PRINTF(4, 5);
int rsec_err_at_offset(struct rsec_err *err, enum rsec_errcode code,
    uint64_t offset, const char *fmt, ...) RSEC_PRINTF(4, 5);

/* Out of memory: the one error that needs no words. */
int rsec_err_nomem(struct rsec_err *err);

/*
 * Put "PREFIX: " before the message of ERR, as a caller does that knows the
 * field or the member in which the error lies.  Returns -1.
 */
int rsec_err_prepend(struct rsec_err *err, const char *fmt, ...)
    RSEC_PRINTF(2, 3);

/*
 * Hand ERR to DIAG.  Returns 0 to go on; -1 when the callback asks to stop.
 * With a NULL DIAG nobody listens, and the reader goes on.
 */
int rsec_diag_report(const struct rsec_diag *diag, const struct rsec_err *err);

/*
 * The same for a reader that skips a record because of WHY: where the callback
 * asks to stop, fill ERR (RSEC_ERR_STOPPED, the line of WHY) and return -1.
 */
int rsec_diag_skip(const struct rsec_diag *diag, const struct rsec_err *why,
    struct rsec_err *err);

RSEC_END_API

#endif
