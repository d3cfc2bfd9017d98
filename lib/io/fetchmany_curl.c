/* SPDX-License-Identifier: ISC */
/*
 * Transfers of libcurl's multi interface, each in a slot with an easy handle
 * of its own, so that connections are used again.
 *
 * Bodies of responses other than 200 and 206 are read and dropped, up to
 * DRAIN_MAX, to keep the connection.
 *
 * The limit on bytes a second is an allowance that all transfers share: one
 * that finds it used up is paused, and stops reading its socket.
 */
#define CURL_DISABLE_TYPECHECK /* its macros stand in the way of pointers */
#include <curl/curl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "io/fetch.h"
#include "io/fetchmany_private.h"
#include "io/lazy.h"

#define DRAIN_MAX ((uint64_t)65536)
#define BURST	  4 /* the allowance is at most a second's divided by this */

#define CURL_SYMBOLS(X)             \
	X(curl_easy_init)           \
	X(curl_easy_cleanup)        \
	X(curl_easy_setopt)         \
	X(curl_easy_getinfo)        \
	X(curl_easy_pause)          \
	X(curl_easy_strerror)       \
	X(curl_slist_append)        \
	X(curl_slist_free_all)      \
	X(curl_multi_init)          \
	X(curl_multi_cleanup)       \
	X(curl_multi_setopt)        \
	X(curl_multi_add_handle)    \
	X(curl_multi_remove_handle) \
	X(curl_multi_perform)       \
	X(curl_multi_poll)          \
	X(curl_multi_info_read)     \
	X(curl_multi_strerror)

struct libcurl {
	CURL_SYMBOLS(RSEC_LAZY_MEMBER)
};

static const struct rsec_lazy library = { "libcurl.so.4", "URLs",
	{ CURL_SYMBOLS(RSEC_LAZY_NAME) NULL } };

enum slot_state {
	SLOT_IDLE,
	SLOT_RUNNING,
	SLOT_ENDED
};

struct slot {
	struct rsec_multi *multi;
	enum slot_state state;
	CURL *curl;
	struct curl_slist *headers;
	struct rsec_body body;
	struct rsec_multi_end end;
	uint64_t drained;
	bool conditional; /* a 304 is an answer */
	bool paused;
	char message[CURL_ERROR_SIZE];
};

struct rsec_multi {
	struct libcurl lib;
	struct rsec_fetch_many_options options;
	CURLM *curlm;
	struct slot *slots; /* options.at_once */
	uint64_t received;
	int64_t allowance; /* bytes */
	int64_t filled;	   /* when */
};

int64_t
rsec_multi_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static long
status_of(const struct slot *slot)
{
	long status = 0;

	slot->multi->lib.curl_easy_getinfo(
	    slot->curl, CURLINFO_RESPONSE_CODE, &status);
	return status;
}

/* Content-Length of the response; 0: it has none. */
static uint64_t
length_of(const struct slot *slot)
{
	curl_off_t length = -1;

	slot->multi->lib.curl_easy_getinfo(
	    slot->curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
	return length > 0 ? (uint64_t)length : 0;
}

static size_t
take_header(char *line, size_t one, size_t n, void *ctx)
{
	struct slot *slot = ctx;

	(void)one;
	rsec_body_header(&slot->body, line, n);
	return n;
}

/* libcurl's callback: to take fewer bytes than were given is to fail. */
static size_t
take_body(char *data, size_t one, size_t n, void *ctx)
{
	struct slot *slot = ctx;
	struct rsec_multi *multi = slot->multi;
	const long status = status_of(slot);

	(void)one;
	if (multi->options.bytes_per_second > 0 && multi->allowance <= 0) {
		slot->paused = true;
		return CURL_WRITEFUNC_PAUSE;
	}
	multi->allowance -= (int64_t)n;
	if (status != 200 && status != 206) {
		slot->drained += n;
		return slot->drained > DRAIN_MAX ? 0 : n;
	}
	multi->received += n;
	if (rsec_body_take(&slot->body, status, length_of(slot), data, n) != 0)
		return 0;
	return n;
}

/* http and https only, for the URL itself and where it redirects to. */
static CURLcode
restrict_protocols(const struct slot *slot)
{
	const struct libcurl *lib = &slot->multi->lib;
	CURLcode code;

#if LIBCURL_VERSION_NUM >= 0x075500
	code = lib->curl_easy_setopt(
	    slot->curl, CURLOPT_PROTOCOLS_STR, "http,https");
	if (code != CURLE_OK)
		return code;
	return lib->curl_easy_setopt(
	    slot->curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
#else
	code = lib->curl_easy_setopt(slot->curl, CURLOPT_PROTOCOLS,
	    (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
	if (code != CURLE_OK)
		return code;
	return lib->curl_easy_setopt(slot->curl, CURLOPT_REDIR_PROTOCOLS,
	    (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

/* What is the same for each transfer of a slot. */
static CURLcode
prepare_slot(struct slot *slot)
{
	const struct rsec_fetch_many_options *options = &slot->multi->options;
	const struct libcurl *lib = &slot->multi->lib;
	const struct {
		CURLoption option;
		long value;
	} limits[] = {
		{ CURLOPT_NOSIGNAL, 1 },
		{ CURLOPT_FOLLOWLOCATION, 1 },
		{ CURLOPT_MAXREDIRS, RSEC_FETCH_REDIRECTS },
		{ CURLOPT_CONNECTTIMEOUT, (long)options->connect_timeout },
		{ CURLOPT_LOW_SPEED_TIME, (long)options->stall_timeout },
		{ CURLOPT_LOW_SPEED_LIMIT, RSEC_FETCH_SLOW },
	};
	const struct {
		CURLoption option;
		void *value;
	} pointers[] = {
		{ CURLOPT_USERAGENT, (void *)(uintptr_t)options->agent },
		{ CURLOPT_ERRORBUFFER, slot->message },
		{ CURLOPT_WRITEDATA, slot },
		{ CURLOPT_HEADERDATA, slot },
		{ CURLOPT_PRIVATE, slot },
	};
	CURLcode code = restrict_protocols(slot);
	size_t i;

	for (i = 0; code == CURLE_OK && i < sizeof(limits) / sizeof(*limits);
	     i++)
		code = lib->curl_easy_setopt(
		    slot->curl, limits[i].option, limits[i].value);
	for (i = 0;
	     code == CURLE_OK && i < sizeof(pointers) / sizeof(*pointers); i++)
		code = lib->curl_easy_setopt(
		    slot->curl, pointers[i].option, pointers[i].value);
	if (code == CURLE_OK)
		code = lib->curl_easy_setopt(
		    slot->curl, CURLOPT_WRITEFUNCTION, take_body);
	if (code == CURLE_OK)
		code = lib->curl_easy_setopt(
		    slot->curl, CURLOPT_HEADERFUNCTION, take_header);
	return code;
}

static int
prepare_slots(struct rsec_multi *multi, struct rsec_err *err)
{
	struct slot *slot;
	CURLcode code;
	unsigned i;

	for (i = 0; i < multi->options.at_once; i++) {
		slot = &multi->slots[i];
		slot->multi = multi;
		slot->body.part.fd = -1;
		if ((slot->curl = multi->lib.curl_easy_init()) == NULL)
			return rsec_err_nomem(err);
		code = prepare_slot(slot);
		if (code == CURLE_OUT_OF_MEMORY)
			return rsec_err_nomem(err);
		if (code != CURLE_OK)
			return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
			    "%s is too old: %s", library.soname,
			    multi->lib.curl_easy_strerror(code));
	}
	return 0;
}

struct rsec_multi *
rsec_multi_new(
    const struct rsec_fetch_many_options *options, struct rsec_err *err)
{
	struct rsec_multi *multi = calloc(1, sizeof(*multi));

	if (multi == NULL) {
		rsec_err_nomem(err);
		return NULL;
	}
	multi->options = *options;
	multi->filled = rsec_multi_clock();
	if (rsec_lazy_load(&library, &multi->lib, err) != 0) {
		free(multi);
		return NULL;
	}
	/* curl_easy_init() first: it initialises all of libcurl, once. */
	multi->slots = calloc(options->at_once, sizeof(*multi->slots));
	if (multi->slots == NULL) {
		rsec_err_nomem(err);
	} else if (prepare_slots(multi, err) == 0) {
		multi->curlm = multi->lib.curl_multi_init();
		if (multi->curlm != NULL)
			return multi;
		rsec_err_nomem(err);
	}
	rsec_multi_free(multi);
	return NULL;
}

/* SLOT is done with its transfer: the handle stays for the next. */
static void
release_slot(struct slot *slot)
{
	struct rsec_multi *multi = slot->multi;

	if (slot->state == SLOT_RUNNING)
		multi->lib.curl_multi_remove_handle(multi->curlm, slot->curl);
	rsec_part_close(&slot->body.part);
	multi->lib.curl_slist_free_all(slot->headers);
	slot->headers = NULL;
}

void
rsec_multi_free(struct rsec_multi *multi)
{
	struct slot *slot;
	unsigned i;

	if (multi == NULL)
		return;
	for (i = 0; multi->slots != NULL && i < multi->options.at_once; i++) {
		slot = &multi->slots[i];
		if (slot->curl == NULL)
			break;
		release_slot(slot);
		multi->lib.curl_easy_cleanup(slot->curl);
	}
	if (multi->curlm != NULL)
		multi->lib.curl_multi_cleanup(multi->curlm);
	free(multi->slots);
	free(multi);
}

/* Append "NAME: VALUE" to the headers; -1 without memory. */
static int
add_header(struct slot *slot, const char *name, const char *value)
{
	char line[RSEC_VALIDATOR_MAX + 32];
	struct curl_slist *headers;

	if (value[0] == '\0')
		return 0;
	snprintf(line, sizeof(line), "%s: %s", name, value);
	headers = slot->multi->lib.curl_slist_append(slot->headers, line);
	if (headers == NULL)
		return -1;
	slot->headers = headers;
	return 0;
}

/* Ask only for what is not there. */
static int
add_conditions(struct slot *slot, struct rsec_err *err)
{
	const struct rsec_part *part = &slot->body.part;
	const char *condition = rsec_part_condition(part);
	struct rsec_validators copy;
	char range[32];
	int rc = 0;

	slot->conditional =
	    slot->multi->options.conditional && rsec_part_copy(part, &copy);
	if (slot->conditional) {
		rc |= add_header(slot, "If-None-Match", copy.etag);
		rc |= add_header(slot, "If-Modified-Since", copy.modified);
	}
	if (condition != NULL) {
		snprintf(
		    range, sizeof(range), "bytes=%" PRIu64 "-", part->size);
		rc |= add_header(slot, "Range", range);
		rc |= add_header(slot, "If-Range", condition);
	}
	return rc == 0 ? 0 : rsec_err_nomem(err);
}

static int
request(
    struct slot *slot, const struct rsec_fetch_item *item, struct rsec_err *err)
{
	struct rsec_multi *multi = slot->multi;
	CURLcode code;

	if (add_conditions(slot, err) != 0)
		return -1;
	code = multi->lib.curl_easy_setopt(
	    slot->curl, CURLOPT_HTTPHEADER, slot->headers);
	if (code == CURLE_OK)
		code = multi->lib.curl_easy_setopt(
		    slot->curl, CURLOPT_URL, item->url);
	if (code == CURLE_OK)
		code = multi->lib.curl_easy_setopt(slot->curl,
		    CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)slot->body.max_size);
	if (code != CURLE_OK || multi->lib.curl_multi_add_handle(
				    multi->curlm, slot->curl) != CURLM_OK)
		return rsec_err_nomem(err);
	slot->state = SLOT_RUNNING;
	return 0;
}

int
rsec_multi_start(struct rsec_multi *multi, int dir,
    const struct rsec_fetch_item *item, size_t i, struct rsec_err *err)
{
	struct slot *slot = multi->slots;
	struct rsec_fetch_outcome *outcome;

	while (slot->state != SLOT_IDLE)
		slot++;
	slot->end = (struct rsec_multi_end){ .again = false };
	outcome = &slot->end.outcome;
	*outcome = (struct rsec_fetch_outcome){ .item = i,
		.state = RSEC_FETCH_FAILED };
	slot->drained = 0;
	slot->paused = false;
	slot->message[0] = '\0';
	slot->body = (struct rsec_body){ .max_size = item->max_size > 0
							 ? item->max_size
							 : RSEC_FETCH_LIMIT };
	if (rsec_part_open(&slot->body.part, dir, item, &outcome->err) != 0) {
		if (outcome->err.code == RSEC_ERR_NOMEM)
			return rsec_err_nomem(err);
		slot->state = SLOT_ENDED;
		return 0;
	}
	return request(slot, item, err);
}

/* Whether another try may end otherwise than with CODE. */
static bool
may_pass(CURLcode code)
{
	switch (code) {
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_URL_MALFORMAT:
	case CURLE_TOO_MANY_REDIRECTS:
	case CURLE_FILESIZE_EXCEEDED:
	case CURLE_OUT_OF_MEMORY:
		return false;
	default:
		return true;
	}
}

/* The transfer ended with CODE, and without a whole body. */
static void
explain(struct slot *slot, CURLcode code, long status)
{
	const struct rsec_fetch_failure failure = { (int)code, status,
		slot->body.too_big, 0, slot->body.max_size,
		slot->body.part.size,
		slot->message[0] != '\0'
		    ? slot->message
		    : slot->multi->lib.curl_easy_strerror(code) };

	rsec_fetch_explain(&failure, &slot->end.outcome.err);
	slot->end.again = !slot->body.too_big && may_pass(code);
}

/* A response without what we want. */
static void
refused(struct slot *slot, long status)
{
	struct rsec_multi_end *end = &slot->end;
	curl_off_t after = 0;

	explain(slot, CURLE_HTTP_RETURNED_ERROR, status);
	end->again = status >= 500 || status == 408 || status == 429;
	if (status == 304 && slot->conditional)
		end->outcome.state = RSEC_FETCH_CURRENT;
	else if (status == 404 || status == 410)
		end->outcome.state = RSEC_FETCH_MISSING;
	else if (status == 416) /* what we have a part of is no more */
		end->again = slot->body.part.size > 0;
	if (end->outcome.state != RSEC_FETCH_FAILED || status == 416)
		rsec_part_discard(&slot->body.part);
	slot->multi->lib.curl_easy_getinfo(
	    slot->curl, CURLINFO_RETRY_AFTER, &after);
	if (end->again && after > 0)
		end->retry_after = (uint64_t)after;
}

/* All of a body is there. */
static void
complete(struct slot *slot, long status)
{
	struct rsec_fetch_outcome *outcome = &slot->end.outcome;

	if (rsec_body_complete(&slot->body, status, length_of(slot),
		slot->multi->options.conditional) != 0)
		return;
	outcome->size = slot->body.part.size;
	outcome->resumed = slot->body.part.resumed;
	outcome->state = RSEC_FETCH_DONE;
}

static void
finish(struct slot *slot, CURLcode code)
{
	const long status = status_of(slot);

	slot->end.outcome.status = status;
	if (code == CURLE_OK && (status == 200 || status == 206))
		complete(slot, status);
	else if (slot->body.err.code == RSEC_ERR_NONE &&
		 (code == CURLE_OK || slot->drained > DRAIN_MAX))
		refused(slot, status);
	else if (slot->body.err.code == RSEC_ERR_NONE)
		explain(slot, code, status);
	if (slot->body.err.code != RSEC_ERR_NONE) {
		slot->end.outcome.err = slot->body.err;
		slot->end.again = slot->body.err.code == RSEC_ERR_NET;
	}
	release_slot(slot);
	slot->state = SLOT_ENDED;
}

/* More may be received for the time that has gone by. */
static void
refill(struct rsec_multi *multi)
{
	const uint64_t rate = multi->options.bytes_per_second;
	const int64_t now = rsec_multi_clock();
	const int64_t most = rate < BURST ? 1 : (int64_t)(rate / BURST);
	int64_t more;
	unsigned i;

	if (rate == 0)
		return;
	if (now - multi->filled > 1000)
		multi->filled = now - 1000;
	more = (now - multi->filled) * (int64_t)rate / 1000;
	multi->filled += more * 1000 / (int64_t)rate; /* the rest is kept */
	multi->allowance += more;
	if (multi->allowance > most)
		multi->allowance = most;
	for (i = 0; i < multi->options.at_once; i++)
		if (multi->slots[i].paused && multi->allowance > 0) {
			multi->slots[i].paused = false;
			multi->lib.curl_easy_pause(
			    multi->slots[i].curl, CURLPAUSE_CONT);
		}
}

/* How long to wait at most: not at all where there is something to take. */
static int
patience(const struct rsec_multi *multi, int milliseconds)
{
	const int64_t rate = (int64_t)multi->options.bytes_per_second;
	int64_t owed;
	unsigned i;

	for (i = 0; i < multi->options.at_once; i++) {
		if (multi->slots[i].state == SLOT_ENDED)
			return 0;
		if (multi->slots[i].paused) {
			owed = (1 - multi->allowance) * 1000 / rate + 1;
			if (owed < milliseconds)
				milliseconds = owed > 0 ? (int)owed : 0;
		}
	}
	return milliseconds;
}

static bool
take_messages(struct rsec_multi *multi)
{
	bool any = false;
	CURLMsg *message;
	char *slot;
	int left;

	while ((message = multi->lib.curl_multi_info_read(
		    multi->curlm, &left)) != NULL) {
		if (message->msg != CURLMSG_DONE)
			continue;
		multi->lib.curl_easy_getinfo(
		    message->easy_handle, CURLINFO_PRIVATE, &slot);
		finish((struct slot *)(void *)slot, message->data.result);
		any = true;
	}
	return any;
}

int
rsec_multi_run(struct rsec_multi *multi, int milliseconds, struct rsec_err *err)
{
	CURLMcode code;
	int running;

	refill(multi);
	code = multi->lib.curl_multi_perform(multi->curlm, &running);
	if (code == CURLM_OK && take_messages(multi))
		return 0;
	if (code == CURLM_OK)
		code = multi->lib.curl_multi_poll(
		    multi->curlm, NULL, 0, patience(multi, milliseconds), NULL);
	if (code == CURLM_OUT_OF_MEMORY)
		return rsec_err_nomem(err);
	if (code != CURLM_OK)
		return rsec_err_set(err, RSEC_ERR_NET, "cannot fetch: %s",
		    multi->lib.curl_multi_strerror(code));
	return 0;
}

bool
rsec_multi_next(struct rsec_multi *multi, struct rsec_multi_end *end)
{
	unsigned i;

	for (i = 0; i < multi->options.at_once; i++) {
		if (multi->slots[i].state != SLOT_ENDED)
			continue;
		multi->slots[i].state = SLOT_IDLE;
		*end = multi->slots[i].end;
		return true;
	}
	return false;
}

uint64_t
rsec_multi_bytes(const struct rsec_multi *multi)
{
	return multi->received;
}
