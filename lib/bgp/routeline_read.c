/* SPDX-License-Identifier: ISC */
/* All lines of an input that are routes; the others are told and passed over.
 */
#include "bgp/routeline.h"
#include "text/line.h"

/* A line that has a prefix alone. */
static void
refuse_prefix(const struct rsec_prefix *prefix, struct rsec_err *why)
{
	char text[RSEC_PREFIX_SIZE];

	rsec_prefix_format(text, prefix);
	rsec_err_set(why, RSEC_ERR_SYNTAX, "%s has no origin", text);
}

static int
read_lines(struct rsec_lines *lines, const struct rsec_routeline_sink *sink,
    const struct rsec_diag *diag, uint64_t *skipped, struct rsec_err *err)
{
	struct rsec_routeline_reader reader = RSEC_ROUTELINE_READER_INIT;
	struct rsec_routeline line;
	struct rsec_err why;
	const char *s;
	size_t n;
	int rc;

	while ((rc = rsec_lines_next(lines, &s, &n, err)) == 1) {
		rc = rsec_routeline_parse(&reader, s, n, &line, &why);
		if (rc == 0 && line.kind == RSEC_ROUTELINE_NOTHING)
			continue;
		if (rc == 0 && line.kind == RSEC_ROUTELINE_ROUTE) {
			if (sink->add(sink->ctx, &line, err) == -1)
				return -1;
			continue;
		}
		if (rc == 0)
			refuse_prefix(&line.prefix, &why);
		why.line = lines->number;
		++*skipped;
		if (rsec_diag_skip(diag, &why, err) == -1)
			return -1;
	}
	return rc;
}

int
rsec_routelines_read(struct rsec_source source,
    const struct rsec_routeline_sink *sink, const struct rsec_diag *diag,
    uint64_t *skipped, struct rsec_err *err)
{
	struct rsec_lines lines;
	int rc;

	rsec_lines_init(&lines, source);
	rc = read_lines(&lines, sink, diag, skipped, err);
	rsec_lines_fini(&lines);
	return rc;
}
