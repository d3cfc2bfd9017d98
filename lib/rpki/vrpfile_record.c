/* SPDX-License-Identifier: ISC */
/*
 * One record of a VRP export, whatever its format: the fields are checked as
 * they come, in any order, and the whole at its end.  RFC 9582 section 4.3.2.2
 * bounds the maxLength; an export without one means the prefix's own length.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/quote.h"
#include "base/utc.h"
#include "net/asn.h"
#include "rpki/vrpfile_private.h"

void
rsec_vrpfile_begin(struct rsec_vrpfile_record *record, uint64_t line)
{
	record->line = line;
	record->has_asn = record->has_prefix = record->has_max_len = false;
	record->ta_count = 0;
	record->not_before = 0;
	record->bad = false;
}

void
rsec_vrpfile_refuse(
    struct rsec_vrpfile_record *record, uint64_t line, const char *fmt, ...)
{
	va_list ap;

	if (record->bad)
		return;
	record->bad = true;
	rsec_err_at_line(&record->why, RSEC_ERR_SYNTAX, line, "%s", "");
	va_start(ap, fmt);
	vsnprintf(record->why.msg, sizeof(record->why.msg), fmt, ap);
	va_end(ap);
}

/* A field comes once. */
static bool
is_first(struct rsec_vrpfile_record *record, bool *has, const char *name,
    uint64_t line)
{
	if (*has)
		rsec_vrpfile_refuse(record, line, "%s is given twice", name);
	*has = true;
	return !record->bad;
}

void
rsec_vrpfile_asn(
    struct rsec_vrpfile_record *record, const char *s, size_t n, uint64_t line)
{
	char quote[RSEC_QUOTE_SIZE];

	if (is_first(record, &record->has_asn, "asn", line) &&
	    !rsec_asn_parse(s, n, &record->vrp.asn))
		rsec_vrpfile_refuse(record, line, "asn %s is not an AS number",
		    rsec_quote(quote, s, n));
}

void
rsec_vrpfile_prefix(
    struct rsec_vrpfile_record *record, const char *s, size_t n, uint64_t line)
{
	struct rsec_prefix *p = &record->vrp.prefix;
	char quote[RSEC_QUOTE_SIZE];

	if (!is_first(record, &record->has_prefix, "prefix", line))
		return;
	if (rsec_prefix_parse(s, n, p, &record->why) != 0) {
		record->bad = true;
		record->why.line = line;
		rsec_err_prepend(&record->why, "prefix");
	} else if (p->len == rsec_family_bits(p->family) &&
		   memchr(s, '/', n) == NULL) {
		rsec_vrpfile_refuse(record, line, "prefix %s has no length",
		    rsec_quote(quote, s, n));
	}
}

void
rsec_vrpfile_max_len(
    struct rsec_vrpfile_record *record, const char *s, size_t n, uint64_t line)
{
	char quote[RSEC_QUOTE_SIZE];
	uint32_t max_len;

	if (n == 0)
		return;
	if (!is_first(record, &record->has_max_len, "maxLength", line))
		return;
	if (rsec_parse_u32(s, n, UINT8_MAX, &max_len))
		record->vrp.max_len = (uint8_t)max_len;
	else
		rsec_vrpfile_refuse(record, line,
		    "maxLength %s is not a prefix length",
		    rsec_quote(quote, s, n));
}

int
rsec_vrpfile_ta(struct rsec_vrpfile *file, struct rsec_vrpfile_record *record,
    const char *s, size_t n, uint64_t line, struct rsec_err *err)
{
	uint16_t ta;
	unsigned i;

	if (n == 0 || (n == 3 && memcmp(s, "N/A", 3) == 0) || record->bad)
		return 0;
	if (rsec_vrps_ta(file->vrps, s, n, &ta, &record->why) != 0) {
		if (record->why.code == RSEC_ERR_NOMEM)
			return rsec_err_nomem(err);
		record->bad = true;
		record->why.line = line;
		return 0;
	}
	for (i = 0; i < record->ta_count; i++)
		if (record->tas[i] == ta)
			return 0;
	if (record->ta_count == RSEC_VRPFILE_TAS)
		rsec_vrpfile_refuse(record, line,
		    "record names more than %d trust anchors",
		    RSEC_VRPFILE_TAS);
	else
		record->tas[record->ta_count++] = ta;
	return 0;
}

void
rsec_vrpfile_not_before(
    struct rsec_vrpfile_record *record, const char *s, size_t n)
{
	int64_t t;

	if (!rsec_utc_parse(s, n, &t) || t <= 0 || t >= UINT32_MAX)
		return;
	if (record->not_before == 0 || t < record->not_before)
		record->not_before = (uint32_t)t;
}

int
rsec_vrpfile_skip(
    struct rsec_vrpfile *file, const struct rsec_err *why, struct rsec_err *err)
{
	file->stats.skipped++;
	return rsec_diag_skip(file->diag, why, err);
}

/* Add the record for each of its trust anchors. */
static int
add(struct rsec_vrpfile *file, struct rsec_vrpfile_record *record,
    struct rsec_err *err)
{
	unsigned i;

	for (i = 0; i < record->ta_count; i++) {
		record->vrp.ta = record->tas[i];
		if (rsec_vrps_add_at(file->vrps, &record->vrp,
			record->not_before, &record->why) == 0)
			continue;
		if (record->why.code == RSEC_ERR_NOMEM)
			return rsec_err_nomem(err);
		record->why.line = record->line;
		return rsec_vrpfile_skip(file, &record->why, err);
	}
	file->stats.records += record->ta_count;
	if (file->stats.newest < record->not_before)
		file->stats.newest = record->not_before;
	return 0;
}

int
rsec_vrpfile_end(struct rsec_vrpfile *file, struct rsec_vrpfile_record *record,
    struct rsec_err *err)
{
	if (!record->has_asn)
		rsec_vrpfile_refuse(record, record->line, "asn is missing");
	if (!record->has_prefix)
		rsec_vrpfile_refuse(record, record->line, "prefix is missing");
	if (record->bad)
		return rsec_vrpfile_skip(file, &record->why, err);
	if (!record->has_max_len)
		record->vrp.max_len = record->vrp.prefix.len;
	if (record->ta_count == 0)
		record->tas[record->ta_count++] = file->ta;
	return add(file, record, err);
}
