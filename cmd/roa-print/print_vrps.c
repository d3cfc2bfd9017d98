/* SPDX-License-Identifier: ISC */
/*
 * VRPs as CSV (RFC 4180) and TSV, which "roa-check -r" reads:
 *
 *	uri,asn,prefix,maxlen,notBefore,notAfter
 *
 * Those of an object that fails are left out: a VRP that is printed here may
 * be used.  What was not checked is not known to be wrong, and is printed.
 */
#include <string.h>

#include "cmd/roa-print/printer.h"
#include "text/escape.h"

#define HEADER(c) "uri" c "asn" c "prefix" c "maxlen" c "notBefore" c "notAfter"

/* The name of an object as a field: escaped, and quoted where CSV needs it. */
static void
field(struct writer *w, struct rsec_bytes name, char separator)
{
	const uint8_t *quote;
	size_t n;

	if (separator == '\t' || name.len == 0 ||
	    (memchr(name.data, ',', name.len) == NULL &&
		memchr(name.data, '"', name.len) == NULL)) {
		put_bytes(w, name);
		return;
	}
	put_char(w, '"');
	while ((quote = memchr(name.data, '"', name.len)) != NULL) {
		n = (size_t)(quote - name.data);
		put_bytes(w, (struct rsec_bytes){ name.data, n });
		put_string(w, "\"\"");
		name.data += n + 1;
		name.len -= n + 1;
	}
	put_bytes(w, name);
	put_char(w, '"');
}

/* What stands in each line before the prefix, and after it. */
static void
frame(struct writer *before, struct writer *after,
    const struct subject *subject, char separator)
{
	const struct rsec_object *object = &subject->object;
	struct rsec_bytes name = subject_uri(subject);

	if (name.len == 0)
		name = bytes_of(subject->item->name);
	field(before, name, separator);
	put_char(before, separator);
	put_asn(before, object->roa.asn);
	put_char(before, separator);
	put_char(after, separator);
	if (object->cms.has_ee)
		put_time(after, object->cms.ee.not_before);
	put_char(after, separator);
	if (object->cms.has_ee)
		put_time(after, object->cms.ee.not_after);
	put_char(after, '\n');
}

static int
vrps(struct rsec_buf *out, const struct subject *subject, char separator)
{
	const struct rsec_roa *roa = &subject->object.roa;
	struct rsec_buf before = RSEC_BUF_INIT, after = RSEC_BUF_INIT;
	struct writer w = put_begin(out), head = put_begin(&before),
		      tail = put_begin(&after);
	size_t i;

	if (subject->object.type != RSEC_OBJECT_ROA ||
	    !subject->object.decoded || subject->verdict.overall == RSEC_FAIL)
		return 0;
	frame(&head, &tail, subject, separator);
	for (i = 0; i < roa->count; i++) {
		put(&w, before.data, before.len);
		put_prefix(&w, &roa->prefixes[i].prefix);
		put_char(&w, separator);
		put_uint(&w, roa->prefixes[i].max_len);
		put(&w, after.data, after.len);
	}
	w.failed |= head.failed || tail.failed;
	rsec_buf_fini(&before);
	rsec_buf_fini(&after);
	return put_end(&w);
}

static int
csv_begin(struct rsec_buf *out)
{
	return rsec_buf_puts(out, HEADER(",") "\n");
}

static int
csv_object(struct rsec_buf *out, const struct subject *subject,
    const struct rsec_policy *policy, bool first)
{
	(void)policy;
	(void)first;
	return vrps(out, subject, ',');
}

static int
tsv_begin(struct rsec_buf *out)
{
	return rsec_buf_puts(out, HEADER("\t") "\n");
}

static int
tsv_object(struct rsec_buf *out, const struct subject *subject,
    const struct rsec_policy *policy, bool first)
{
	(void)policy;
	(void)first;
	return vrps(out, subject, '\t');
}

const struct printer printer_csv = { csv_begin, csv_object, printer_nothing };
const struct printer printer_tsv = { tsv_begin, tsv_object, printer_nothing };
