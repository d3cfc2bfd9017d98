/* SPDX-License-Identifier: ISC */
/* Fields of a line.  See field.h. */
#include "text/field.h"

#include <string.h>
#include <strings.h>

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

size_t
rsec_fields_cut(const char *line, size_t n, char separator,
    struct rsec_field *out, size_t max)
{
	const char *at = line, *end = line + n, *from, *to, *stop;
	size_t count = 0;

	for (;;) {
		stop =
		    at < end ? memchr(at, separator, (size_t)(end - at)) : NULL;
		from = at;
		to = stop != NULL ? stop : end;
		while (from < to && is_blank(*from))
			from++;
		while (to > from && is_blank(to[-1]))
			to--;
		if (count < max)
			out[count] =
			    (struct rsec_field){ from, (size_t)(to - from) };
		count++;
		if (stop == NULL)
			return count;
		at = stop + 1;
	}
}

bool
rsec_field_is(struct rsec_field f, const char *s)
{
	return f.n == strlen(s) && strncasecmp(f.s, s, f.n) == 0;
}
