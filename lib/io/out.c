/* SPDX-License-Identifier: ISC */
/*
 * The writer: schema, values, buffer.  How a value looks is decided in two
 * steps: here it becomes text with a kind (out_private.h), a format then puts
 * it among its separators (out_text.c, out_delimited.c, out_json.c).
 *
 * All bytes go through one buffer of fixed size to write(2).  After a write
 * has failed the rest is formatted and dropped: callers need to look only
 * once, at the end, and may look earlier to stop early.
 *
 * A value that does not fit the schema is a mistake of the program; it is not
 * written, and closing fails with the name of the column.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/num.h"
#include "base/utc.h"
#include "io/out_private.h"
#include "net/asn.h"
#include "text/escape.h"

#define DECIMALS_MAX 9
#define REAL_MAX     1e9 /* larger ones are written without decimals */
#define REAL_SIZE    330 /* bytes of the largest double and its NUL */

bool
rsec_out_format_parse(const char *name, enum rsec_out_format *format)
{
	static const char *const names[] = { [RSEC_OUT_TEXT] = "text",
		[RSEC_OUT_TSV] = "tsv",
		[RSEC_OUT_CSV] = "csv",
		[RSEC_OUT_JSON] = "json",
		[RSEC_OUT_JSONL] = "jsonl" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0) {
			*format = (enum rsec_out_format)i;
			return true;
		}
	return false;
}

/* Wait until a non-blocking descriptor takes bytes again. */
static int
wait_writable(int fd)
{
	struct pollfd pollfd = { .fd = fd, .events = POLLOUT };

	return poll(&pollfd, 1, -1) < 0 && errno != EINTR ? -1 : 0;
}

static void
write_all(struct rsec_out *out, const char *s, size_t n)
{
	ssize_t written;

	while (n > 0 && out->error == 0) {
		written = write(out->fd, s, n);
		if (written >= 0) {
			s += written;
			n -= (size_t)written;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			if (wait_writable(out->fd) != 0)
				out->error = errno;
		} else if (errno != EINTR)
			out->error = errno;
	}
}

void
rsec_out_flush(struct rsec_out *out)
{
	write_all(out, out->data, out->len);
	out->len = 0;
}

void
out_put_large(struct rsec_out *out, const char *s, size_t n)
{
	rsec_out_flush(out);
	if (n > OUT_BUFFER)
		write_all(out, s, n);
	else
		out_put(out, s, n);
}

/* Characters of S[0..n), which is UTF-8: all bytes but those that go on one. */
static size_t
characters(const char *s, size_t n)
{
	size_t i, count = 0;

	for (i = 0; i < n; i++)
		count += ((unsigned char)s[i] & 0xc0) != 0x80;
	return count;
}

size_t
out_escape(struct rsec_out *out, const char *s, size_t n, unsigned stops)
{
	char escape[RSEC_ESCAPE_SIZE];
	size_t run, len, width = 0;

	for (;;) {
		run = rsec_escape_run(s, n, stops);
		out_put(out, s, run);
		width += characters(s, run);
		if (run == n)
			return width;
		if (s[run] == '"') {
			out_put(out, "\"\"", 2);
			len = 2;
		} else {
			len = rsec_escape_byte(escape, s[run]);
			out_put(out, escape, len);
		}
		width += len;
		s += run + 1;
		n -= run + 1;
	}
}

static size_t
count_columns(const struct rsec_out_column *columns)
{
	size_t n = 0;

	while (columns != NULL && columns[n].name != NULL)
		n++;
	return n;
}

static const struct rsec_out_column *
rows_of(const struct rsec_out_column *columns)
{
	for (; columns != NULL && columns->name != NULL; columns++)
		if (columns->type == RSEC_OUT_ROWS)
			return columns->rows;
	return NULL;
}

static size_t
key_bytes(const struct rsec_out_column *columns)
{
	size_t n = 0;

	for (; columns != NULL && columns->name != NULL; columns++)
		n += strlen(columns->name) + 4; /* comma, quotes, colon */
	return n;
}

/* Fill LEVEL, its keys from KEYS on; returns what is behind the keys. */
static char *
fill_level(struct out_level *level, const struct rsec_out_column *columns,
    struct out_field *field, char *keys)
{
	size_t i, len;

	level->field = field;
	level->fields = count_columns(columns);
	for (i = 0; i < level->fields; i++) {
		len = strlen(columns[i].name);
		field[i].name = columns[i].name;
		field[i].type = columns[i].type;
		field[i].width = columns[i].width & ~RSEC_OUT_BELOW;
		field[i].below = (columns[i].width & RSEC_OUT_BELOW) != 0;
		field[i].key = keys;
		field[i].key_len = len + 4;
		*keys++ = i == 0 ? '{' : ',';
		*keys++ = '"';
		memcpy(keys, columns[i].name, len);
		keys += len;
		*keys++ = '"';
		*keys++ = ':';
	}
	return keys;
}

struct rsec_out *
rsec_out_new(
    int fd, enum rsec_out_format format, const struct rsec_out_column *columns)
{
	static const struct out_ops *const ops[] = {
		[RSEC_OUT_TEXT] = &out_text,
		[RSEC_OUT_TSV] = &out_tsv,
		[RSEC_OUT_CSV] = &out_csv,
		[RSEC_OUT_JSON] = &out_json,
		[RSEC_OUT_JSONL] = &out_jsonl,
	};
	const struct rsec_out_column *rows = rows_of(columns);
	size_t fields = count_columns(columns);
	size_t all = fields + count_columns(rows);
	struct out_field *field;
	struct rsec_out *out;
	char *keys;

	/* One allocation: the writer, its fields, the text of their keys. */
	out = malloc(sizeof(*out) + all * sizeof(*field) + key_bytes(columns) +
		     key_bytes(rows));
	if (out == NULL)
		return NULL;
	memset(out, 0, offsetof(struct rsec_out, data));
	field = (struct out_field *)(out + 1);
	keys = (char *)(field + all);
	keys = fill_level(&out->record, columns, field, keys);
	fill_level(&out->rows, rows, field + fields, keys);
	out->ops = ops[format];
	out->json = format == RSEC_OUT_JSON || format == RSEC_OUT_JSONL;
	out->level = &out->record;
	out->fd = fd;
	if (fields > 0)
		out->ops->start(out);
	return out;
}

static void
misfit(struct rsec_out *out)
{
	const struct out_level *level = out->level;

	if (out->misfit == NULL)
		out->misfit = level->next < level->fields
				  ? level->field[level->next].name
				  : "(behind the last)";
}

int
rsec_out_close(struct rsec_out *out, struct rsec_err *err)
{
	int result = 0;

	if (out == NULL)
		return 0;
	if (out->record.fields > 0)
		out->ops->finish(out);
	rsec_out_flush(out);
	if (out->record.next != 0)
		misfit(out);
	if (out->error == EPIPE)
		result = 1;
	else if (out->error != 0)
		result = rsec_err_set(
		    err, RSEC_ERR_IO, "write: %s", strerror(out->error));
	else if (out->misfit != NULL)
		result = rsec_err_set(err, RSEC_ERR_CORRUPT,
		    "a record does not follow its schema at column \"%s\"",
		    out->misfit);
	free(out);
	return result;
}

bool
rsec_out_failed(const struct rsec_out *out)
{
	return out->error != 0 || out->misfit != NULL;
}

bool
rsec_out_broken_pipe(const struct rsec_out *out)
{
	return out->error == EPIPE;
}

void
rsec_out_set_colour(struct rsec_out *out, bool colour)
{
	out->colour = colour;
}

void
rsec_out_look(struct rsec_out *out, enum rsec_out_look look)
{
	out->look = look;
}

void
rsec_out_raw(struct rsec_out *out, const char *s)
{
	out_put(out, s, strlen(s));
}

void
rsec_out_raw_bytes(struct rsec_out *out, const char *s, size_t n)
{
	if (n > 0) /* S may be NULL then, as an empty buffer's is */
		out_put(out, s, n);
}

/* The column that gets the next value, if it is of TYPE; else NULL. */
static const struct out_field *
next_field(struct rsec_out *out, enum rsec_out_type type)
{
	struct out_level *level = out->level;

	if (level->next < level->fields &&
	    level->field[level->next].type == type)
		return &level->field[level->next++];
	misfit(out);
	return NULL;
}

/* The type of the next column if it is SPECIAL, else USUAL. */
static enum rsec_out_type
either(const struct rsec_out *out, enum rsec_out_type usual,
    enum rsec_out_type special)
{
	const struct out_level *level = out->level;

	return level->next < level->fields &&
		       level->field[level->next].type == special
		   ? special
		   : usual;
}

static void
value(struct rsec_out *out, enum rsec_out_type type, enum out_kind kind,
    const char *s, size_t n)
{
	const struct out_field *field = next_field(out, type);

	if (field != NULL)
		out->ops->value(out, field, kind, s, n);
	out->look = RSEC_OUT_PLAIN;
}

void
rsec_out_string(struct rsec_out *out, const char *s)
{
	rsec_out_bytes(out, s, strlen(s));
}

void
rsec_out_bytes(struct rsec_out *out, const char *s, size_t n)
{
	value(out, either(out, RSEC_OUT_STRING, RSEC_OUT_NOTE), OUT_STRING,
	    n > 0 ? s : "", n);
}

void
rsec_out_uint(struct rsec_out *out, uint64_t v)
{
	char text[RSEC_U64_DIGITS];

	value(out, either(out, RSEC_OUT_UINT, RSEC_OUT_MAX_LENGTH), OUT_BARE,
	    text, rsec_format_u64(text, v));
}

/* V >= 0 with DECIMALS, rounded half up; no locale, unlike printf. */
static size_t
format_real(char *to, double v, unsigned decimals)
{
	uint64_t scale = 1, fixed;
	size_t n;
	unsigned i;

	if (v >= REAL_MAX)
		return (size_t)snprintf(to, REAL_SIZE, "%.0f", v);
	for (i = 0; i < decimals; i++)
		scale *= 10;
	fixed = (uint64_t)(v * (double)scale + 0.5);
	n = rsec_format_u64(to, fixed / scale);
	if (decimals == 0)
		return n;
	to[n++] = '.';
	fixed %= scale;
	for (i = decimals; i > 0; i--) {
		to[n + i - 1] = (char)('0' + fixed % 10);
		fixed /= 10;
	}
	return n + decimals;
}

void
rsec_out_real(struct rsec_out *out, double v, unsigned decimals)
{
	enum rsec_out_type type = either(out, RSEC_OUT_REAL, RSEC_OUT_PERCENT);
	char text[1 + REAL_SIZE];
	size_t n;

	if (v - v != 0) { /* infinite, or not a number */
		value(out, type, OUT_NULL, "", 0);
		return;
	}
	if (decimals > DECIMALS_MAX)
		decimals = DECIMALS_MAX;
	text[0] = '-';
	n = format_real(text + 1, v < 0 ? -v : v, decimals);
	text[1 + n] = '\0';
	if (v < 0 && strspn(text + 1, "0.") < n) /* not "-0.00" */
		value(out, type, OUT_BARE, text, n + 1);
	else
		value(out, type, OUT_BARE, text + 1, n);
}

void
rsec_out_bool(struct rsec_out *out, bool v)
{
	value(out, RSEC_OUT_BOOL, OUT_BARE, v ? "true" : "false", v ? 4 : 5);
}

void
rsec_out_prefix(struct rsec_out *out, const struct rsec_prefix *p)
{
	char text[RSEC_PREFIX_SIZE];

	out->prefix_len = p->len;
	value(
	    out, RSEC_OUT_PREFIX, OUT_SAFE, text, rsec_prefix_format(text, p));
}

void
rsec_out_asn(struct rsec_out *out, uint32_t asn)
{
	char text[RSEC_ASN_SIZE];

	if (out->json)
		value(out, RSEC_OUT_ASN, OUT_BARE, text,
		    rsec_format_u64(text, asn));
	else
		value(out, RSEC_OUT_ASN, OUT_SAFE, text,
		    rsec_asn_format(text, asn));
}

void
rsec_out_time(struct rsec_out *out, int64_t t)
{
	char text[RSEC_UTC_SIZE];

	value(out, RSEC_OUT_TIME, OUT_SAFE, text, rsec_utc_format(text, t));
}

void
rsec_out_null(struct rsec_out *out)
{
	const struct out_level *level = out->level;

	if (level->next < level->fields)
		value(out, level->field[level->next].type, OUT_NULL, "", 0);
	else
		misfit(out);
}

void
rsec_out_rows_begin(struct rsec_out *out)
{
	const struct out_field *field;

	if (out_in_rows(out)) {
		misfit(out);
		return;
	}
	if ((field = next_field(out, RSEC_OUT_ROWS)) == NULL)
		return;
	out->ops->rows_begin(out, field);
	out->level = &out->rows;
	out->rows.next = 0;
	out->row = 0;
	out->has_rows = true;
}

void
rsec_out_row_end(struct rsec_out *out)
{
	if (!out_in_rows(out) || out->rows.next != out->rows.fields) {
		misfit(out);
		return;
	}
	out->ops->row_end(out);
	out->rows.next = 0;
	out->row++;
}

void
rsec_out_rows_end(struct rsec_out *out)
{
	if (!out_in_rows(out) || out->rows.next != 0) {
		misfit(out);
		return;
	}
	out->ops->rows_end(out);
	out->level = &out->record;
}

void
rsec_out_end(struct rsec_out *out)
{
	if (out_in_rows(out) || out->record.next != out->record.fields) {
		misfit(out);
		return;
	}
	out->ops->record_end(out);
	out->record.next = 0;
	out->has_rows = false;
	out->records++;
}
