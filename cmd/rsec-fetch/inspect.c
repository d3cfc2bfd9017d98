/* SPDX-License-Identifier: ISC */
/*
 * Whether a file is what it should be, as far as can be told without knowing
 * its format: its digest; compressed as its name says, and whole to its last
 * byte; not empty, no page of HTML, which many servers send with status 200
 * where they mean an error; and complete JSON if its name says so.
 *
 * Of a page it is found out, too, whether another comes behind it.
 */
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cmd/rsec-fetch/rsec-fetch.h"
#include "io/hasher.h"
#include "io/input.h"
#include "text/json.h"

#define RUN   65536 /* bytes of one read */
#define RATIO 16    /* of bytes after decompression to max-size */

struct kind {
	const char *suffix, *name;
	enum rsec_compression compression;
};

static const struct kind kinds[] = {
	{ ".gz", "gzip", RSEC_COMPRESSION_GZIP },
	{ ".bz2", "bzip2", RSEC_COMPRESSION_BZIP2 },
	{ ".xz", "xz", RSEC_COMPRESSION_XZ },
	{ ".zst", "zstd", RSEC_COMPRESSION_ZSTD },
	{ "", NULL, RSEC_COMPRESSION_NONE },
};

/* Whether PATH[0..n) ends with SUFFIX, in any case. */
static bool
ends_with(const char *path, size_t n, const char *suffix)
{
	const size_t len = strlen(suffix);

	return n >= len && strncasecmp(path + n - len, suffix, len) == 0;
}

static const struct kind *
kind_of(const char *path)
{
	const struct kind *kind = kinds;

	while (!ends_with(path, strlen(path), kind->suffix))
		kind++;
	return kind;
}

/* Read all of FD, adding it to HASHER unless that is NULL. */
static int
read_all(
    int fd, struct rsec_hasher *hasher, uint64_t *size, struct rsec_err *err)
{
	static uint8_t run[RUN];
	ssize_t n;

	*size = 0;
	while ((n = pread(fd, run, sizeof(run), (off_t)*size)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return rsec_err_set(err, RSEC_ERR_IO,
			    "cannot read it back: %s", strerror(errno));
		if (hasher != NULL)
			rsec_hasher_add(hasher, run, (size_t)n);
		*size += (uint64_t)n;
	}
	return 0;
}

static int
check_size(const struct rsec_feed *feed, uint64_t size, struct rsec_err *err)
{
	if (size == 0)
		return rsec_err_set(err, RSEC_ERR_TRUNCATED, "it has no bytes");
	if (size < feed->min_size)
		return rsec_err_set(err, RSEC_ERR_TRUNCATED,
		    "it has %" PRIu64 " bytes, and should have %" PRIu64
		    " at least",
		    size, feed->min_size);
	return 0;
}

static int
check_bytes(const struct expectation *expected, int fd, struct rsec_err *err)
{
	const bool md5 = expected->feed->digest == RSEC_FEED_MD5;
	struct rsec_hasher *hasher = NULL;
	uint8_t digest[RSEC_HASHER_SIZE];
	uint64_t size;
	int rc;

	if (expected->digest != NULL) {
		hasher = md5 ? rsec_hasher_new_md5(err) : rsec_hasher_new(err);
		if (hasher == NULL)
			return -1;
	}
	rc = read_all(fd, hasher, &size, err);
	if (rc == 0)
		rc = check_size(expected->feed, size, err);
	if (rc == 0 && hasher != NULL) {
		if (rsec_hasher_end(hasher, digest) != 0)
			rc = rsec_err_nomem(err);
		else if (memcmp(digest, expected->digest,
			     md5 ? RSEC_HASHER_MD5_SIZE : RSEC_HASHER_SIZE) !=
			 0)
			rc = rsec_err_set(err, RSEC_ERR_CORRUPT,
			    "its %s is not the one that is published",
			    md5 ? "MD5" : "SHA-256");
	}
	rsec_hasher_free(hasher);
	return rc;
}

/* Whether S[0..n) begins a page for people. */
static bool
is_html(const uint8_t *s, size_t n)
{
	static const char *const begins[] = { "<!doctype html", "<html" };
	static const uint8_t mark[] = { 0xef, 0xbb, 0xbf };
	size_t i;

	if (n >= sizeof(mark) && memcmp(s, mark, sizeof(mark)) == 0) {
		s += sizeof(mark);
		n -= sizeof(mark);
	}
	while (n > 0 && strchr(" \t\r\n", *s) != NULL) {
		s++;
		n--;
	}
	for (i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
		if (n >= strlen(begins[i]) &&
		    strncasecmp(
			(const char *)s, begins[i], strlen(begins[i])) == 0)
			return true;
	return false;
}

static int
check_beginning(const struct expectation *expected, struct rsec_input *in,
    struct rsec_err *err)
{
	const struct kind *kind = kind_of(expected->path);
	const size_t n = strlen(expected->path) - strlen(kind->suffix);
	const uint8_t *data;
	size_t len;

	if (rsec_input_peek(in, &data, &len, err) != 0)
		return -1;
	if (is_html(data, len) && !ends_with(expected->path, n, ".html"))
		return rsec_err_set(
		    err, RSEC_ERR_SYNTAX, "it is a page of HTML");
	if (len == 0)
		return rsec_err_set(
		    err, RSEC_ERR_TRUNCATED, "there is nothing in it");
	if (kind->name != NULL &&
	    rsec_input_compression(in) != kind->compression)
		return rsec_err_set(
		    err, RSEC_ERR_SYNTAX, "it is not %s", kind->name);
	return 0;
}

static int
read_to_end(struct rsec_source source, struct rsec_err *err)
{
	const uint8_t *data;
	size_t len;
	int rc;

	while ((rc = source.next(source.ctx, &data, &len, err)) == 1)
		;
	return rc;
}

/* The array of records begins: how many there are. */
static int
count_records(struct rsec_json *json, uint64_t *count, struct rsec_err *err)
{
	struct rsec_json_token token;

	for (*count = 0;; ++*count) {
		if (rsec_json_next(json, &token, err) != 0)
			return -1;
		if (token.type == RSEC_JSON_ARRAY_END)
			return 0;
		if (rsec_json_skip_rest(json, &token, err) != 0)
			return -1;
	}
}

/* LINK[0..n) as a URL, which must be of the server of the page itself. */
static int
resolve(const char *base, const char *link, size_t n, char to[NEXT_MAX],
    struct rsec_err *err)
{
	const char *host = strstr(base, "//");
	const size_t origin =
	    (size_t)(host + 2 - base) + strcspn(host + 2, "/?#");
	const bool whole = n > origin && strncmp(link, base, origin) == 0 &&
			   strchr("/?", link[origin]) != NULL;
	size_t i, len = 0;

	for (i = 0; i < n; i++)
		if (link[i] <= ' ' || link[i] > '~')
			break;
	if (i < n || n + origin >= NEXT_MAX ||
	    (!whole && (link[0] != '/' || link[1] == '/')))
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "the next page is no URL of this server");
	if (!whole) {
		memcpy(to, base, origin);
		len = origin;
	}
	memcpy(to + len, link, n);
	to[len + n] = '\0';
	return 0;
}

struct page {
	const struct expectation *expected;
	struct rsec_json *json;
	struct verdict *verdict;
	unsigned depth;
	bool has_records;
};

/* A member begins, whose name was just read. */
static int
take_member(
    struct page *page, const struct rsec_json_token *name, struct rsec_err *err)
{
	const struct rsec_feed *feed = page->expected->feed;
	const bool records = feed->records != NULL && page->depth == 1 &&
			     rsec_json_is(name, feed->records);
	const bool next = feed->next != NULL && rsec_json_is(name, feed->next);
	struct rsec_json_token token;
	uint64_t count;

	if (!records && !next)
		return 0;
	if (rsec_json_next(page->json, &token, err) != 0)
		return -1;
	if (records && token.type == RSEC_JSON_ARRAY) {
		page->has_records = true;
		if (count_records(page->json, &count, err) != 0)
			return -1;
		page->verdict->last = count < feed->page_size;
		return 0;
	}
	if (next && token.type == RSEC_JSON_STRING) {
		page->verdict->last = false;
		return resolve(page->expected->url, token.text, token.len,
		    page->verdict->next, err);
	}
	if (next && token.type != RSEC_JSON_NULL)
		return rsec_err_set(err, RSEC_ERR_SYNTAX,
		    "\"%s\", the next page, is no string", feed->next);
	return rsec_json_skip_rest(page->json, &token, err);
}

static int
read_page(struct page *page, struct rsec_err *err)
{
	struct rsec_json_token token = { .type = RSEC_JSON_NULL };

	while (token.type != RSEC_JSON_END) {
		if (rsec_json_next(page->json, &token, err) != 0)
			return -1;
		if (token.type == RSEC_JSON_OBJECT ||
		    token.type == RSEC_JSON_ARRAY)
			page->depth++;
		else if (token.type == RSEC_JSON_OBJECT_END ||
			 token.type == RSEC_JSON_ARRAY_END)
			page->depth--;
		else if (token.type == RSEC_JSON_KEY &&
			 take_member(page, &token, err) != 0)
			return -1;
	}
	if (page->expected->feed->records == NULL || page->has_records)
		return 0;
	return rsec_err_set(err, RSEC_ERR_SYNTAX,
	    "it has no array \"%s\" at its top", page->expected->feed->records);
}

static int
read_json(const struct expectation *expected, struct rsec_source source,
    struct verdict *verdict, struct rsec_err *err)
{
	struct page page = { .expected = expected, .verdict = verdict };
	int rc;

	if ((page.json = rsec_json_new(source)) == NULL)
		return rsec_err_nomem(err);
	rc = read_page(&page, err);
	rsec_json_free(page.json);
	return rc;
}

static int
check_content(const struct expectation *expected, int fd,
    struct verdict *verdict, struct rsec_err *err)
{
	const struct kind *kind = kind_of(expected->path);
	const size_t n = strlen(expected->path) - strlen(kind->suffix);
	const uint64_t max = expected->feed->max_size;
	const struct rsec_input_options options = {
		.max_size = RATIO * (max > 0 ? max : RSEC_FETCH_LIMIT)
	};
	struct rsec_source source;
	struct rsec_input *in;
	int rc;

	if (lseek(fd, 0, SEEK_SET) != 0)
		return rsec_err_set(err, RSEC_ERR_IO, "%s", strerror(errno));
	if (rsec_input_open_fd(fd, expected->path, &options, &in, err) != 0)
		return -1;
	rc = check_beginning(expected, in, err);
	source = rsec_input_source(in);
	if (rc == 0 && (ends_with(expected->path, n, ".json") ||
			   expected->feed->records != NULL ||
			   expected->feed->next != NULL))
		rc = read_json(expected, source, verdict, err);
	else if (rc == 0)
		rc = read_to_end(source, err);
	rsec_input_close(in);
	return rc;
}

void
inspect(const struct expectation *expected, int fd, struct verdict *verdict)
{
	*verdict = (struct verdict){ .last = true };
	verdict->good =
	    check_bytes(expected, fd, &verdict->err) == 0 &&
	    check_content(expected, fd, verdict, &verdict->err) == 0;
}
