/* SPDX-License-Identifier: ISC */
/*
 * Journals written: see nrtm_read.c and nrtm4_read.c for their forms.  Objects
 * are written byte for byte as they stand in the dump; that is also what makes
 * OLD and the journal together say what NEW says.
 */
#include "irr/nrtm.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "text/escape.h"
#include "text/jsonwrite.h"

#define RECORD_SEPARATOR '\x1e' /* RFC 7464 section 2.2 */

/* Leave OUT as it was, LEN bytes long. */
static int
undo(struct rsec_buf *out, size_t len, struct rsec_err *err)
{
	out->len = len;
	return rsec_err_nomem(err);
}

static bool
is_json(const struct rsec_nrtm_head *head)
{
	return head->format == RSEC_NRTM_V4_DELTA;
}

/* S[0..n) must be UTF-8 to stand in JSON; WHAT it is. */
static int
check_utf8(const char *s, size_t n, const char *what, struct rsec_err *err)
{
	uint64_t line = 1;
	size_t i, len;
	uint32_t c;

	for (i = 0; i < n; i += len) {
		if ((len = rsec_utf8_decode(s + i, n - i, &c)) == 0)
			return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
			    "line %" PRIu64 " of the %s is not UTF-8, which "
			    "NRTM version 4 cannot carry (RFC 8259 section "
			    "8.1); version 3 can",
			    line, what);
		line += c == '\n';
	}
	return 0;
}

/* The record that JSON wrote from the LEN-th byte of OUT on is complete. */
static int
end_record(struct rsec_buf *out, size_t len, struct rsec_json_writer *json,
    struct rsec_err *err)
{
	rsec_json_object_end(json);
	if (rsec_json_failed(json) || rsec_buf_addc(out, '\n') != 0)
		return undo(out, len, err);
	return 0;
}

static int
write_json_head(struct rsec_buf *out, const struct rsec_nrtm_head *head,
    struct rsec_err *err)
{
	struct rsec_json_writer json = rsec_json_writer_init(out);
	size_t len = out->len;

	if (rsec_buf_addc(out, RECORD_SEPARATOR) != 0)
		return rsec_err_nomem(err);
	rsec_json_object_begin(&json);
	rsec_json_key(&json, "nrtm_version");
	rsec_json_put_uint(&json, 4);
	rsec_json_key(&json, "type");
	rsec_json_put_string(&json, "delta");
	rsec_json_key(&json, "source");
	rsec_json_put_string(&json, head->source);
	rsec_json_key(&json, "session_id");
	rsec_json_put_string(&json, head->session);
	rsec_json_key(&json, "version");
	rsec_json_put_uint(&json, head->first);
	return end_record(out, len, &json, err);
}

static int
write_json_add(struct rsec_buf *out, const struct rsec_rpsl_object *object,
    struct rsec_err *err)
{
	struct rsec_json_writer json = rsec_json_writer_init(out);
	size_t len = out->len;

	if (check_utf8(object->text, object->len, "object", err) != 0)
		return -1;
	if (rsec_buf_addc(out, RECORD_SEPARATOR) != 0)
		return rsec_err_nomem(err);
	rsec_json_object_begin(&json);
	rsec_json_key(&json, "action");
	rsec_json_put_string(&json, "add_modify");
	rsec_json_key(&json, "object");
	rsec_json_put_bytes(&json, object->text, object->len);
	return end_record(out, len, &json, err);
}

static int
write_json_delete(struct rsec_buf *out, enum rsec_rpsl_class class,
    const char *key, struct rsec_err *err)
{
	struct rsec_json_writer json = rsec_json_writer_init(out);
	size_t len = out->len;

	if (check_utf8(key, strlen(key), "key", err) != 0)
		return -1;
	if (rsec_buf_addc(out, RECORD_SEPARATOR) != 0)
		return rsec_err_nomem(err);
	rsec_json_object_begin(&json);
	rsec_json_key(&json, "action");
	rsec_json_put_string(&json, "delete");
	rsec_json_key(&json, "object_class");
	rsec_json_put_string(&json, rsec_rpsl_class_name(class));
	rsec_json_key(&json, "primary_key");
	rsec_json_put_string(&json, key);
	return end_record(out, len, &json, err);
}

/* "ADD 100", an empty line, the object, an empty line. */
static int
write_operation(struct rsec_buf *out, const struct rsec_nrtm_head *head,
    const char *name, uint64_t serial, const struct rsec_rpsl_object *object,
    struct rsec_err *err)
{
	size_t len = out->len;
	char line[32];

	if (head->format == RSEC_NRTM_V1)
		snprintf(line, sizeof(line), "%s\n\n", name);
	else
		snprintf(
		    line, sizeof(line), "%s %" PRIu64 "\n\n", name, serial);
	if (rsec_buf_puts(out, line) != 0 ||
	    rsec_buf_add(out, object->text, object->len) != 0 ||
	    rsec_buf_puts(out, "\n\n") != 0)
		return undo(out, len, err);
	return 0;
}

int
rsec_nrtm_write_head(struct rsec_buf *out, const struct rsec_nrtm_head *head,
    struct rsec_err *err)
{
	char line[160];

	if (is_json(head))
		return write_json_head(out, head, err);
	snprintf(line, sizeof(line),
	    "%%START Version: %d %s %" PRIu64 "-%" PRIu64 "\n\n",
	    head->format == RSEC_NRTM_V1 ? 1 : 3, head->source, head->first,
	    head->last);
	return rsec_buf_puts(out, line) == 0 ? 0 : rsec_err_nomem(err);
}

int
rsec_nrtm_write_add(struct rsec_buf *out, const struct rsec_nrtm_head *head,
    uint64_t serial, const struct rsec_rpsl_object *object,
    struct rsec_err *err)
{
	if (is_json(head))
		return write_json_add(out, object, err);
	return write_operation(out, head, "ADD", serial, object, err);
}

int
rsec_nrtm_write_delete(struct rsec_buf *out, const struct rsec_nrtm_head *head,
    uint64_t serial, const struct rsec_rpsl_object *object, const char *key,
    struct rsec_err *err)
{
	if (is_json(head))
		return write_json_delete(out, object->class_id, key, err);
	return write_operation(out, head, "DEL", serial, object, err);
}

int
rsec_nrtm_write_end(struct rsec_buf *out, const struct rsec_nrtm_head *head,
    struct rsec_err *err)
{
	char line[80];

	if (is_json(head))
		return 0;
	snprintf(line, sizeof(line), "%%END %s\n", head->source);
	return rsec_buf_puts(out, line) == 0 ? 0 : rsec_err_nomem(err);
}
