/* SPDX-License-Identifier: ISC */
/*
 * From bytes to objects, by what they are and never by a name: an archive of
 * tar, a file of RRDP, objects in DER one after the other, in PEM, in bare
 * base64, or a TAL.  What is none of these is handed on as it is, for the
 * parser to say so.
 *
 * Objects that are one of several have the number in their names, "stdin#2";
 * members of an archive, "repo.tar:path/in/it".
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/roa-print/roa-print.h"
#include "io/tar.h"
#include "rpki/rrdp.h"
#include "text/base64.h"

#define HEADER_MAX 10 /* bytes of an identifier and a length that we read */

void
walk_found(struct walk *walk, const struct item *item)
{
	uint64_t max = walk->setup->options->max_objects;

	if (walk->stopped)
		return;
	if (walk->objects++ == max) {
		cli_warn("more than %" PRIu64 " objects, the limit of "
			 "--max-objects; the rest is left out",
		    max);
		walk->trouble = walk->stopped = true;
		return;
	}
	walk->stopped = !walk->found(walk->ctx, item);
}

/* Item N of several, N counting from 1; 0: the only one. */
static void
found_one(struct walk *walk, const struct item *whole, uint64_t n,
    struct rsec_bytes file)
{
	struct item item = *whole;
	char *name = NULL;

	item.file = file;
	if (n > 0) {
		if (asprintf(&name, "%s#%" PRIu64, whole->name, n) < 0)
			cli_die("out of memory");
		item.name = name;
		item.uri = (struct rsec_bytes){ NULL, 0 };
	}
	walk_found(walk, &item);
	free(name);
}

/*
 * The length of the element that begins DATA[0..n), with its header: 0 where
 * it is not told (BER), SIZE_MAX where it has no bounds.
 */
static size_t
element_len(const uint8_t *data, size_t n)
{
	size_t i, octets, len = 0;

	if (n < 2 || data[0] != RSEC_DER_SEQUENCE)
		return 0;
	if (data[1] < 0x80)
		return 2 + (size_t)data[1];
	octets = data[1] & 0x7f;
	if (octets == 0 || octets > n - 2)
		return 0;
	for (i = 0; i < octets; i++) {
		if (len >> 48 != 0)
			return SIZE_MAX;
		len = len << 8 | data[2 + i];
	}
	return 2 + octets + len;
}

/* Bytes that are read ahead of the objects in them. */
struct feed {
	struct rsec_source source;
	const uint8_t *data; /* DATA[at..len) is not yet handed out */
	size_t at, len;
	uint64_t before;     /* bytes of the source before DATA */
	struct rsec_buf buf; /* where data are of a source */
	bool ended;
};

/* Have WANT bytes behind feed->at, fewer only at the end.  -1 with ERR. */
static int
have(struct feed *feed, size_t want, struct rsec_err *err)
{
	const uint8_t *run;
	size_t n;
	int status;

	if (feed->ended || feed->len - feed->at >= want)
		return 0;
	if (feed->at > 0) {
		memmove(feed->buf.data, feed->buf.data + feed->at,
		    feed->len - feed->at);
		feed->buf.len = feed->len -= feed->at;
		feed->before += feed->at;
		feed->at = 0;
	}
	while (feed->buf.len < want) {
		status = feed->source.next(feed->source.ctx, &run, &n, err);
		if (status < 0)
			return -1;
		feed->ended = status == 0;
		if (feed->ended)
			break;
		if (rsec_buf_add(&feed->buf, run, n) != 0)
			return rsec_err_nomem(err);
	}
	feed->data = (const uint8_t *)feed->buf.data;
	feed->len = feed->buf.len;
	return 0;
}

static int
too_large(const struct feed *feed, size_t max, struct rsec_err *err)
{
	return rsec_err_at_offset(err, RSEC_ERR_LIMIT, feed->before + feed->at,
	    "an object has more than %zu bytes, the limit of --max-size", max);
}

/*
 * The object at feed->at: its length, with what follows it and is no object,
 * and whether there are more.  -1 with ERR.
 */
static int
measure(struct feed *feed, size_t max, size_t *len, bool *more,
    struct rsec_err *err)
{
	size_t n;

	*more = false;
	if (have(feed, HEADER_MAX, err) != 0)
		return -1;
	n = element_len(feed->data + feed->at, feed->len - feed->at);
	if (n > max)
		return too_large(feed, max, err);
	if (n > 0 && have(feed, n + 1, err) != 0)
		return -1;
	if (n > 0 && n < feed->len - feed->at &&
	    feed->data[feed->at + n] == RSEC_DER_SEQUENCE) {
		*len = n;
		*more = true;
		return 0;
	}
	/* the last: all that is left belongs to it */
	if (have(feed, max + 1, err) != 0)
		return -1;
	*len = feed->len - feed->at;
	if (*len > max)
		return too_large(feed, max, err);
	return 0;
}

static int
walk_der(struct walk *walk, struct feed *feed, const struct item *whole,
    struct rsec_err *err)
{
	struct rsec_bytes file;
	uint64_t n = 0;
	bool more;

	do {
		if (measure(feed, walk->setup->options->max_size, &file.len,
			&more, err) != 0)
			return -1;
		file.data = feed->data + feed->at;
		n += n > 0 || more;
		found_one(walk, whole, n, file);
		feed->at += file.len;
	} while (more && !walk->stopped);
	return 0;
}

/* A buffer for N characters of base64, or die. */
static uint8_t *
room(size_t n)
{
	return cli_calloc(RSEC_BASE64_DECODED_MAX(n) + 3, 1);
}

static void walk_memory(
    struct walk *walk, const struct item *whole, struct rsec_bytes bytes);

/*
 * One block of PEM (RFC 7468) from *AT on, which moves behind it; its base64,
 * or false where there is no more.
 */
static bool
next_block(const char **at, const char *end, const char **body, size_t *len)
{
	static const char begin[] = "-----BEGIN ", finish[] = "-----END ";
	const char *start, *stop;

	start = memmem(*at, (size_t)(end - *at), begin, sizeof(begin) - 1);
	if (start == NULL)
		return false;
	start = memchr(start, '\n', (size_t)(end - start));
	if (start == NULL)
		return false;
	stop = memmem(start, (size_t)(end - start), finish, sizeof(finish) - 1);
	if (stop == NULL)
		return false;
	*body = start;
	*len = (size_t)(stop - start);
	*at = stop + sizeof(finish) - 1;
	return true;
}

static bool
walk_pem(struct walk *walk, const struct item *whole)
{
	const char *at = (const char *)whole->file.data, *body, *ahead;
	const char *end = at + whole->file.len;
	uint64_t n = 0;
	size_t len;
	bool more;

	while (next_block(&at, end, &body, &len)) {
		uint8_t *to = room(len);
		struct rsec_bytes file = { to, len };

		ahead = at;
		more = next_block(
		    &ahead, end, &(const char *){ NULL }, &(size_t){ 0 });
		n += n > 0 || more;
		if (!rsec_base64_decode(body, len, to,
			RSEC_BASE64_DECODED_MAX(len) + 3, &file.len)) {
			file.data = (const uint8_t *)body; /* no object */
			file.len = len;
		}
		found_one(walk, whole, n, file);
		free(to);
	}
	return n > 0 || at != (const char *)whole->file.data;
}

static bool
walk_base64(struct walk *walk, const struct item *whole)
{
	uint8_t *to = room(whole->file.len);
	struct rsec_bytes file = { to, 0 };
	bool is =
	    rsec_base64_decode((const char *)whole->file.data, whole->file.len,
		to, RSEC_BASE64_DECODED_MAX(whole->file.len) + 3, &file.len) &&
	    file.len > 0 && to[0] == RSEC_DER_SEQUENCE;

	if (is)
		walk_memory(walk, whole, file);
	free(to);
	return is;
}

/* Objects in DER that are all there. */
static void
walk_memory(
    struct walk *walk, const struct item *whole, struct rsec_bytes bytes)
{
	struct feed feed = {
		.data = bytes.data, .len = bytes.len, .ended = true
	};
	struct rsec_err err;

	if (walk_der(walk, &feed, whole, &err) != 0)
		walk_trouble(walk, whole->name, &err);
}

void
walk_bytes(struct walk *walk, const struct item *whole)
{
	struct rsec_bytes file = whole->file;

	if (file.len == 0 || rsec_tal_is(file))
		walk_found(walk, whole);
	else if (file.data[0] == RSEC_DER_SEQUENCE)
		walk_memory(walk, whole, file);
	else if (!walk_pem(walk, whole) && !walk_base64(walk, whole))
		walk_found(walk, whole);
}

/* "ARCHIVE:MEMBER", and the object in TO, which is not kept. */
static void
found_member(struct walk *walk, const char *archive, const char *member,
    struct rsec_buf *file)
{
	struct item item = { .file = {
				 (const uint8_t *)file->data, file->len } };
	char *name;

	if (asprintf(&name, "%s:%s", archive, member) < 0)
		cli_die("out of memory");
	item.name = name;
	walk_bytes(walk, &item);
	free(name);
}

static int
walk_tar(struct walk *walk, struct rsec_source source, const char *archive,
    struct rsec_err *err)
{
	size_t max = walk->setup->options->max_size;
	struct rsec_tar tar;
	const char *member;
	uint64_t size;
	int status;

	rsec_tar_init(&tar, source);
	while ((status = rsec_tar_next(&tar, &member, &size, err)) > 0 &&
	       !walk->stopped) {
		walk->file.len = 0;
		if (size > max) {
			cli_warn("%s:%s: %" PRIu64 " bytes, more than the "
				 "limit of --max-size; left out",
			    archive, member, size);
			walk->trouble = true;
		} else if ((status = rsec_tar_read(&tar, &walk->file, err)) !=
			   0) {
			break;
		} else
			found_member(walk, archive, member, &walk->file);
	}
	rsec_tar_fini(&tar);
	return status < 0 ? -1 : 0;
}

static int
walk_rrdp(struct walk *walk, struct rsec_source source, const char *name,
    struct rsec_err *err)
{
	struct rsec_rrdp_element element;
	struct rsec_rrdp rrdp;
	struct item item = { .name = NULL };
	int status;
	char *uri;

	rsec_rrdp_init(&rrdp, source, walk->setup->options->max_size);
	while ((status = rsec_rrdp_next(&rrdp, &element, err)) > 0 &&
	       !walk->stopped) {
		uri = strndup((const char *)element.uri.data, element.uri.len);
		if (uri == NULL)
			cli_die("out of memory");
		if (element.withdraw && walk->setup->options->verbose)
			cli_warn("%s: withdraws %s", name, uri);
		item.name = uri;
		item.uri = element.uri;
		item.file = element.object;
		if (!element.withdraw)
			walk_bytes(walk, &item);
		free(uri);
	}
	rsec_rrdp_fini(&rrdp);
	return status < 0 ? -1 : 0;
}

/* Text, or what is nothing at all, whole. */
static int
walk_rest(struct walk *walk, struct rsec_input *in, struct item *whole,
    struct rsec_err *err)
{
	char *data;

	if (rsec_input_slurp(in, walk->setup->options->max_size, &data,
		&whole->file.len, err) != 0)
		return -1;
	whole->file.data = (const uint8_t *)data;
	walk_bytes(walk, whole);
	free(data);
	return 0;
}

void
walk_input(struct walk *walk, struct rsec_input *in, const char *name,
    struct rsec_bytes uri)
{
	struct feed feed = { .source = rsec_input_source(in) };
	struct item whole = { .name = name, .uri = uri };
	const uint8_t *data;
	struct rsec_err err;
	size_t len;
	int rc;

	if ((rc = rsec_input_peek(in, &data, &len, &err)) != 0)
		;
	else if (rsec_tar_is(data, len))
		rc = walk_tar(walk, feed.source, name, &err);
	else if (rsec_rrdp_is(data, len))
		rc = walk_rrdp(walk, feed.source, name, &err);
	else if (len > 0 && data[0] == RSEC_DER_SEQUENCE)
		rc = walk_der(walk, &feed, &whole, &err);
	else
		rc = walk_rest(walk, in, &whole, &err);
	rsec_buf_fini(&feed.buf);
	if (rc != 0)
		walk_trouble(walk, name, &err);
}
