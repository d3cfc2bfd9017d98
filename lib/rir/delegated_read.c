/* SPDX-License-Identifier: ISC */
/*
 * The statistics files of the RIRs: columns between '|',
 *
 *	2.3|ripencc|20261123|150000|19830705|20261122|+0100	version
 *	ripencc|*|ipv4|*|85000|summary
 *	ripencc|NL|ipv4|193.0.0.0|2048|19930901|allocated|id	record
 *
 * of which version and summary lines are passed over: their counts say nothing
 * about where a file was cut.  The opaque id is there in extended files only;
 * columns behind it are not read.  A date of zeros is none, and so is IANA as
 * a registry.
 */
#include <ctype.h>
#include <string.h>

#include "base/num.h"
#include "base/quote.h"
#include "base/utc.h"
#include "net/asn.h"
#include "rir/delegated_private.h"
#include "text/line.h"

enum {
	REGISTRY,
	ECONOMY,
	TYPE,
	START,
	VALUE,
	DATE,
	STATUS,
	ID,
	COLUMNS
};

struct reading {
	struct rsec_span range;
	enum rsec_span_kind kind;
	struct rsec_delegation delegation;
};

static int
refuse(struct rsec_err *why, struct rsec_field field, const char *rule)
{
	char shown[RSEC_QUOTE_SIZE];

	return rsec_err_set(why, RSEC_ERR_SYNTAX, "%s %s",
	    rsec_quote(shown, field.s, field.n), rule);
}

static int
parse_ipv4(
    const struct rsec_field *column, struct reading *out, struct rsec_err *why)
{
	char text[RSEC_PREFIX_SIZE];
	struct rsec_prefix p;
	uint32_t first;
	uint64_t count;

	if (rsec_prefix_parse(column[START].s, column[START].n, &p, why) == -1)
		return -1;
	if (p.family != RSEC_IPV4 || p.len != 32)
		return refuse(why, column[START], "is not an IPv4 address");
	if (!rsec_parse_u64(
		column[VALUE].s, column[VALUE].n, UINT64_MAX, &count) ||
	    count == 0)
		return refuse(
		    why, column[VALUE], "is not a number of addresses");
	first = (uint32_t)(p.hi >> 32);
	if (count > UINT64_C(0x100000000) - first) {
		rsec_prefix_format_address(text, &p);
		return rsec_err_set(why, RSEC_ERR_RANGE,
		    "%llu addresses from %s on end behind 255.255.255.255",
		    (unsigned long long)count, text);
	}
	out->range = rsec_span_numbers(first, count);
	return 0;
}

static int
parse_ipv6(
    const struct rsec_field *column, struct reading *out, struct rsec_err *why)
{
	struct rsec_prefix p, masked;
	uint32_t len;

	if (rsec_prefix_parse(column[START].s, column[START].n, &p, why) == -1)
		return -1;
	if (p.family != RSEC_IPV6 || p.len != 128)
		return refuse(why, column[START], "is not an IPv6 address");
	if (!rsec_parse_u32(column[VALUE].s, column[VALUE].n, 128, &len))
		return refuse(why, column[VALUE], "is not a prefix length");
	masked = p;
	masked.len = (uint8_t)len;
	masked.hi &= rsec_mask_hi(len);
	masked.lo &= rsec_mask_lo(len);
	if (masked.hi != p.hi || masked.lo != p.lo)
		return rsec_err_set(why, RSEC_ERR_RANGE,
		    "%.*s/%u has bits set beyond its length",
		    (int)column[START].n, column[START].s, len);
	out->range = rsec_span_of(&masked);
	return 0;
}

static int
parse_asn(
    const struct rsec_field *column, struct reading *out, struct rsec_err *why)
{
	uint32_t first;
	uint64_t count;

	if (!rsec_asn_parse(column[START].s, column[START].n, &first))
		return refuse(why, column[START], "is not an AS number");
	if (!rsec_parse_u64(
		column[VALUE].s, column[VALUE].n, UINT64_MAX, &count) ||
	    count == 0)
		return refuse(
		    why, column[VALUE], "is not a number of AS numbers");
	if (count > UINT64_C(0x100000000) - first)
		return rsec_err_set(why, RSEC_ERR_RANGE,
		    "%llu AS numbers from AS%u on end behind AS4294967295",
		    (unsigned long long)count, first);
	out->range = rsec_span_numbers(first, count);
	return 0;
}

static int
parse_resource(
    const struct rsec_field *column, struct reading *out, struct rsec_err *why)
{
	if (rsec_field_is(column[TYPE], "ipv4")) {
		out->kind = RSEC_SPAN_IPV4;
		return parse_ipv4(column, out, why);
	}
	if (rsec_field_is(column[TYPE], "ipv6")) {
		out->kind = RSEC_SPAN_IPV6;
		return parse_ipv6(column, out, why);
	}
	if (rsec_field_is(column[TYPE], "asn")) {
		out->kind = RSEC_SPAN_ASN;
		return parse_asn(column, out, why);
	}
	return refuse(why, column[TYPE], "is none of asn, ipv4 and ipv6");
}

static int
parse_registry(
    const struct rsec_field *column, struct reading *out, struct rsec_err *why)
{
	struct rsec_delegation *d = &out->delegation;
	const struct rsec_field economy = column[ECONOMY];

	d->rir = rsec_rir_parse(column[REGISTRY].s, column[REGISTRY].n);
	if (d->rir == RSEC_RIR_NONE && !rsec_field_is(column[REGISTRY], "iana"))
		return refuse(why, column[REGISTRY], "is not an RIR");
	d->economy[0] = '\0';
	if (economy.n == 0)
		return 0;
	if (economy.n != 2 || !isalpha((unsigned char)economy.s[0]) ||
	    !isalpha((unsigned char)economy.s[1]))
		return refuse(why, economy, "is not an economy of two letters");
	d->economy[0] = (char)toupper((unsigned char)economy.s[0]);
	d->economy[1] = (char)toupper((unsigned char)economy.s[1]);
	return 0;
}

static int
parse_date(struct rsec_field date, int32_t *days, struct rsec_err *why)
{
	int64_t time;

	*days = RSEC_DELEGATION_NO_DATE;
	if (date.n == 0 || rsec_field_is(date, "00000000"))
		return 0;
	if (!rsec_utc_parse_digits(date.s, date.n, &time))
		return refuse(why, date, "is not a date of eight digits");
	*days = (int32_t)(time / RSEC_DAY);
	return 0;
}

static int
parse_status(
    struct rsec_field status, struct rsec_delegation *out, struct rsec_err *why)
{
	static const enum rsec_delegation_status all[] = {
		RSEC_DELEGATION_ALLOCATED, RSEC_DELEGATION_ASSIGNED,
		RSEC_DELEGATION_AVAILABLE, RSEC_DELEGATION_RESERVED
	};
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (rsec_field_is(
			status, rsec_delegation_status_name(all[i]))) {
			out->status = all[i];
			return 0;
		}
	return refuse(why, status,
	    "is none of allocated, assigned, available and reserved");
}

/* Whether the line is a comment, a version or a summary. */
static bool
says_nothing(const struct rsec_field *column, size_t count)
{
	if (column[0].n == 0)
		return count == 1;
	if (column[0].s[0] == '#' || isdigit((unsigned char)column[0].s[0]))
		return true;
	return count >= 6 && rsec_field_is(column[5], "summary");
}

/* 1: read it; 0: it says nothing; -1 with WHY. */
static int
parse_line(struct rsec_field line, struct reading *out, struct rsec_field *id,
    struct rsec_err *why)
{
	struct rsec_field column[COLUMNS];
	size_t count;

	count = rsec_fields_cut(line.s, line.n, '|', column, COLUMNS);
	if (says_nothing(column, count))
		return 0;
	if (count < ID)
		return refuse(why, line, "has fewer than seven columns");
	if (parse_registry(column, out, why) == -1 ||
	    parse_resource(column, out, why) == -1 ||
	    parse_date(column[DATE], &out->delegation.date, why) == -1 ||
	    parse_status(column[STATUS], &out->delegation, why) == -1)
		return -1;
	*id = count > ID ? column[ID] : (struct rsec_field){ "", 0 };
	return 1;
}

static int
read_lines(struct rsec_delegated *delegated, struct rsec_lines *lines,
    const struct rsec_diag *diag, struct rsec_err *err)
{
	struct rsec_field line, id;
	struct reading reading;
	struct rsec_err why;
	int rc;

	while ((rc = rsec_lines_next(lines, &line.s, &line.n, err)) == 1) {
		memset(&reading, 0, sizeof(reading));
		rc = parse_line(line, &reading, &id, &why);
		if (rc == 1) {
			rc = rsec_delegated_add(delegated, reading.kind,
			    reading.range, &reading.delegation, id, err);
		} else if (rc == -1) {
			why.line = lines->number;
			rc = rsec_diag_skip(diag, &why, err);
		}
		if (rc == -1)
			return -1;
	}
	return rc;
}

int
rsec_delegated_read(struct rsec_delegated *delegated, struct rsec_source source,
    const struct rsec_diag *diag, struct rsec_err *err)
{
	struct rsec_lines lines;
	int rc;

	rsec_lines_init(&lines, source);
	rc = read_lines(delegated, &lines, diag, err);
	rsec_lines_fini(&lines);
	return rc;
}
