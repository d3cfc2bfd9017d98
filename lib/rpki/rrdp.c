/* SPDX-License-Identifier: ISC */
/*
 * RRDP snapshots and deltas.  See rrdp.h.
 *
 * The file is a run of tags with text between them.  Text counts only behind
 * <publish>, where it is base64; anywhere else it must be blanks.  A tag ends
 * at the first '>' that is not in quotes.  Comments and the XML declaration
 * are passed over.
 */
#include "rpki/rrdp.h"

#include <stdlib.h>
#include <string.h>

#include "base/quote.h"
#include "text/base64.h"

#define BLANKS " \t\r\n"

bool
rsec_rrdp_is(const uint8_t *data, size_t n)
{
	static const char bom[] = "\xef\xbb\xbf";
	size_t i = n >= 3 && memcmp(data, bom, 3) == 0 ? 3 : 0;

	while (i < n && data[i] != '\0' && strchr(BLANKS, data[i]) != NULL)
		i++;
	return i < n && data[i] == '<';
}

void
rsec_rrdp_init(struct rsec_rrdp *rrdp, struct rsec_source source, size_t max)
{
	memset(rrdp, 0, sizeof(*rrdp));
	rrdp->source = source;
	rrdp->max = max;
}

void
rsec_rrdp_fini(struct rsec_rrdp *rrdp)
{
	rsec_buf_fini(&rrdp->tag);
	rsec_buf_fini(&rrdp->uri);
	rsec_buf_fini(&rrdp->text);
}

/* Bytes are left: 1, 0 at the end, -1 with ERR. */
static int
fill(struct rsec_rrdp *rrdp, struct rsec_err *err)
{
	size_t n;
	int status;

	if (rrdp->at < rrdp->end)
		return 1;
	status = rrdp->source.next(rrdp->source.ctx, &rrdp->at, &n, err);
	rrdp->end = status > 0 ? rrdp->at + n : rrdp->at;
	return status;
}

static int
fault(const struct rsec_rrdp *rrdp, struct rsec_err *err, const char *what)
{
	return rsec_err_at_offset(err, RSEC_ERR_SYNTAX, rrdp->offset,
	    "%s (RFC 8182 section 3.5)", what);
}

/*
 * Append to BUF what comes before the byte STOP, which is passed over.  1, 0
 * where the file ends before it, -1 with ERR.
 */
static int
read_until(struct rsec_rrdp *rrdp, uint8_t stop, struct rsec_buf *buf,
    size_t max, struct rsec_err *err)
{
	const uint8_t *found;
	size_t n;
	int status;

	while ((status = fill(rrdp, err)) > 0) {
		n = (size_t)(rrdp->end - rrdp->at);
		found = memchr(rrdp->at, stop, n);
		if (found != NULL)
			n = (size_t)(found - rrdp->at);
		if (n > max - buf->len)
			return rsec_err_at_offset(err, RSEC_ERR_LIMIT,
			    rrdp->offset, "more than %zu bytes in one element",
			    max);
		if (rsec_buf_add(buf, rrdp->at, n) != 0)
			return rsec_err_nomem(err);
		n += found != NULL;
		rrdp->at += n;
		rrdp->offset += n;
		if (found != NULL)
			return 1;
	}
	return status;
}

/* Whether the tag so far is whole: no quote is open, a comment is closed. */
static bool
is_whole(const struct rsec_buf *tag)
{
	char quote = '\0';
	size_t i;

	if (tag->len >= 3 && memcmp(tag->data, "!--", 3) == 0)
		return tag->len >= 5 &&
		       memcmp(tag->data + tag->len - 2, "--", 2) == 0;
	for (i = 0; i < tag->len; i++) {
		if (quote != '\0')
			quote = tag->data[i] == quote ? '\0' : quote;
		else if (tag->data[i] == '"' || tag->data[i] == '\'')
			quote = tag->data[i];
	}
	return quote == '\0';
}

/*
 * The next tag into rrdp->tag, without its brackets and with a NUL, and the
 * text before it into rrdp->text.  1, 0 at the end, -1 with ERR.
 */
static int
read_tag(struct rsec_rrdp *rrdp, struct rsec_err *err)
{
	int status;

	rrdp->tag.len = rrdp->text.len = 0;
	status = read_until(
	    rrdp, '<', &rrdp->text, rrdp->max / 2 * 3 + RSEC_RRDP_TAG_MAX, err);
	if (status <= 0)
		return status;
	for (;;) {
		status =
		    read_until(rrdp, '>', &rrdp->tag, RSEC_RRDP_TAG_MAX, err);
		if (status < 0)
			return -1;
		if (status == 0)
			return rsec_err_at_offset(err, RSEC_ERR_TRUNCATED,
			    rrdp->offset, "truncated within a tag");
		if (is_whole(&rrdp->tag))
			break;
		if (rsec_buf_addc(&rrdp->tag, '>') != 0)
			return rsec_err_nomem(err);
	}
	if (rsec_buf_addc(&rrdp->tag, '\0') != 0)
		return rsec_err_nomem(err);
	return 1;
}

static bool
is_blank(const struct rsec_buf *text)
{
	static const char bom[] = "\xef\xbb\xbf";
	size_t i = text->len >= 3 && memcmp(text->data, bom, 3) == 0 ? 3 : 0;

	for (; i < text->len; i++)
		if (text->data[i] == '\0' ||
		    strchr(BLANKS, text->data[i]) == NULL)
			return false;
	return true;
}

/* The name of a tag is NAME: "publish" in "publish uri='...'/". */
static bool
is_named(const struct rsec_rrdp *rrdp, const char *name)
{
	size_t n = strcspn(rrdp->tag.data, BLANKS "/");

	if (rrdp->tag.data[0] == '/')
		n = 1 + strcspn(rrdp->tag.data + 1, BLANKS "/");
	return strlen(name) == n && memcmp(rrdp->tag.data, name, n) == 0;
}

static bool
is_empty(const struct rsec_rrdp *rrdp) /* <.../> */
{
	return rrdp->tag.len >= 2 && rrdp->tag.data[rrdp->tag.len - 2] == '/';
}

/* The character of the entity at S, "&amp;": its length, or 0. */
static size_t
entity(const char *s, size_t n, char *c)
{
	static const struct {
		const char *text;
		char c;
	} entities[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' },
		{ "&quot;", '"' }, { "&apos;", '\'' } };
	size_t i, len;

	for (i = 0; i < sizeof(entities) / sizeof(entities[0]); i++) {
		len = strlen(entities[i].text);
		if (n >= len && memcmp(s, entities[i].text, len) == 0) {
			*c = entities[i].c;
			return len;
		}
	}
	return 0;
}

/* The value of an attribute, between quotes, to rrdp->uri. */
static int
set_uri(struct rsec_rrdp *rrdp, const char *s, size_t n, struct rsec_err *err)
{
	size_t len;
	char c;

	rrdp->uri.len = 0;
	for (; n > 0; s += len, n -= len) {
		len = 1;
		c = *s;
		if (c == '&' && (len = entity(s, n, &c)) == 0)
			return fault(rrdp, err,
			    "an entity that is not one of the five of XML");
		if (rsec_buf_addc(&rrdp->uri, c) != 0)
			return rsec_err_nomem(err);
	}
	return 0;
}

/* Find the attribute uri of the tag at hand. */
static int
read_uri(struct rsec_rrdp *rrdp, struct rsec_err *err)
{
	const char *at = rrdp->tag.data, *name, *value;
	bool found = false;
	size_t n, len;

	at += strcspn(at, BLANKS);
	for (;;) {
		at += strspn(at, BLANKS);
		if (*at == '\0' || *at == '/')
			break;
		name = at;
		n = strcspn(at, "=" BLANKS);
		at += n;
		at += strspn(at, BLANKS);
		if (n == 0 || *at != '=')
			return fault(rrdp, err, "an attribute without a value");
		at++;
		at += strspn(at, BLANKS);
		if (*at != '"' && *at != '\'')
			return fault(rrdp, err, "a value without quotes");
		value = at + 1;
		len = 0;
		while (value[len] != '\0' && value[len] != *at)
			len++;
		if (value[len] == '\0')
			return fault(rrdp, err, "a value without quotes");
		at = value + len + 1;
		if (n != 3 || memcmp(name, "uri", 3) != 0)
			continue;
		if (found)
			return fault(rrdp, err, "two attributes uri");
		if (set_uri(rrdp, value, len, err) != 0)
			return -1;
		found = true;
	}
	return found ? 0 : fault(rrdp, err, "an element without a uri");
}

/* The base64 text of <publish> becomes bytes, in its place. */
static int
decode(struct rsec_rrdp *rrdp, struct rsec_bytes *object, struct rsec_err *err)
{
	uint8_t *to;
	size_t n;

	/* never more bytes than there were characters before them */
	to = (uint8_t *)rrdp->text.data;
	n = rrdp->text.len;
	if (n > 0 && !rsec_base64_decode(rrdp->text.data, n, to, n, &n))
		return fault(rrdp, err, "an object that is not base64");
	if (n > rrdp->max)
		return rsec_err_at_offset(err, RSEC_ERR_LIMIT, rrdp->offset,
		    "an object of %zu bytes, the limit is %zu", n, rrdp->max);
	*object = (struct rsec_bytes){ to, n };
	return 0;
}

static int
read_publish(struct rsec_rrdp *rrdp, struct rsec_rrdp_element *element,
    struct rsec_err *err)
{
	int status;

	if (read_uri(rrdp, err) != 0)
		return -1;
	if (is_empty(rrdp)) {
		rrdp->text.len = 0;
	} else {
		if ((status = read_tag(rrdp, err)) < 0)
			return -1;
		if (status == 0)
			return rsec_err_at_offset(err, RSEC_ERR_TRUNCATED,
			    rrdp->offset, "truncated within <publish>");
		if (!is_named(rrdp, "/publish"))
			return fault(rrdp, err, "<publish> has no end");
	}
	if (decode(rrdp, &element->object, err) != 0)
		return -1;
	element->uri = (struct rsec_bytes){ (const uint8_t *)rrdp->uri.data,
		rrdp->uri.len };
	return 1;
}

static int
read_withdraw(struct rsec_rrdp *rrdp, struct rsec_rrdp_element *element,
    struct rsec_err *err)
{
	if (rrdp->is_snapshot)
		return fault(rrdp, err, "<withdraw> in a snapshot");
	if (read_uri(rrdp, err) != 0)
		return -1;
	if (!is_empty(rrdp) &&
	    (read_tag(rrdp, err) != 1 || !is_named(rrdp, "/withdraw")))
		return fault(rrdp, err, "<withdraw> has no end");
	element->withdraw = true;
	element->object = (struct rsec_bytes){ NULL, 0 };
	element->uri = (struct rsec_bytes){ (const uint8_t *)rrdp->uri.data,
		rrdp->uri.len };
	return 1;
}

/* The root element begins or ends; -1 with ERR where it is none of ours. */
static int
read_root(struct rsec_rrdp *rrdp, struct rsec_err *err)
{
	char quoted[RSEC_QUOTE_SIZE];

	if (!rrdp->begun &&
	    (is_named(rrdp, "snapshot") || is_named(rrdp, "delta"))) {
		rrdp->begun = true;
		rrdp->is_snapshot = is_named(rrdp, "snapshot");
		rrdp->closed = is_empty(rrdp);
		return 0;
	}
	if (rrdp->begun &&
	    is_named(rrdp, rrdp->is_snapshot ? "/snapshot" : "/delta")) {
		rrdp->closed = true;
		return 0;
	}
	return rsec_err_at_offset(err, RSEC_ERR_SYNTAX, rrdp->offset,
	    "<%s> is not of an RRDP snapshot or delta (RFC 8182 section 3.5)",
	    rsec_quote(quoted, rrdp->tag.data, rrdp->tag.len - 1));
}

static int
at_end(const struct rsec_rrdp *rrdp, struct rsec_err *err)
{
	if (!is_blank(&rrdp->text))
		return fault(rrdp, err, "text that is not in <publish>");
	if (!rrdp->closed)
		return rsec_err_at_offset(err, RSEC_ERR_TRUNCATED, rrdp->offset,
		    "truncated: the root element has no end");
	return 0;
}

int
rsec_rrdp_next(struct rsec_rrdp *rrdp, struct rsec_rrdp_element *element,
    struct rsec_err *err)
{
	bool inside;
	int status;

	memset(element, 0, sizeof(*element));
	for (;;) {
		if ((status = read_tag(rrdp, err)) < 0)
			return -1;
		if (status == 0)
			return at_end(rrdp, err);
		if (!is_blank(&rrdp->text))
			return fault(
			    rrdp, err, "text that is not in <publish>");
		if (strncmp(rrdp->tag.data, "!--", 3) == 0 ||
		    (rrdp->tag.data[0] == '?' && !rrdp->begun))
			continue;
		inside = rrdp->begun && !rrdp->closed;
		element->offset = rrdp->offset - rrdp->tag.len - 1;
		if (inside && is_named(rrdp, "publish"))
			return read_publish(rrdp, element, err);
		if (inside && is_named(rrdp, "withdraw"))
			return read_withdraw(rrdp, element, err);
		if (rrdp->closed)
			return fault(
			    rrdp, err, "something behind the root element");
		if (read_root(rrdp, err) != 0)
			return -1;
	}
}
