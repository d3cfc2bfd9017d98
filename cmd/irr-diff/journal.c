/* SPDX-License-Identifier: ISC */
/*
 * -f nrtm3 and nrtm4: the changes as a journal that makes NEW of OLD.  What
 * goes comes before what takes its place; a change is a single addition.
 *
 * A journal names its registry, so that without a change there is none: then
 * nothing is printed.
 */
#include <stdio.h>
#include <string.h>

#include "cmd/cli.h"
#include "cmd/irr-diff/irr-diff.h"

struct writer {
	struct rsec_nrtm_head head;
	uint64_t serial; /* of the next operation */
	struct rsec_buf buf;
	struct rsec_out *out;
	struct rsec_err err;
};

/* What was written to the buffer goes out; die where it was not. */
static void
pass_on(struct writer *writer, int rc)
{
	if (rc != 0)
		cli_die("%s", writer->err.msg);
	rsec_out_raw_bytes(writer->out, writer->buf.data, writer->buf.len);
	writer->buf.len = 0;
}

/* Operations that CHANGE takes. */
static unsigned
operations(const struct rsec_irr_change *change)
{
	return change->op == RSEC_IRR_ORIGIN ? 2 : 1;
}

/*
 * The key of the old object, which of an origin change is not the change's:
 * there it is that of the old origin, as change->origin is.
 */
static void
write_delete(struct writer *writer, const struct rsec_irr_change *change)
{
	struct rsec_buf key = RSEC_BUF_INIT;

	if (rsec_rpsl_key(change->old_object, &key, &writer->err) != 0 ||
	    rsec_buf_addc(&key, '\0') != 0)
		cli_die("%s", writer->err.msg);
	pass_on(writer,
	    rsec_nrtm_write_delete(&writer->buf, &writer->head,
		writer->serial++, change->old_object, key.data, &writer->err));
	rsec_buf_fini(&key);
}

static void
write_add(struct writer *writer, const struct rsec_irr_change *change)
{
	if (rsec_nrtm_write_add(&writer->buf, &writer->head, writer->serial++,
		change->new_object, &writer->err) != 0)
		cli_die("%s: %s", change->key, writer->err.msg);
	pass_on(writer, 0);
}

static bool
is_deletion(const struct rsec_irr_change *change)
{
	return change->op == RSEC_IRR_REMOVED || change->op == RSEC_IRR_ORIGIN;
}

static void
write_all(struct writer *writer, const struct options *options,
    const struct rsec_irr_diff *diff)
{
	const struct rsec_irr_change *change;
	size_t i, n = rsec_irr_diff_count(diff);

	for (i = 0; i < n && !rsec_out_failed(writer->out); i++) {
		change = rsec_irr_diff_get(diff, i);
		if (changes_wanted(options, change) && is_deletion(change))
			write_delete(writer, change);
	}
	for (i = 0; i < n && !rsec_out_failed(writer->out); i++) {
		change = rsec_irr_diff_get(diff, i);
		if (changes_wanted(options, change) &&
		    change->new_object != NULL)
			write_add(writer, change);
	}
}

static void
fill_head(struct rsec_nrtm_head *head, const struct options *options,
    const struct rsec_irr_diff *diff, const char *source)
{
	const struct rsec_irr_change *change;
	uint64_t count = 0;
	size_t i;

	for (i = 0; i < rsec_irr_diff_count(diff); i++) {
		change = rsec_irr_diff_get(diff, i);
		if (changes_wanted(options, change))
			count += operations(change);
	}
	snprintf(head->source, sizeof(head->source), "%s", source);
	head->first = head->last = options->serial;
	head->format = RSEC_NRTM_V4_DELTA;
	if (options->shape == SHAPE_NRTM4)
		snprintf(head->session, sizeof(head->session), "%s",
		    options->session);
	else {
		head->format = RSEC_NRTM_V3;
		if (count - 1 > UINT64_MAX - head->first)
			cli_die("--serial: the serials of %llu changes do not "
				"fit behind it",
			    (unsigned long long)count);
		head->last = head->first + count - 1;
	}
}

void
print_journal(const struct options *options, const struct rsec_irr_diff *diff,
    struct rsec_out *out)
{
	const char *source = changes_source(options, diff);
	struct writer writer = { .serial = options->serial, .out = out };

	if (source == NULL)
		return;
	fill_head(&writer.head, options, diff, source);
	pass_on(&writer,
	    rsec_nrtm_write_head(&writer.buf, &writer.head, &writer.err));
	write_all(&writer, options, diff);
	pass_on(&writer,
	    rsec_nrtm_write_end(&writer.buf, &writer.head, &writer.err));
	rsec_buf_fini(&writer.buf);
}
