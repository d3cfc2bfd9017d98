/* SPDX-License-Identifier: ISC */
/* When an input was made, from its first lines. */
#include "manrs/stamp.h"

#include <ctype.h>
#include <string.h>

#include "base/num.h"
#include "base/utc.h"
#include "text/field.h"

enum {
	DELEGATED_VERSION,
	DELEGATED_SERIAL = 2,
	DELEGATED_END = 5,
	DELEGATED_COLUMNS = 7
};

#define AS_REL_DAY 2

typedef bool stamp_of_line(const char *line, size_t n, int64_t *out);

static bool
of_delegated(const char *line, size_t n, int64_t *out)
{
	struct rsec_field column[DELEGATED_COLUMNS];
	const struct rsec_field *version = &column[DELEGATED_VERSION];
	const struct rsec_field *serial = &column[DELEGATED_SERIAL];
	const struct rsec_field *end = &column[DELEGATED_END];

	if (rsec_fields_cut(line, n, '|', column, DELEGATED_COLUMNS) <
		DELEGATED_COLUMNS ||
	    version->n == 0 || !isdigit((unsigned char)version->s[0]))
		return false;
	return rsec_utc_parse_digits(end->s, end->n, out) ||
	       rsec_utc_parse_digits(serial->s, serial->n, out);
}

static bool
of_bogons(const char *line, size_t n, int64_t *out)
{
	static const char updated[] = "# last updated ";
	const size_t len = sizeof(updated) - 1;
	struct rsec_field rest;
	uint64_t seconds;

	if (n < len || memcmp(line, updated, len) != 0)
		return false;
	(void)rsec_fields_cut(line + len, n - len, ' ', &rest, 1);
	if (rsec_utc_parse(rest.s, rest.n, out))
		return true;
	if (!rsec_parse_u64(
		rest.s, rest.n, INT32_MAX * UINT64_C(1000), &seconds))
		return false;
	*out = (int64_t)seconds;
	return true;
}

static bool
of_as_rel(const char *line, size_t n, int64_t *out)
{
	struct rsec_field column[AS_REL_DAY + 1];

	return rsec_fields_cut(line, n, '|', column, AS_REL_DAY + 1) >
		   AS_REL_DAY &&
	       rsec_field_is(column[0], "# source:topology") &&
	       rsec_utc_parse_digits(
		   column[AS_REL_DAY].s, column[AS_REL_DAY].n, out);
}

bool
rsec_manrs_stamp(
    enum rsec_manrs_input input, const char *head, size_t len, int64_t *out)
{
	stamp_of_line *of_line = input == RSEC_MANRS_DELEGATED ? of_delegated
				 : input == RSEC_MANRS_BOGONS  ? of_bogons
				 : input == RSEC_MANRS_AS_REL  ? of_as_rel
							       : NULL;
	const char *end = head + len, *lf;
	bool found = false;
	int64_t time;

	if (of_line == NULL)
		return false;
	for (; (lf = memchr(head, '\n', (size_t)(end - head))) != NULL;
	     head = lf + 1) {
		if (!of_line(head, (size_t)(lf - head), &time) ||
		    (found && time <= *out))
			continue;
		*out = time;
		found = true;
	}
	return found;
}
