/* SPDX-License-Identifier: ISC */
/*
 * What a response says, and its body on the way into a part.  A body counts
 * with status 200 from its first byte on, and with 206 where it goes on from
 * the byte that was asked for, of the same whole (RFC 9110 section 15.3.7): the
 * same ETag, or else the same time, and the same length.  Whatever else a
 * server sends, of a part that it may have mixed up nothing is kept.
 */
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/num.h"
#include "io/fetchmany_private.h"

/* "bytes 500-2099/2100" in S[0..n). */
static void
take_range(struct rsec_body *body, const char *s, size_t n)
{
	const char *end = s + n, *dash, *slash;
	uint64_t first, total = 0;

	while (s < end && *s == ' ')
		s++;
	while (end > s && strchr(" \t\r\n", end[-1]) != NULL)
		end--;
	if (end - s < 6 || strncasecmp(s, "bytes ", 6) != 0)
		return;
	s += 6;
	dash = memchr(s, '-', (size_t)(end - s));
	slash = memchr(s, '/', (size_t)(end - s));
	if (dash == NULL || slash == NULL || dash > slash ||
	    !rsec_parse_u64(s, (size_t)(dash - s), UINT64_MAX, &first))
		return;
	slash++;
	if ((end - slash != 1 || *slash != '*') &&
	    !rsec_parse_u64(slash, (size_t)(end - slash), UINT64_MAX, &total))
		return;
	body->range.given = true;
	body->range.first = first;
	body->range.total = total;
}

void
rsec_body_header(struct rsec_body *body, const char *line, size_t n)
{
	static const char range[] = "content-range:";
	const size_t len = strlen(range);

	rsec_validators_take(&body->validators, line, n);
	if (n > 5 && strncasecmp(line, "HTTP/", 5) == 0)
		body->range.given = false;
	else if (n > len && strncasecmp(line, range, len) == 0)
		take_range(body, line + len, n - len);
}

/* Whether the response is the rest of what there is a part of. */
static bool
is_rest(const struct rsec_body *body)
{
	const struct rsec_part *part = &body->part;
	const struct rsec_validators *old = &part->validators;
	const struct rsec_validators *new = &body->validators;

	if (part->size == 0 || !body->range.given ||
	    body->range.first != part->size)
		return false;
	/* A server may send less than was asked for: to the end is to where? */
	if (part->total == 0 && body->range.total == 0)
		return false;
	if (part->total != 0 && body->range.total != 0 &&
	    part->total != body->range.total)
		return false;
	if (old->etag[0] == '"')
		return new->etag[0] == '\0' ||
		       strcmp(old->etag, new->etag) == 0;
	return new->modified[0] == '\0' ||
	       strcmp(old->modified, new->modified) == 0;
}

/* The first of a body, or its end. */
static int
begin(struct rsec_body *body, long status, uint64_t length)
{
	if (body->begun)
		return 0;
	body->begun = true;
	if (status != 206)
		return rsec_part_begin(
		    &body->part, &body->validators, length, &body->err);
	if (!is_rest(body)) {
		rsec_part_discard(&body->part);
		return rsec_err_set(&body->err, RSEC_ERR_NET,
		    "the server sent a part that was not asked for");
	}
	if (body->range.total != 0)
		body->part.total = body->range.total;
	return 0;
}

int
rsec_body_take(struct rsec_body *body, long status, uint64_t length,
    const void *data, size_t n)
{
	if (begin(body, status, length) != 0)
		return -1;
	if (body->part.size > body->max_size ||
	    n > body->max_size - body->part.size) {
		body->too_big = true;
		return -1;
	}
	return rsec_part_append(&body->part, data, n, &body->err);
}

int
rsec_body_complete(struct rsec_body *body, long status, uint64_t length)
{
	struct rsec_part *part = &body->part;

	if (begin(body, status, length) != 0)
		return -1;
	if (part->total != 0 && part->size != part->total) {
		rsec_err_set(&body->err, RSEC_ERR_NET,
		    "the body has %" PRIu64 " bytes, and not %" PRIu64,
		    part->size, part->total);
		rsec_part_discard(part);
		return -1;
	}
	return 0;
}
