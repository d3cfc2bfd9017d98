/* SPDX-License-Identifier: ISC */
/*
 * Fetching over HTTP and HTTPS (RFC 9110) through libcurl.
 *
 * What counts is a response 200 whose body is as long as its Content-Length
 * or its chunks say, or a 304 to a conditional request.  The body stays as it
 * is published: no content coding is asked for, since a .gz file is to be
 * stored as one.  Proxies are libcurl's defaults; .netrc and cookies are not
 * used.
 */
#include "io/fetch.h"

#define CURL_DISABLE_TYPECHECK /* its macros stand in the way of pointers */
#include <curl/curl.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "io/fetch_private.h"
#include "io/lazy.h"

#define CURL_SYMBOLS(X)       \
	X(curl_easy_init)     \
	X(curl_easy_cleanup)  \
	X(curl_easy_setopt)   \
	X(curl_easy_perform)  \
	X(curl_easy_getinfo)  \
	X(curl_easy_strerror) \
	X(curl_slist_append)  \
	X(curl_slist_free_all)

struct libcurl {
	CURL_SYMBOLS(RSEC_LAZY_MEMBER)
};

static const struct rsec_lazy library = { "libcurl.so.4", "URLs",
	{ CURL_SYMBOLS(RSEC_LAZY_NAME) NULL } };

struct transfer {
	struct libcurl lib;
	const char *url;
	struct rsec_fetch_options options; /* every 0 replaced */
	CURL *curl;
	struct curl_slist *headers;
	int fd;	    /* what the body is written to, or -1 */
	char *temp; /* its name, or NULL */
	uint64_t size;
	bool too_big;
	int write_errno;
	int copy; /* the cached copy, or -1 */
	uint64_t copy_size;
	struct rsec_validators old, new;
	char message[CURL_ERROR_SIZE];
};

bool
rsec_fetch_is_url(const char *name)
{
	return strncasecmp(name, "http://", 7) == 0 ||
	       rsec_fetch_is_https(name);
}

bool
rsec_fetch_is_https(const char *url)
{
	return strncasecmp(url, "https://", 8) == 0;
}

/* libcurl's callbacks: to take fewer bytes than were given is to fail. */
static size_t
take_body(char *data, size_t one, size_t n, void *ctx)
{
	struct transfer *transfer = ctx;
	size_t left = n;
	ssize_t done;

	(void)one; /* always 1 */
	if (n > transfer->options.max_size - transfer->size) {
		transfer->too_big = true;
		return 0;
	}
	while (left > 0) {
		done = write(transfer->fd, data + (n - left), left);
		if (done < 0 && errno != EINTR) {
			transfer->write_errno = errno;
			return 0;
		}
		left -= done > 0 ? (size_t)done : 0;
	}
	transfer->size += n;
	return n;
}

static size_t
take_header(char *line, size_t one, size_t n, void *ctx)
{
	struct transfer *transfer = ctx;

	(void)one;
	rsec_validators_take(&transfer->new, line, n);
	return n;
}

static int
take_progress(void *ctx, curl_off_t total, curl_off_t done, curl_off_t up_total,
    curl_off_t up_done)
{
	struct transfer *transfer = ctx;
	long status = 0;

	(void)up_total;
	(void)up_done;
	transfer->lib.curl_easy_getinfo(
	    transfer->curl, CURLINFO_RESPONSE_CODE, &status);
	if (status != 200) /* libcurl drops the body of a redirect by itself */
		return (uint64_t)done > RSEC_FETCH_DRAIN;
	if (transfer->options.progress != NULL)
		transfer->options.progress(transfer->options.progress_ctx,
		    (uint64_t)done, (uint64_t)total);
	return 0;
}

static void
set_defaults(struct transfer *transfer, const struct rsec_fetch_options *given)
{
	struct rsec_fetch_options *options = &transfer->options;

	if (given != NULL)
		*options = *given;
	if (options->max_size == 0)
		options->max_size = RSEC_FETCH_LIMIT;
	if (options->connect_timeout == 0)
		options->connect_timeout = RSEC_FETCH_CONNECT;
	if (options->stall_timeout == 0)
		options->stall_timeout = RSEC_FETCH_STALL;
}

/* http and https only, and from https to https only. */
static CURLcode
restrict_protocols(const struct transfer *transfer)
{
	const bool https = rsec_fetch_is_https(transfer->url);
	CURLcode code;

#if LIBCURL_VERSION_NUM >= 0x075500
	code = transfer->lib.curl_easy_setopt(
	    transfer->curl, CURLOPT_PROTOCOLS_STR, "http,https");
	if (code != CURLE_OK)
		return code;
	return transfer->lib.curl_easy_setopt(transfer->curl,
	    CURLOPT_REDIR_PROTOCOLS_STR, https ? "https" : "http,https");
#else
	code = transfer->lib.curl_easy_setopt(transfer->curl, CURLOPT_PROTOCOLS,
	    (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
	if (code != CURLE_OK)
		return code;
	return transfer->lib.curl_easy_setopt(transfer->curl,
	    CURLOPT_REDIR_PROTOCOLS,
	    (long)(CURLPROTO_HTTPS | (https ? 0 : CURLPROTO_HTTP)));
#endif
}

static CURLcode
set_limits(const struct transfer *transfer)
{
	const struct rsec_fetch_options *options = &transfer->options;
	const struct {
		CURLoption option;
		long value;
	} limits[] = {
		{ CURLOPT_NOSIGNAL, 1 },
		{ CURLOPT_FAILONERROR, 1 },
		{ CURLOPT_FOLLOWLOCATION, 1 },
		{ CURLOPT_MAXREDIRS, RSEC_FETCH_REDIRECTS },
		{ CURLOPT_CONNECTTIMEOUT, (long)options->connect_timeout },
		{ CURLOPT_LOW_SPEED_TIME, (long)options->stall_timeout },
		{ CURLOPT_LOW_SPEED_LIMIT, RSEC_FETCH_SLOW },
		{ CURLOPT_TIMEOUT, (long)options->timeout },
		{ CURLOPT_NOPROGRESS, 0 },
	};
	CURLcode code = restrict_protocols(transfer);
	size_t i;

	for (i = 0; code == CURLE_OK && i < sizeof(limits) / sizeof(*limits);
	     i++)
		code = transfer->lib.curl_easy_setopt(
		    transfer->curl, limits[i].option, limits[i].value);
	if (code == CURLE_OK)
		code = transfer->lib.curl_easy_setopt(transfer->curl,
		    CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)options->max_size);
	return code;
}

static CURLcode
set_callbacks(struct transfer *transfer)
{
	const struct {
		CURLoption option;
		void *value;
	} pointers[] = {
		{ CURLOPT_URL, (void *)(uintptr_t)transfer->url },
		{ CURLOPT_USERAGENT, (void *)(uintptr_t) "rsec/" RSEC_VERSION },
		{ CURLOPT_HTTPHEADER, transfer->headers },
		{ CURLOPT_ERRORBUFFER, transfer->message },
		{ CURLOPT_WRITEDATA, transfer },
		{ CURLOPT_HEADERDATA, transfer },
		{ CURLOPT_XFERINFODATA, transfer },
	};
	CURLcode code = CURLE_OK;
	size_t i;

	for (i = 0;
	     code == CURLE_OK && i < sizeof(pointers) / sizeof(*pointers); i++)
		code = transfer->lib.curl_easy_setopt(
		    transfer->curl, pointers[i].option, pointers[i].value);
	if (code == CURLE_OK)
		code = transfer->lib.curl_easy_setopt(
		    transfer->curl, CURLOPT_WRITEFUNCTION, take_body);
	if (code == CURLE_OK)
		code = transfer->lib.curl_easy_setopt(
		    transfer->curl, CURLOPT_HEADERFUNCTION, take_header);
	if (code == CURLE_OK)
		code = transfer->lib.curl_easy_setopt(
		    transfer->curl, CURLOPT_XFERINFOFUNCTION, take_progress);
	return code;
}

/* Append "NAME: VALUE" to the headers; -1 without memory. */
static int
add_header(struct transfer *transfer, const char *name, const char *value)
{
	char line[RSEC_VALIDATOR_MAX + 32];
	struct curl_slist *headers;

	if (value[0] == '\0')
		return 0;
	snprintf(line, sizeof(line), "%s: %s", name, value);
	headers = transfer->lib.curl_slist_append(transfer->headers, line);
	if (headers == NULL)
		return -1;
	transfer->headers = headers;
	return 0;
}

static int
prepare(struct transfer *transfer, struct rsec_err *err)
{
	const char *cache = transfer->options.cache;
	CURLcode code;

	if (cache != NULL)
		transfer->copy = rsec_cache_open(
		    cache, transfer->url, &transfer->copy_size, &transfer->old);
	if (add_header(transfer, "If-None-Match", transfer->old.etag) != 0 ||
	    add_header(transfer, "If-Modified-Since", transfer->old.modified) !=
		0)
		return rsec_err_nomem(err);
	code = set_callbacks(transfer);
	if (code == CURLE_OK)
		code = set_limits(transfer);
	if (code != CURLE_OK)
		return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
		    "%s is too old: %s", library.soname,
		    transfer->lib.curl_easy_strerror(code));
	transfer->fd = rsec_cache_create(cache, &transfer->temp, err);
	return transfer->fd < 0 ? -1 : 0;
}

bool
rsec_fetch_is_refused(const struct rsec_fetch_failure *failure)
{
	return failure->code == CURLE_UNSUPPORTED_PROTOCOL &&
	       strstr(failure->message, "HTTP/0.9") == NULL;
}

int
rsec_fetch_explain(
    const struct rsec_fetch_failure *failure, struct rsec_err *err)
{
	if (failure->code == CURLE_OUT_OF_MEMORY)
		return rsec_err_set(err, RSEC_ERR_NOMEM,
		    "out of memory, or a header that is too long");
	if (failure->too_big || failure->code == CURLE_FILESIZE_EXCEEDED)
		return rsec_err_set(err, RSEC_ERR_LIMIT,
		    "more than %" PRIu64 " bytes, the limit of a fetch",
		    failure->limit);
	if (failure->write_errno != 0)
		return rsec_err_set(err, RSEC_ERR_IO,
		    "cannot store what was fetched: %s",
		    strerror(failure->write_errno));
	if (failure->code == CURLE_HTTP_RETURNED_ERROR ||
	    failure->code == CURLE_ABORTED_BY_CALLBACK)
		return rsec_err_set(err, RSEC_ERR_NET,
		    "the server says HTTP %ld", failure->status);
	if (rsec_fetch_is_refused(failure))
		return rsec_err_set(err, RSEC_ERR_NET,
		    failure->https
			? "redirected from https to what is not"
			: "redirected to what is neither http nor https");
	if (failure->code == CURLE_TOO_MANY_REDIRECTS)
		return rsec_err_set(err, RSEC_ERR_NET, "more than %d redirects",
		    RSEC_FETCH_REDIRECTS);
	if (failure->code == CURLE_PARTIAL_FILE)
		return rsec_err_set(err, RSEC_ERR_NET,
		    "the connection closed after %" PRIu64
		    " bytes, before the end",
		    failure->got);
	return rsec_err_set(
	    err, RSEC_ERR_NET, "cannot fetch: %s", failure->message);
}

/* Why libcurl stopped with CODE, after the HTTP status STATUS. */
static int
failed(const struct transfer *transfer, CURLcode code, long status,
    struct rsec_err *err)
{
	const struct rsec_fetch_failure failure = { (int)code,
		rsec_fetch_is_https(transfer->url), status, transfer->too_big,
		transfer->write_errno, transfer->options.max_size,
		transfer->size,
		transfer->message[0] != '\0'
		    ? transfer->message
		    : transfer->lib.curl_easy_strerror(code) };

	return rsec_fetch_explain(&failure, err);
}

/* Take over the descriptor *FD, at the start of its file. */
static int
hand_out(int *fd, struct rsec_err *err)
{
	int given = *fd;

	if (lseek(given, 0, SEEK_SET) != 0)
		return rsec_err_set(err, RSEC_ERR_IO, "%s", strerror(errno));
	*fd = -1;
	return given;
}

/* Perform the request.  A descriptor, or -1 with ERR. */
static int
perform(struct transfer *transfer, struct rsec_fetch_result *result,
    struct rsec_err *err)
{
	CURLcode code = transfer->lib.curl_easy_perform(transfer->curl);
	bool conditional = transfer->headers != NULL;
	long status = 0;

	transfer->lib.curl_easy_getinfo(
	    transfer->curl, CURLINFO_RESPONSE_CODE, &status);
	result->status = status;
	if (code != CURLE_OK)
		return failed(transfer, code, status, err);
	if (status == 304 && conditional) {
		result->not_modified = true;
		result->size = transfer->copy_size;
		return hand_out(&transfer->copy, err);
	}
	if (status != 200)
		return failed(transfer, CURLE_HTTP_RETURNED_ERROR, status, err);
	result->size = transfer->size;
	if (transfer->options.cache != NULL &&
	    rsec_cache_replace(transfer->options.cache, &transfer->temp,
		transfer->fd, transfer->url, transfer->size, &transfer->new,
		err) != 0)
		return -1;
	return hand_out(&transfer->fd, err);
}

static void
clean_up(struct transfer *transfer)
{
	if (transfer->temp != NULL)
		unlink(transfer->temp);
	free(transfer->temp);
	if (transfer->fd >= 0)
		close(transfer->fd);
	if (transfer->copy >= 0)
		close(transfer->copy);
	if (transfer->curl != NULL)
		transfer->lib.curl_easy_cleanup(transfer->curl);
	if (transfer->headers != NULL)
		transfer->lib.curl_slist_free_all(transfer->headers);
	free(transfer);
}

int
rsec_fetch(const char *url, const struct rsec_fetch_options *options,
    struct rsec_fetch_result *result, struct rsec_err *err)
{
	struct rsec_fetch_result ignored;
	struct transfer *transfer;
	int fd = -1;

	if (result == NULL)
		result = &ignored;
	*result = (struct rsec_fetch_result){ .not_modified = false };
	if ((transfer = calloc(1, sizeof(*transfer))) == NULL)
		return rsec_err_nomem(err);
	transfer->fd = transfer->copy = -1;
	transfer->url = url;
	set_defaults(transfer, options);
	if (rsec_lazy_load(&library, &transfer->lib, err) != 0)
		goto out;
	/* This initialises all of libcurl, which guards it by a lock. */
	if ((transfer->curl = transfer->lib.curl_easy_init()) == NULL) {
		rsec_err_nomem(err);
		goto out;
	}
	if (prepare(transfer, err) == 0)
		fd = perform(transfer, result, err);
out:
	clean_up(transfer);
	return fd;
}
