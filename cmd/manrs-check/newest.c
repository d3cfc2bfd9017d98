/* SPDX-License-Identifier: ISC */
/*
 * When the newest of some files of BGP begins, by its first record: MRT, or
 * lines of bgpdump.  Each is only opened for that, and what is wrong with it is
 * told when it is read.
 */
#include <string.h>

#include "base/num.h"
#include "bgp/mrt.h"
#include "bgp/routeline.h"
#include "cmd/manrs-check/manrs-check.h"

/* The time of the first line, where it is of bgpdump; else 0. */
static int64_t
time_of_line(const char *text, size_t len)
{
	struct rsec_routeline_reader reader = RSEC_ROUTELINE_READER_INIT;
	const char *end = memchr(text, '\n', len);
	struct rsec_routeline line;

	if (end == NULL ||
	    rsec_routeline_parse(
		&reader, text, (size_t)(end - text), &line, NULL) == -1 ||
	    line.kind != RSEC_ROUTELINE_ROUTE || !line.dumped)
		return 0;
	return line.time;
}

static int64_t
first_time(struct file *file, const struct options *options)
{
	const uint8_t *data;
	int64_t time = 0;
	size_t len;

	if (file_open(file, options) == 0 &&
	    rsec_input_peek(file->in, &data, &len, &file->err) == 0)
		time = rsec_mrt_is(data, len)
			   ? rsec_get_be32(data)
			   : time_of_line((const char *)data, len);
	file_rewind(file);
	return time;
}

int64_t
files_newest(struct file *file, size_t count, const struct options *options)
{
	int64_t newest = 0, time;
	size_t i;

	for (i = 0; i < count; i++) {
		time = first_time(&file[i], options);
		if (time > newest)
			newest = time;
	}
	return newest;
}
