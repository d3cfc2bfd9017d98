/* SPDX-License-Identifier: ISC */
/*
 * A value needs a comma before it if one went before it in the same array or
 * object.  One bit knows that at any depth: what begins clears it, a key
 * clears it for its value, and whatever ends sets it.
 */
#include "text/jsonwrite.h"

#include <string.h>

#include "base/num.h"
#include "base/utc.h"
#include "text/escape.h"

struct rsec_json_writer
rsec_json_writer_init(struct rsec_buf *out)
{
	return (struct rsec_json_writer){ .out = out };
}

bool
rsec_json_failed(const struct rsec_json_writer *json)
{
	return json->failed;
}

/* OPEN, S[0..n) and CLOSE with one look at the room: values are short. */
static void
put(struct rsec_json_writer *json, const char *open, const void *s, size_t n,
    const char *close)
{
	const size_t before = strlen(open), after = strlen(close);
	size_t more;
	char *to;

	if (json->failed || !rsec_size_add(n, before + after, &more) ||
	    (to = rsec_buf_reserve(json->out, more)) == NULL) {
		json->failed = true;
		return;
	}
	memcpy(to, open, before);
	if (n > 0)
		memcpy(to + before, s, n);
	memcpy(to + before + n, close, after);
	json->out->len += more;
}

/* An opening bracket or quote. */
static void
begin(struct rsec_json_writer *json, char bracket)
{
	put(json, json->comma ? "," : "", &bracket, 1, "");
	json->comma = false;
}

static void
end(struct rsec_json_writer *json, char bracket)
{
	put(json, "", &bracket, 1, "");
	json->comma = true;
}

/* A value that is complete in S[0..n). */
static void
value(struct rsec_json_writer *json, const void *s, size_t n)
{
	put(json, json->comma ? "," : "", s, n, "");
	json->comma = true;
}

void
rsec_json_object_begin(struct rsec_json_writer *json)
{
	begin(json, '{');
}

void
rsec_json_object_end(struct rsec_json_writer *json)
{
	end(json, '}');
}

void
rsec_json_array_begin(struct rsec_json_writer *json)
{
	begin(json, '[');
}

void
rsec_json_array_end(struct rsec_json_writer *json)
{
	end(json, ']');
}

void
rsec_json_key(struct rsec_json_writer *json, const char *name)
{
	put(json, json->comma ? ",\"" : "\"", name, strlen(name), "\":");
	json->comma = false;
}

void
rsec_json_put_bytes(struct rsec_json_writer *json, const char *s, size_t n)
{
	const unsigned stops = RSEC_STOP_BACKSLASH | RSEC_STOP_QUOTE;
	char escape[RSEC_JSON_ESCAPE_SIZE];
	size_t run = rsec_escape_run(s, n, stops), len;

	if (run == n) {
		rsec_json_put_safe(json, s, n);
		return;
	}
	begin(json, '"');
	for (;;) {
		put(json, "", s, run, "");
		if (run == n)
			break;
		s += run;
		n -= run;
		run = rsec_escape_json(escape, &len, s, n);
		put(json, "", escape, len, "");
		s += run;
		n -= run;
		run = rsec_escape_run(s, n, stops);
	}
	end(json, '"');
}

void
rsec_json_put_string(struct rsec_json_writer *json, const char *s)
{
	rsec_json_put_bytes(json, s, strlen(s));
}

void
rsec_json_put_safe(struct rsec_json_writer *json, const char *s, size_t n)
{
	put(json, json->comma ? ",\"" : "\"", s, n, "\"");
	json->comma = true;
}

void
rsec_json_text_begin(struct rsec_json_writer *json)
{
	begin(json, '"');
}

void
rsec_json_text_end(struct rsec_json_writer *json)
{
	end(json, '"');
}

void
rsec_json_put_uint(struct rsec_json_writer *json, uint64_t v)
{
	char digits[RSEC_U64_DIGITS];

	value(json, digits, rsec_format_u64(digits, v));
}

void
rsec_json_put_fixed(struct rsec_json_writer *json, int64_t v, unsigned decimals)
{
	char text[RSEC_U64_DIGITS + 3];
	uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v, unit = 1;
	size_t n = 0;
	unsigned i;

	for (i = 0; i < decimals; i++)
		unit *= 10;
	if (v < 0)
		text[n++] = '-';
	n += rsec_format_u64(text + n, left / unit);
	if (decimals > 0)
		text[n++] = '.';
	for (left %= unit; unit > 1; left %= unit) {
		unit /= 10;
		text[n++] = (char)('0' + left / unit);
	}
	value(json, text, n);
}

void
rsec_json_put_bool(struct rsec_json_writer *json, bool v)
{
	value(json, v ? "true" : "false", v ? 4 : 5);
}

void
rsec_json_put_null(struct rsec_json_writer *json)
{
	value(json, "null", 4);
}

void
rsec_json_put_time(struct rsec_json_writer *json, int64_t t)
{
	char text[RSEC_UTC_SIZE];
	size_t n = rsec_utc_format(text, t);

	rsec_json_put_safe(json, text, n);
}
