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

static void
put(struct rsec_json_writer *json, const void *s, size_t n)
{
	if (!json->failed && rsec_buf_add(json->out, s, n) != 0)
		json->failed = true;
}

static void
begin(struct rsec_json_writer *json, const char *bracket)
{
	if (json->comma)
		put(json, ",", 1);
	put(json, bracket, 1);
	json->comma = false;
}

static void
end(struct rsec_json_writer *json, const char *bracket)
{
	put(json, bracket, 1);
	json->comma = true;
}

/* A value that is complete in S[0..n). */
static void
value(struct rsec_json_writer *json, const void *s, size_t n)
{
	if (json->comma)
		put(json, ",", 1);
	put(json, s, n);
	json->comma = true;
}

void
rsec_json_object_begin(struct rsec_json_writer *json)
{
	begin(json, "{");
}

void
rsec_json_object_end(struct rsec_json_writer *json)
{
	end(json, "}");
}

void
rsec_json_array_begin(struct rsec_json_writer *json)
{
	begin(json, "[");
}

void
rsec_json_array_end(struct rsec_json_writer *json)
{
	end(json, "]");
}

void
rsec_json_key(struct rsec_json_writer *json, const char *name)
{
	begin(json, "\"");
	put(json, name, strlen(name));
	put(json, "\":", 2);
}

void
rsec_json_put_bytes(struct rsec_json_writer *json, const char *s, size_t n)
{
	char escape[RSEC_JSON_ESCAPE_SIZE];
	size_t run, len;

	begin(json, "\"");
	for (;;) {
		run = rsec_escape_run(
		    s, n, RSEC_STOP_BACKSLASH | RSEC_STOP_QUOTE);
		put(json, s, run);
		if (run == n)
			break;
		s += run;
		n -= run;
		run = rsec_escape_json(escape, &len, s, n);
		put(json, escape, len);
		s += run;
		n -= run;
	}
	end(json, "\"");
}

void
rsec_json_put_string(struct rsec_json_writer *json, const char *s)
{
	rsec_json_put_bytes(json, s, strlen(s));
}

void
rsec_json_put_safe(struct rsec_json_writer *json, const char *s, size_t n)
{
	begin(json, "\"");
	put(json, s, n);
	end(json, "\"");
}

void
rsec_json_text_begin(struct rsec_json_writer *json)
{
	begin(json, "\"");
}

void
rsec_json_text_end(struct rsec_json_writer *json)
{
	end(json, "\"");
}

void
rsec_json_put_uint(struct rsec_json_writer *json, uint64_t v)
{
	char digits[RSEC_U64_DIGITS];

	value(json, digits, rsec_format_u64(digits, v));
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
