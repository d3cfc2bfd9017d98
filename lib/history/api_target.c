/* SPDX-License-Identifier: ISC */
/*
 * The target of a request (RFC 3986 sections 2.1, 3.3, 3.4; RFC 9112 section
 * 3.2): a path that names an endpoint, and parameters in path and query.
 *
 * The path is split before it is decoded.  A prefix has a '/' in it and stands
 * last: it takes the rest of the path, so that both "193.0.22.0/23" and
 * "193.0.22.0%2F23" are one.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "history/api_private.h"

/* An error as a page: its text goes where HTML has no meaning. */
static void
refuse_page(struct rsec_api_call *call, const char *message)
{
	struct rsec_buf *body = &call->response->body;
	int rc = rsec_buf_puts(body,
	    "<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\">"
	    "<meta name=\"viewport\" content=\"width=device-width\">"
	    "<title>roa-history</title>\n<style>"
	    ":root{color-scheme:light dark}"
	    "body{font:16px/1.45 system-ui,sans-serif;max-width:62rem;"
	    "margin:0 auto;padding:1rem}</style>\n<p>");

	call->response->type = "text/html; charset=utf-8";
	for (; *message != '\0'; message++) {
		if (strchr("<>&\"'", *message) != NULL)
			rc |= rsec_buf_puts(body, "\xef\xbf\xbd");
		else
			rc |= rsec_buf_addc(body, *message);
	}
	rc |= rsec_buf_puts(
	    body, "</p>\n<p><a href=\"?\">Ask something else</a></p></html>\n");
	call->json.failed |= rc != 0;
}

static void
refuse_json(struct rsec_api_call *call, int status, const char *parameter,
    const char *message, enum rsec_api_dialect dialect)
{
	struct rsec_json_writer *json = &call->json;

	rsec_json_object_begin(json);
	switch (dialect) {
	case RSEC_API_IHR:
		rsec_api_key_string(
		    json, "title", status == 404 ? "Not found" : "Bad request");
		rsec_api_key_string(json, "description", message);
		break;
	case RSEC_API_RIPESTAT:
		rsec_json_key(json, "messages");
		rsec_json_array_begin(json);
		rsec_json_array_begin(json);
		rsec_json_put_string(json, "error");
		rsec_json_put_string(json, message);
		rsec_json_array_end(json);
		rsec_json_array_end(json);
		rsec_api_key_string(json, "status", "error");
		rsec_api_key_uint(json, "status_code", (uint64_t)status);
		break;
	case RSEC_API_OWN:
	case RSEC_API_PAGE:
		rsec_api_key_string(json, "error", message);
		break;
	}
	rsec_json_key(json, "parameter");
	if (parameter != NULL)
		rsec_json_put_string(json, parameter);
	else
		rsec_json_put_null(json);
	rsec_json_object_end(json);
}

int
rsec_api_refuse(struct rsec_api_call *call, int status, const char *parameter,
    const char *fmt, ...)
{
	char message[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(message, sizeof(message), fmt, ap);
	va_end(ap);
	call->response->status = status;
	call->response->body.len = 0;
	call->json.comma = false;
	if (call->endpoint != NULL && call->endpoint->dialect == RSEC_API_PAGE)
		refuse_page(call, message);
	else
		refuse_json(call, status, parameter, message,
		    call->endpoint == NULL ? RSEC_API_OWN
					   : call->endpoint->dialect);
	return RSEC_API_REFUSED;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
		return (c | 0x20) - 'a' + 10;
	return -1;
}

/*
 * S[0..n) decoded, or NULL where it is malformed, or a control character is in
 * it.  There is room: the whole target has it, and a NUL for each word.
 */
static const char *
decode(struct rsec_api_call *call, const char *s, size_t n, bool query)
{
	char *start = call->text + call->text_len, *to = start;
	const char *end = s + n;
	int hi, lo;
	char c;

	for (; s < end; s++) {
		c = *s;
		if (c == '%') {
			if (end - s < 3 || (hi = hex_digit(s[1])) < 0 ||
			    (lo = hex_digit(s[2])) < 0)
				return NULL;
			c = (char)(hi << 4 | lo);
			s += 2;
		} else if (c == '+' && query) {
			c = ' ';
		}
		if ((unsigned char)c < ' ' || c == 0x7f)
			return NULL;
		*to++ = c;
	}
	*to++ = '\0';
	call->text_len += (size_t)(to - start);
	return start;
}

static int
add_word(struct rsec_api_call *call, const char *name, const char *value)
{
	if (name == NULL)
		return rsec_api_refuse(
		    call, 400, NULL, "the name of a parameter is malformed");
	if (value == NULL)
		return rsec_api_refuse(
		    call, 400, name, "%s is not properly encoded", name);
	if (rsec_api_word(call, name) != NULL)
		return rsec_api_refuse(
		    call, 400, name, "%s is there twice", name);
	if (call->word_count == RSEC_API_WORDS)
		return rsec_api_refuse(call, 400, name,
		    "there are more than %d parameters", RSEC_API_WORDS);
	call->words[call->word_count++] = (struct rsec_api_word){ name, value };
	return 0;
}

/* The end of the segment at S: the next '/' or END. */
static const char *
segment_end(const char *s, const char *end)
{
	const char *slash = memchr(s, '/', (size_t)(end - s));

	return slash == NULL ? end : slash;
}

/*
 * Whether PATH[0..n) is one of PATTERN; with TAKE set, its variables become
 * words.  Returns 1, 0, or -1 where a word was refused.
 */
static int
match_path(struct rsec_api_call *call, const char *pattern, const char *path,
    const char *end, bool take)
{
	static const char *const variables[] = { "asn", "prefix" };
	const char *next;
	unsigned v;

	while (*pattern != '\0') {
		if (*pattern != '{') {
			if (path == end || *path++ != *pattern++)
				return 0;
			continue;
		}
		v = pattern[1] == 'p';
		pattern = strchr(pattern, '}') + 1;
		next = *pattern == '\0' ? end : segment_end(path, end);
		if (next == path)
			return 0;
		if (take &&
		    add_word(call, variables[v],
			decode(call, path, (size_t)(next - path), false)) != 0)
			return -1;
		path = next;
	}
	return path == end;
}

static int
find_endpoint(struct rsec_api_call *call, const char *path, const char *end)
{
	const struct rsec_api_endpoint *endpoint = rsec_api_endpoints;

	for (; endpoint->path != NULL; endpoint++)
		if (match_path(call, endpoint->path, path, end, false) == 1)
			break;
	if (endpoint->path == NULL)
		return rsec_api_refuse(call, 404, NULL,
		    "there is nothing here; see /openapi.json");
	call->endpoint = endpoint;
	return match_path(call, endpoint->path, path, end, true) == 1
		   ? 0
		   : RSEC_API_REFUSED;
}

static int
parse_query(struct rsec_api_call *call, const char *query)
{
	const char *name;
	size_t n, equals;

	for (; *query != '\0'; query += n + (query[n] == '&')) {
		n = strcspn(query, "&");
		if (n == 0)
			continue;
		equals = strcspn(query, "=&");
		name = decode(call, query, equals, true);
		if (equals < n)
			equals++;
		if (add_word(call, name,
			decode(call, query + equals, n - equals, true)) != 0)
			return RSEC_API_REFUSED;
	}
	return 0;
}

/* Whether LIST, of the endpoint, has NAME. */
static bool
lists(const char *list, const char *name)
{
	const size_t n = strlen(name);

	for (; *list != '\0'; list += strcspn(list, " "), list += *list == ' ')
		if (strcspn(list, " !") == n && memcmp(list, name, n) == 0)
			return true;
	return false;
}

static int
check_words(struct rsec_api_call *call)
{
	const struct rsec_api_endpoint *endpoint = call->endpoint;
	size_t i;

	for (i = 0; i < call->word_count; i++)
		if (!lists(endpoint->parameters, call->words[i].name))
			return rsec_api_refuse(call, 400, call->words[i].name,
			    "%s is no parameter of %s", call->words[i].name,
			    endpoint->path);
	return 0;
}

int
rsec_api_parse_target(struct rsec_api_call *call)
{
	const char *target = call->request->target;
	const char *end = target + strcspn(target, "?#");

	if (find_endpoint(call, target, end) != 0)
		return RSEC_API_REFUSED;
	if (*end == '?' && parse_query(call, end + 1) != 0)
		return RSEC_API_REFUSED;
	return check_words(call);
}
