/* SPDX-License-Identifier: ISC */
/*
 * Lines of a text, one at a time, in constant memory.  LF and CRLF both end a
 * line; the last line needs no end.
 */
#ifndef RSEC_TEXT_LINE_H
#define RSEC_TEXT_LINE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/source.h"

#define RSEC_LINE_MAX ((size_t)1 << 20) /* bytes; a longer line is an error */

struct rsec_lines {
	struct rsec_source source;
	const uint8_t *at, *end; /* the run that is being read */
	struct rsec_buf joined;	 /* a line that spans runs */
	uint64_t number;	 /* of the line last returned, 1-based */
	uint64_t offset;	 /* of its first byte */
	uint64_t next_offset;
};

RSEC_BEGIN_API

void rsec_lines_init(struct rsec_lines *lines, struct rsec_source source);
void rsec_lines_fini(struct rsec_lines *lines);

/*
 * The next line without its end, borrowed until the following call.  Returns
 * 1, 0 at the end, or -1 with ERR: the source failed, or the line is longer
 * than RSEC_LINE_MAX.
 */
int rsec_lines_next(struct rsec_lines *lines, const char **line, size_t *len,
    struct rsec_err *err);

RSEC_END_API

#endif
