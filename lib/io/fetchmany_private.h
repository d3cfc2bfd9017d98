/* SPDX-License-Identifier: ISC */
/*
 * The parts of rsec_fetch_many():
 *
 *	fetchmany.c	whose turn it is: queues of hosts, retries
 *	fetchmany_curl.c	transfers at once: libcurl's multi interface
 *	fetchmany_slot.c	one of them: its easy interface
 *	fetchmany_rate.c	bytes a second
 *	fetchmany_body.c	what the headers and the body of one say
 *	fetchmany_part.c	PATH.part and what becomes of it
 */
#ifndef RSEC_IO_FETCHMANY_PRIVATE_H
#define RSEC_IO_FETCHMANY_PRIVATE_H

#include "io/fetch_private.h"
#include "io/fetchmany.h"

/* A file that is being fetched. */
struct rsec_part {
	int dir;
	const char *url, *path; /* borrowed */
	char *name, *record;	/* PATH.part, PATH.part.etag */
	char *done_record;	/* PATH.etag */
	int fd;			/* locked */
	uint64_t size;		/* bytes so far */
	uint64_t resumed;	/* of these from before */
	uint64_t total;		/* of all, as the server said; 0: it did not */
	struct rsec_validators validators; /* of the body */
	bool noted; /* it has a record, and can be resumed */
};

/* Open what is left of the last time, or nothing. */
int rsec_part_open(struct rsec_part *part, int dir,
    const struct rsec_fetch_item *item, struct rsec_err *err);
/* What If-Range may hold it against; NULL: nothing is there to go on from. */
const char *rsec_part_condition(const struct rsec_part *part);
/* The validators of the file that PATH is now; false: it has none. */
bool rsec_part_copy(
    const struct rsec_part *part, struct rsec_validators *validators);
/* A body begins: of TOTAL bytes (0: unknown), from its first byte on. */
int rsec_part_begin(struct rsec_part *part,
    const struct rsec_validators *validators, uint64_t total,
    struct rsec_err *err);
int rsec_part_append(
    struct rsec_part *part, const void *data, size_t n, struct rsec_err *err);
/* It is whole: give it its name, and a record if KEEP_RECORD. */
int rsec_part_commit(
    struct rsec_part *part, bool keep_record, struct rsec_err *err);
/* The file that is there is current: note when that was found. */
void rsec_part_current(const struct rsec_part *part);
/* What there is of it is worth nothing. */
void rsec_part_discard(struct rsec_part *part);
/* It stays for the next time, if it can be resumed. */
void rsec_part_close(struct rsec_part *part);

/* A response on its way into a part, of which it may be the rest. */
struct rsec_body {
	struct rsec_part part;
	uint64_t max_size;
	struct rsec_validators validators;
	struct { /* "Content-Range: bytes FIRST-LAST/TOTAL" */
		bool given;
		uint64_t first, total; /* total 0: "*" */
	} range;
	bool begun, too_big;
	struct rsec_err err; /* why it was broken off; or RSEC_ERR_NONE */
};

/*
 * A line of headers; a run of the body, whose response has STATUS 200 or 206
 * and LENGTH bytes (0: unknown); its end, after which the part is whole and
 * waits to be committed.  0, or -1 with body->err, or with body->too_big.
 */
void rsec_body_header(struct rsec_body *body, const char *line, size_t n);
int rsec_body_take(struct rsec_body *body, long status, uint64_t length,
    const void *data, size_t n);
int rsec_body_complete(struct rsec_body *body, long status, uint64_t length);

/* How a transfer ended. */
struct rsec_multi_end {
	struct rsec_fetch_outcome outcome;
	bool again;	      /* another try may succeed */
	uint64_t retry_after; /* seconds that the server asks for; 0: none */
};

/* An allowance of bytes that all transfers share. */
struct rsec_rate {
	uint64_t rate;	/* bytes a second; 0: no limit */
	int64_t left;	/* bytes */
	int64_t filled; /* when, as rsec_multi_clock() */
};

void rsec_rate_refill(struct rsec_rate *rate);
bool rsec_rate_is_used_up(const struct rsec_rate *rate);
/* Milliseconds until there is something left of what is used up. */
int64_t rsec_rate_wait(const struct rsec_rate *rate);

enum rsec_slot_state {
	RSEC_SLOT_IDLE,
	RSEC_SLOT_RUNNING,
	RSEC_SLOT_CHECKING, /* all is there, and options->check() is asked */
	RSEC_SLOT_ENDED,
};

struct rsec_easy; /* opaque: functions of libcurl */

/* A transfer, and the handle that the next one in its place uses again. */
struct rsec_slot {
	const struct rsec_fetch_many_options *options;
	const struct rsec_easy *easy;
	struct rsec_rate *rate;
	uint64_t *received;
	enum rsec_slot_state state;
	void *curl;    /* CURL * */
	void *headers; /* struct curl_slist * */
	struct rsec_body body;
	struct rsec_multi_end end;
	uint64_t drained;
	bool conditional; /* a 304 is an answer */
	bool ftp;
	uint64_t from; /* of FTP: the byte that was asked for, 0: the first */
	bool paused;
	char message[256]; /* of libcurl: CURL_ERROR_SIZE */
};

struct rsec_easy *rsec_easy_new(struct rsec_err *err);

/* SLOT is zero but for the first four; fini is fine without init. */
int rsec_slot_init(struct rsec_slot *slot, struct rsec_err *err);
void rsec_slot_fini(struct rsec_slot *slot);

/*
 * Prepare the transfer of ITEM, number I: 0, with the state RUNNING, or ENDED
 * where it failed at once; -1 without memory.
 */
int rsec_slot_prepare(struct rsec_slot *slot, int dir,
    const struct rsec_fetch_item *item, size_t i, struct rsec_err *err);
/* The transfer has ended with CODE of libcurl: CHECKING or ENDED. */
void rsec_slot_finish(struct rsec_slot *slot, int code);
/* Ask whether what is there is good: ENDED, or still CHECKING. */
void rsec_slot_check(struct rsec_slot *slot);
void rsec_slot_go_on(struct rsec_slot *slot); /* it was paused */

struct rsec_multi; /* opaque: libcurl */

/* OPTIONS is complete: every 0 that has a default is replaced. */
struct rsec_multi *rsec_multi_new(
    const struct rsec_fetch_many_options *options, struct rsec_err *err);
void rsec_multi_free(struct rsec_multi *multi);

/*
 * Begin the transfer of ITEM, number I, while fewer than at_once are running.
 * An item that fails at once ends as any other.  -1 without memory.
 */
int rsec_multi_start(struct rsec_multi *multi, int dir,
    const struct rsec_fetch_item *item, size_t i, struct rsec_err *err);

/* Let the transfers go on for up to MILLISECONDS, less if one ends. */
int rsec_multi_run(
    struct rsec_multi *multi, int milliseconds, struct rsec_err *err);

/* The next transfer that has ended; false: all are running. */
bool rsec_multi_next(struct rsec_multi *multi, struct rsec_multi_end *end);

/* Fill what is known here: bytes, and the longest. */
void rsec_multi_progress(
    const struct rsec_multi *multi, struct rsec_fetch_progress *progress);

int64_t rsec_multi_clock(void); /* milliseconds, monotonic */

#endif
