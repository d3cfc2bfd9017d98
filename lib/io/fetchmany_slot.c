/* SPDX-License-Identifier: ISC */
/*
 * One transfer by an easy handle of libcurl, which is used again for the next
 * so that connections are.
 *
 * Bodies of responses other than 200 and 206, redirects among them, are read
 * and dropped, up to RSEC_FETCH_DRAIN, to keep the connection.  A transfer that
 * finds the allowance of bytes used up is paused, and stops reading its socket.
 *
 * FTP (RFC 959) has neither headers nor a status like HTTP's: what is said
 * here of 200 holds for a file, and its MDTM (RFC 3659 section 3) is taken for
 * a Last-Modified.  What REST (section 5) leads to is a 206, and the rest of
 * what is there only where MDTM and SIZE (section 4) are what they were.
 */
#define CURL_DISABLE_TYPECHECK /* its macros stand in the way of pointers */
#include <curl/curl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utc.h"
#include "io/fetch.h"
#include "io/fetchmany_private.h"
#include "io/lazy.h"

#define EASY_SYMBOLS(X)       \
	X(curl_easy_init)     \
	X(curl_easy_cleanup)  \
	X(curl_easy_setopt)   \
	X(curl_easy_getinfo)  \
	X(curl_easy_pause)    \
	X(curl_easy_strerror) \
	X(curl_getdate)       \
	X(curl_slist_append)  \
	X(curl_slist_free_all)

struct rsec_easy {
	EASY_SYMBOLS(RSEC_LAZY_MEMBER)
};

static const struct rsec_lazy library = { "libcurl.so.4", "URLs",
	{ EASY_SYMBOLS(RSEC_LAZY_NAME) NULL } };

struct rsec_easy *
rsec_easy_new(struct rsec_err *err)
{
	struct rsec_easy *easy = calloc(1, sizeof(*easy));

	if (easy == NULL) {
		rsec_err_nomem(err);
		return NULL;
	}
	if (rsec_lazy_load(&library, easy, err) == 0)
		return easy;
	free(easy);
	return NULL;
}

static long
status_of(const struct rsec_slot *slot)
{
	long status = 0;

	if (slot->ftp)
		return slot->from > 0 ? 206 : 200;
	slot->easy->curl_easy_getinfo(
	    slot->curl, CURLINFO_RESPONSE_CODE, &status);
	return status;
}

/* Content-Length of the response; 0: it has none. */
static uint64_t
length_of(const struct rsec_slot *slot)
{
	curl_off_t length = -1;

	slot->easy->curl_easy_getinfo(
	    slot->curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
	return length > 0 ? (uint64_t)length : 0;
}

/* T as HTTP would say it. */
static void
format_date(char to[RSEC_VALIDATOR_MAX], int64_t t)
{
	static const char days[][4] = { "Thu", "Fri", "Sat", "Sun", "Mon",
		"Tue", "Wed" };
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	const struct rsec_civil date = rsec_utc_civil(t / RSEC_DAY);
	const int second = (int)(t % RSEC_DAY);

	snprintf(to, RSEC_VALIDATOR_MAX,
	    "%s, %02u %s %04" PRId64 " %02d:%02d:%02d GMT",
	    days[t / RSEC_DAY % 7], date.day, months[date.month - 1], date.year,
	    second / 3600, second / 60 % 60, second % 60);
}

/* Take what FTP says of a file as HTTP would. */
static void
take_ftp_answer(struct rsec_slot *slot)
{
	struct rsec_body *body = &slot->body;
	const uint64_t length = length_of(slot); /* of the rest */
	curl_off_t t = -1;

	if (!slot->ftp)
		return;
	slot->easy->curl_easy_getinfo(slot->curl, CURLINFO_FILETIME_T, &t);
	if (t >= 0)
		format_date(body->validators.modified, t);
	/* What has no time or length may be another file. */
	body->range.given = t >= 0 && length > 0;
	body->range.first = slot->from;
	body->range.total = slot->from + length;
}

static size_t
take_header(char *line, size_t one, size_t n, void *ctx)
{
	struct rsec_slot *slot = ctx;

	(void)one;
	if (!slot->ftp)
		rsec_body_header(&slot->body, line, n);
	return n;
}

/* libcurl's callback: to take fewer bytes than were given is to fail. */
static size_t
take_body(char *data, size_t one, size_t n, void *ctx)
{
	struct rsec_slot *slot = ctx;
	const long status = status_of(slot);

	(void)one;
	if (rsec_rate_is_used_up(slot->rate)) {
		slot->paused = true;
		return CURL_WRITEFUNC_PAUSE;
	}
	slot->rate->left -= (int64_t)n;
	if (status != 200 && status != 206)
		return n;
	*slot->received += n;
	take_ftp_answer(slot);
	if (rsec_body_take(&slot->body, status, length_of(slot), data, n) != 0)
		return 0;
	return n;
}

/* Of a redirect libcurl drops the body by itself, and to its end. */
static int
take_progress(void *ctx, curl_off_t total, curl_off_t done, curl_off_t up_total,
    curl_off_t up_done)
{
	struct rsec_slot *slot = ctx;
	const long status = status_of(slot);

	(void)total;
	(void)up_total;
	(void)up_done;
	if (status != 200 && status != 206)
		slot->drained = (uint64_t)done;
	return slot->drained > RSEC_FETCH_DRAIN;
}

/* What a URL may be. */
static CURLcode
restrict_protocols(const struct rsec_slot *slot)
{
	const bool ftp = slot->options->ftp;

#if LIBCURL_VERSION_NUM >= 0x075500
	return slot->easy->curl_easy_setopt(slot->curl, CURLOPT_PROTOCOLS_STR,
	    ftp ? "http,https,ftp" : "http,https");
#else
	return slot->easy->curl_easy_setopt(slot->curl, CURLOPT_PROTOCOLS,
	    (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS |
		   (ftp ? CURLPROTO_FTP : 0)));
#endif
}

/* What URL may redirect to. */
static CURLcode
restrict_redirects(const struct rsec_slot *slot, const char *url)
{
	const bool https = rsec_fetch_is_https(url);

#if LIBCURL_VERSION_NUM >= 0x075500
	return slot->easy->curl_easy_setopt(slot->curl,
	    CURLOPT_REDIR_PROTOCOLS_STR, https ? "https" : "http,https");
#else
	return slot->easy->curl_easy_setopt(slot->curl, CURLOPT_REDIR_PROTOCOLS,
	    (long)(CURLPROTO_HTTPS | (https ? 0 : CURLPROTO_HTTP)));
#endif
}

/* What is the same for each transfer of a slot. */
static CURLcode
prepare_slot(struct rsec_slot *slot)
{
	const struct rsec_fetch_many_options *options = slot->options;
	const struct rsec_easy *lib = slot->easy;
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
		{ CURLOPT_FILETIME, options->ftp },
		{ CURLOPT_NOPROGRESS, 0 },
	};
	const struct {
		CURLoption option;
		void *value;
	} pointers[] = {
		{ CURLOPT_USERAGENT, (void *)(uintptr_t)options->agent },
		{ CURLOPT_ERRORBUFFER, slot->message },
		{ CURLOPT_WRITEDATA, slot },
		{ CURLOPT_HEADERDATA, slot },
		{ CURLOPT_XFERINFODATA, slot },
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
	if (code == CURLE_OK)
		code = lib->curl_easy_setopt(
		    slot->curl, CURLOPT_XFERINFOFUNCTION, take_progress);
	return code;
}

int
rsec_slot_init(struct rsec_slot *slot, struct rsec_err *err)
{
	CURLcode code;

	slot->body.part.fd = -1;
	if ((slot->curl = slot->easy->curl_easy_init()) == NULL)
		return rsec_err_nomem(err);
	code = prepare_slot(slot);
	if (code == CURLE_OUT_OF_MEMORY)
		return rsec_err_nomem(err);
	if (code != CURLE_OK)
		return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
		    "%s is too old: %s", library.soname,
		    slot->easy->curl_easy_strerror(code));
	return 0;
}

/* SLOT is done with its transfer: the handle stays for the next. */
static void
release(struct rsec_slot *slot)
{
	rsec_part_close(&slot->body.part);
	slot->easy->curl_slist_free_all(slot->headers);
	slot->headers = NULL;
}

void
rsec_slot_fini(struct rsec_slot *slot)
{
	if (slot->curl == NULL)
		return;
	release(slot);
	slot->easy->curl_easy_cleanup(slot->curl);
}

/* Append "NAME: VALUE" to the headers; -1 without memory. */
static int
add_header(struct rsec_slot *slot, const char *name, const char *value)
{
	char line[RSEC_VALIDATOR_MAX + 32];
	struct curl_slist *headers;

	if (value[0] == '\0')
		return 0;
	snprintf(line, sizeof(line), "%s: %s", name, value);
	headers = slot->easy->curl_slist_append(slot->headers, line);
	if (headers == NULL)
		return -1;
	slot->headers = headers;
	return 0;
}

/* Ask only for what is not there. */
static int
add_conditions(struct rsec_slot *slot)
{
	const struct rsec_part *part = &slot->body.part;
	const char *condition = rsec_part_condition(part);
	struct rsec_validators copy;
	char range[32];
	int rc = 0;

	slot->conditional =
	    slot->options->conditional && rsec_part_copy(part, &copy);
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
	return rc;
}

/* The conditions of HTTP are headers; FTP has its own. */
static CURLcode
set_ftp_conditions(struct rsec_slot *slot)
{
	const struct rsec_part *part = &slot->body.part;
	struct rsec_validators copy;
	curl_off_t t = -1;
	CURLcode code;

	slot->conditional = false;
	slot->from = 0;
	if (slot->ftp) {
		if (part->total > 0 && rsec_part_condition(part) != NULL)
			slot->from = part->size;
		if (slot->options->conditional && rsec_part_copy(part, &copy))
			t = slot->easy->curl_getdate(copy.modified, NULL);
		slot->conditional = t >= 0;
	}
	code = slot->easy->curl_easy_setopt(slot->curl, CURLOPT_TIMECONDITION,
	    (long)(slot->conditional ? CURL_TIMECOND_IFMODSINCE
				     : CURL_TIMECOND_NONE));
	if (code == CURLE_OK)
		code = slot->easy->curl_easy_setopt(slot->curl,
		    CURLOPT_TIMEVALUE_LARGE, slot->conditional ? t : 0);
	if (code == CURLE_OK)
		code = slot->easy->curl_easy_setopt(slot->curl,
		    CURLOPT_RESUME_FROM_LARGE, (curl_off_t)slot->from);
	/* A proxy answers by HTTP, also where it is to speak FTP. */
	if (code == CURLE_OK)
		code = slot->easy->curl_easy_setopt(
		    slot->curl, CURLOPT_FAILONERROR, (long)slot->ftp);
	return code;
}

static int
set_request(struct rsec_slot *slot, const struct rsec_fetch_item *item,
    struct rsec_err *err)
{
	const struct rsec_easy *easy = slot->easy;
	CURLcode code = set_ftp_conditions(slot);

	if (!slot->ftp &&
	    (add_conditions(slot) != 0 ||
		(item->accept != NULL &&
		    add_header(slot, "Accept", item->accept) != 0)))
		return rsec_err_nomem(err);
	if (code == CURLE_OK)
		code = easy->curl_easy_setopt(
		    slot->curl, CURLOPT_HTTPHEADER, slot->headers);
	if (code == CURLE_OK)
		code =
		    easy->curl_easy_setopt(slot->curl, CURLOPT_URL, item->url);
	if (code == CURLE_OK)
		code = restrict_redirects(slot, item->url);
	if (code == CURLE_OK)
		code = easy->curl_easy_setopt(slot->curl,
		    CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)slot->body.max_size);
	return code == CURLE_OK ? 0 : rsec_err_nomem(err);
}

int
rsec_slot_prepare(struct rsec_slot *slot, int dir,
    const struct rsec_fetch_item *item, size_t i, struct rsec_err *err)
{
	struct rsec_fetch_outcome *outcome = &slot->end.outcome;

	slot->end = (struct rsec_multi_end){ .again = false };
	*outcome = (struct rsec_fetch_outcome){ .item = i,
		.state = RSEC_FETCH_FAILED };
	slot->drained = 0;
	slot->paused = false;
	slot->message[0] = '\0';
	slot->ftp = strncasecmp(item->url, "ftp://", 6) == 0;
	slot->body = (struct rsec_body){ .max_size = item->max_size > 0
							 ? item->max_size
							 : RSEC_FETCH_LIMIT };
	if (rsec_part_open(&slot->body.part, dir, item, &outcome->err) != 0) {
		if (outcome->err.code == RSEC_ERR_NOMEM)
			return rsec_err_nomem(err);
		slot->state = RSEC_SLOT_ENDED;
		return 0;
	}
	if (set_request(slot, item, err) != 0)
		return -1;
	slot->state = RSEC_SLOT_RUNNING;
	return 0;
}

/* Whether another try may end otherwise than with CODE. */
static bool
may_pass(CURLcode code)
{
	switch (code) {
	case CURLE_URL_MALFORMAT:
	case CURLE_TOO_MANY_REDIRECTS:
	case CURLE_FILESIZE_EXCEEDED:
	case CURLE_OUT_OF_MEMORY:
	case CURLE_LOGIN_DENIED:
	case CURLE_REMOTE_ACCESS_DENIED:
		return false;
	default:
		return true;
	}
}

/* The transfer ended with CODE, and without a whole body. */
static void
explain(struct rsec_slot *slot, CURLcode code, long status)
{
	const struct rsec_fetch_failure failure = { (int)code,
		rsec_fetch_is_https(slot->body.part.url), status,
		slot->body.too_big, 0, slot->body.max_size,
		slot->body.part.size,
		slot->message[0] != '\0'
		    ? slot->message
		    : slot->easy->curl_easy_strerror(code) };

	rsec_fetch_explain(&failure, &slot->end.outcome.err);
	slot->end.again = !slot->body.too_big && may_pass(code) &&
			  !rsec_fetch_is_refused(&failure);
}

/* A response without what we want. */
static void
refused(struct rsec_slot *slot, long status)
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
	if (end->outcome.state == RSEC_FETCH_CURRENT)
		rsec_part_current(&slot->body.part);
	slot->easy->curl_easy_getinfo(slot->curl, CURLINFO_RETRY_AFTER, &after);
	if (end->again && after > 0)
		end->retry_after = (uint64_t)after;
}

static void
end(struct rsec_slot *slot)
{
	if (slot->body.err.code != RSEC_ERR_NONE) {
		slot->end.outcome.err = slot->body.err;
		slot->end.again = slot->body.err.code == RSEC_ERR_NET;
	}
	release(slot);
	slot->state = RSEC_SLOT_ENDED;
}

void
rsec_slot_check(struct rsec_slot *slot)
{
	const struct rsec_fetch_many_options *options = slot->options;
	struct rsec_fetch_outcome *outcome = &slot->end.outcome;
	struct rsec_part *part = &slot->body.part;
	int rc = 0;

	if (options->check != NULL)
		rc = options->check(
		    options->ctx, outcome->item, part->fd, &slot->body.err);
	if (rc > 0)
		return;
	if (rc < 0) {
		rsec_part_discard(part);
	} else if (rsec_part_commit(
		       part, options->conditional, &slot->body.err) == 0) {
		outcome->size = part->size;
		outcome->resumed = part->resumed;
		outcome->state = RSEC_FETCH_DONE;
	}
	end(slot);
}

/* What HTTP would have said of a transfer by FTP that ended with CODE. */
static long
ftp_status(const struct rsec_slot *slot, CURLcode code)
{
	long unmet = 0;

	slot->easy->curl_easy_getinfo(
	    slot->curl, CURLINFO_CONDITION_UNMET, &unmet);
	if (code == CURLE_OK)
		return unmet != 0 && slot->conditional ? 304 : status_of(slot);
	return code == CURLE_REMOTE_FILE_NOT_FOUND ? 404 : 0;
}

void
rsec_slot_finish(struct rsec_slot *slot, int result)
{
	const CURLcode code = (CURLcode)result;
	const long status =
	    slot->ftp ? ftp_status(slot, code) : status_of(slot);

	slot->end.outcome.status = status;
	if (code == CURLE_OK && (status == 200 || status == 206)) {
		take_ftp_answer(slot);
		if (rsec_body_complete(&slot->body, status, length_of(slot)) ==
		    0) {
			slot->state = RSEC_SLOT_CHECKING;
			rsec_slot_check(slot);
			return;
		}
	} else if (slot->body.err.code == RSEC_ERR_NONE) {
		if (code == CURLE_FTP_COULDNT_USE_REST ||
		    code == CURLE_BAD_DOWNLOAD_RESUME)
			rsec_part_discard(&slot->body.part);
		if (code == CURLE_OK || slot->drained > RSEC_FETCH_DRAIN ||
		    (slot->ftp && status == 404))
			refused(slot, status);
		else
			explain(slot, code, status);
	}
	end(slot);
}

void
rsec_slot_go_on(struct rsec_slot *slot)
{
	slot->paused = false;
	slot->easy->curl_easy_pause(slot->curl, CURLPAUSE_CONT);
}
