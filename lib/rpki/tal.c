/* SPDX-License-Identifier: ISC */
/*
 * Trust Anchor Locators: RFC 8630 section 2.2.
 *
 *	# comments
 *	rsync://host/path/ta.cer
 *	https://host/path/ta.cer
 *
 *	MIIBIjANBgkq...
 *
 * Comment lines, URIs, an empty line, and the key in base64; lines end with
 * LF or CRLF.  Without the empty line, the key begins at the first line that
 * has no "://".
 */
#include "rpki/tal.h"

#include <string.h>

#include "base/quote.h"
#include "rpki/anchor_private.h"
#include "rpki/content_private.h"
#include "text/base64.h"

#define KEY_WIDTH  64 /* characters of a line of the key */
#define SCHEME_MAX 10 /* characters before "://" */

/* The line at *AT, without its end; *AT moves behind it. */
static struct rsec_bytes
next_line(struct rsec_bytes text, size_t *at)
{
	struct rsec_bytes line = { text.data + *at, text.len - *at };
	const uint8_t *lf = memchr(line.data, '\n', line.len);

	if (lf != NULL)
		line.len = (size_t)(lf - line.data);
	*at += line.len + (lf != NULL);
	if (line.len > 0 && line.data[line.len - 1] == '\r')
		line.len--;
	return line;
}

/* Whether LINE begins with letters and "://". */
static bool
is_uri(struct rsec_bytes line)
{
	size_t i;

	for (i = 0; i < line.len && i < SCHEME_MAX; i++)
		if (line.data[i] < 'a' || line.data[i] > 'z')
			break;
	return i > 0 && line.len - i >= 3 &&
	       memcmp(line.data + i, "://", 3) == 0;
}

bool
rsec_tal_is(struct rsec_bytes text)
{
	size_t at = 0;

	if (text.len == 0)
		return false;
	return text.data[0] == '#' || is_uri(next_line(text, &at));
}

struct reader {
	struct rsec_bytes text;
	struct rsec_findings *findings;
	struct rsec_tal *tal;
};

static uint64_t
offset_of(const struct reader *r, struct rsec_bytes line)
{
	return (uint64_t)(line.data - r->text.data);
}

static void
read_comment(const struct reader *r, struct rsec_bytes line)
{
	char quoted[RSEC_QUOTE_SIZE];
	struct rsec_bytes comment = { line.data + 1, line.len - 1 };

	while (comment.len > 0 && comment.data[0] == ' ') {
		comment.data++;
		comment.len--;
	}
	if (r->tal->comment.data == NULL)
		r->tal->comment = comment;
	rsec_quote(quoted, (const char *)line.data, line.len);
	if (r->tal->uris.count > 0)
		rsec_findings_add(r->findings, RSEC_RULE_TAL_COMMENT,
		    offset_of(r, line), "comment %s stands after a URI",
		    quoted);
	if (!rsec_anchor_is_text(comment))
		rsec_findings_add(r->findings, RSEC_RULE_TAL_COMMENT,
		    offset_of(r, line), "comment %s is no printable UTF-8",
		    quoted);
}

static void
read_uri(const struct reader *r, struct rsec_bytes line)
{
	struct rsec_uris *uris = &r->tal->uris;
	char quoted[RSEC_QUOTE_SIZE];
	const char *wrong;

	rsec_quote(quoted, (const char *)line.data, line.len);
	if (!rsec_anchor_uri_scheme(line))
		rsec_findings_add(r->findings, RSEC_RULE_TAL_URI_SCHEME,
		    offset_of(r, line),
		    "%s is neither an rsync nor an https "
		    "URI",
		    quoted);
	else if ((wrong = rsec_anchor_uri_fault(line)) != NULL)
		rsec_findings_add(r->findings, RSEC_RULE_TAL_URI,
		    offset_of(r, line), "URI %s %s", quoted, wrong);
	if (uris->count == RSEC_URIS_MAX) {
		rsec_findings_add(r->findings, RSEC_RULE_TAL_LIMIT,
		    offset_of(r, line), "more than %d URIs", RSEC_URIS_MAX);
		return;
	}
	if (uris->count > 0 && !rsec_bytes_equal(rsec_uri_leaf(uris->list[0]),
				   rsec_uri_leaf(line)))
		rsec_findings_add(r->findings, RSEC_RULE_TAL_URI_LEAF,
		    offset_of(r, line),
		    "%s names another file than the first URI", quoted);
	uris->list[uris->count++] = line;
}

/* Comments and URIs; where the key begins. */
static size_t
read_head(const struct reader *r)
{
	char quoted[RSEC_QUOTE_SIZE];
	struct rsec_bytes line;
	size_t at = 0, start;

	while (at < r->text.len) {
		start = at;
		line = next_line(r->text, &at);
		if (line.len == 0)
			return at;
		if (line.data[0] == '#')
			read_comment(r, line);
		else if (is_uri(line))
			read_uri(r, line);
		else {
			rsec_quote(quoted, (const char *)line.data, line.len);
			rsec_findings_add(r->findings, RSEC_RULE_TAL_BLANK_LINE,
			    start, "no empty line before %s", quoted);
			return start;
		}
	}
	return at;
}

static void
read_key(const struct reader *r, size_t start, struct rsec_arena *arena)
{
	const char *s = (const char *)r->text.data + start, *wrong;
	size_t n = r->text.len - start, cap = RSEC_BASE64_DECODED_MAX(n), len;
	struct rsec_bytes bits;
	uint8_t *key;

	while (n > 0 && memchr(" \t\r\n", s[n - 1], 4) != NULL)
		n--;
	if (n == 0) {
		rsec_findings_add(
		    r->findings, RSEC_RULE_TAL_KEY_MISSING, start, "no key");
		return;
	}
	if ((key = rsec_arena_alloc(arena, cap)) == NULL) {
		if (r->findings != NULL)
			r->findings->no_memory = true;
		return;
	}
	if (!rsec_base64_decode(s, n, key, cap, &len)) {
		rsec_findings_add(r->findings, RSEC_RULE_TAL_BASE64, start,
		    "the key is no base64");
		return;
	}
	r->tal->spki = (struct rsec_bytes){ key, len };
	rsec_der_check(r->tal->spki, NULL, r->findings);
	if ((wrong = rsec_anchor_key_fault(r->tal->spki, &bits)) != NULL)
		rsec_findings_add(r->findings, RSEC_RULE_TAL_KEY, start,
		    "the key cannot be used: %s", wrong);
}

int
rsec_tal_parse(struct rsec_bytes text, struct rsec_arena *arena,
    struct rsec_findings *f, struct rsec_tal *out)
{
	struct reader r = { text, f, out };

	*out = (struct rsec_tal){ .uris = { .count = 0 } };
	if (!rsec_tal_is(text))
		return -1;
	read_key(&r, read_head(&r), arena);
	if (out->uris.count == 0)
		rsec_findings_add(
		    f, RSEC_RULE_TAL_URI_MISSING, 0, "no URI of a certificate");
	return 0;
}

/* COMMENT as lines that begin with "# ". */
static int
add_comment(struct rsec_buf *out, const char *comment)
{
	size_t n;

	for (;; comment += n + 1) {
		n = strcspn(comment, "\r\n");
		if (rsec_buf_puts(out, n > 0 ? "# " : "#") == -1 ||
		    rsec_buf_add(out, comment, n) == -1 ||
		    rsec_buf_addc(out, '\n') == -1)
			return -1;
		if (comment[n] == '\0')
			return 0;
	}
}

int
rsec_tal_format(struct rsec_buf *out, const char *comment,
    const struct rsec_uris *uris, struct rsec_bytes spki)
{
	const size_t bytes = KEY_WIDTH / 4 * 3;
	size_t i, n, len = out->len;
	int rc = 0;

	if (comment != NULL)
		rc = add_comment(out, comment);
	for (i = 0; rc == 0 && i < uris->count; i++)
		if (rsec_buf_add(out, uris->list[i].data, uris->list[i].len) ==
			-1 ||
		    rsec_buf_addc(out, '\n') == -1)
			rc = -1;
	if (rc == 0)
		rc = rsec_buf_addc(out, '\n');
	for (i = 0; rc == 0 && i < spki.len; i += n) {
		n = spki.len - i < bytes ? spki.len - i : bytes;
		if (rsec_base64_encode(out, spki.data + i, n) == -1 ||
		    rsec_buf_addc(out, '\n') == -1)
			rc = -1;
	}
	if (rc == -1)
		out->len = len;
	return rc;
}
