/* SPDX-License-Identifier: ISC */
/*
 * Relationships of autonomous systems, as CAIDA infers them:
 *
 *	174|64496|-1		serial-1: the first is the provider
 *	174|3356|0		peers
 *	174|3356|0|bgp		serial-2: where it was seen, which is not read
 *
 * A relationship is a record whose bytes are their own key, big-endian:
 *
 *	smaller ASN 4  larger ASN 4  number and kind 4		= 12
 *
 * The number counts the lines, so that of one pair the line that was read last
 * is the last of its run, which the freeze keeps.  A question is a binary
 * search; half a million relationships take 6 MB.
 */
#include "bgp/relations.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/num.h"
#include "base/quote.h"
#include "base/sort.h"
#include "net/asn.h"
#include "text/field.h"
#include "text/line.h"

#define SIZE	  12 /* bytes of a record */
#define KIND_BITS 2
#define LINES_MAX (UINT32_MAX >> KIND_BITS)

struct rsec_relations {
	struct rsec_buf records;
	uint32_t lines; /* read so far */
	bool frozen;
};

struct rsec_relations *
rsec_relations_new(void)
{
	return calloc(1, sizeof(struct rsec_relations));
}

void
rsec_relations_free(struct rsec_relations *relations)
{
	if (relations == NULL)
		return;
	rsec_buf_fini(&relations->records);
	free(relations);
}

/* Write the pair A, B, the smaller first; whether they changed places. */
static bool
put_pair(uint8_t *record, uint32_t a, uint32_t b)
{
	rsec_put_be32(record, a < b ? a : b);
	rsec_put_be32(record + 4, a < b ? b : a);
	return a > b;
}

/* The other's view of a relationship. */
static enum rsec_relation
turn(enum rsec_relation kind)
{
	if (kind == RSEC_RELATION_PROVIDER)
		return RSEC_RELATION_CUSTOMER;
	if (kind == RSEC_RELATION_CUSTOMER)
		return RSEC_RELATION_PROVIDER;
	return kind;
}

static int
add(struct rsec_relations *relations, uint32_t a, uint32_t b,
    enum rsec_relation kind, struct rsec_err *err)
{
	uint8_t *record;

	if (relations->lines == LINES_MAX)
		return rsec_err_set(err, RSEC_ERR_LIMIT,
		    "more than %u relationships", LINES_MAX);
	record = (uint8_t *)rsec_buf_reserve(&relations->records, SIZE);
	if (record == NULL)
		return rsec_err_nomem(err);
	if (put_pair(record, a, b))
		kind = turn(kind);
	rsec_put_be32(record + 8, relations->lines++ << KIND_BITS | kind);
	relations->records.len += SIZE;
	return 0;
}

/* What a line says; 0, or -1 with WHY it says nothing. */
static int
parse(const char *line, size_t n, uint32_t asn[2], enum rsec_relation *kind,
    struct rsec_err *why)
{
	char shown[RSEC_QUOTE_SIZE];
	struct rsec_field field[3];
	int i;

	if (rsec_fields_cut(line, n, '|', field, 3) < 3)
		return rsec_err_set(why, RSEC_ERR_SYNTAX,
		    "%s is no relationship: it has fewer than three columns",
		    rsec_quote(shown, line, n));
	for (i = 0; i < 2; i++)
		if (!rsec_asn_parse(field[i].s, field[i].n, &asn[i]))
			return rsec_err_set(why, RSEC_ERR_SYNTAX,
			    "%s is not an AS number",
			    rsec_quote(shown, field[i].s, field[i].n));
	if (rsec_field_is(field[2], "-1"))
		*kind = RSEC_RELATION_PROVIDER;
	else if (rsec_field_is(field[2], "0"))
		*kind = RSEC_RELATION_PEER;
	else
		return rsec_err_set(why, RSEC_ERR_SYNTAX,
		    "relationship %s is neither -1 nor 0",
		    rsec_quote(shown, field[2].s, field[2].n));
	if (asn[0] == asn[1])
		return rsec_err_set(why, RSEC_ERR_RANGE,
		    "AS%u has a relationship with itself", asn[0]);
	return 0;
}

static int
read_lines(struct rsec_relations *relations, struct rsec_lines *lines,
    const struct rsec_diag *diag, struct rsec_err *err)
{
	enum rsec_relation kind = RSEC_RELATION_NONE;
	struct rsec_err why;
	uint32_t asn[2];
	const char *line;
	size_t n;
	int rc;

	while ((rc = rsec_lines_next(lines, &line, &n, err)) == 1) {
		if (n == 0 || line[0] == '#')
			continue;
		if (parse(line, n, asn, &kind, &why) == -1) {
			why.line = lines->number;
			rc = rsec_diag_skip(diag, &why, err);
		} else
			rc = add(relations, asn[0], asn[1], kind, err);
		if (rc == -1)
			return -1;
	}
	return rc;
}

int
rsec_relations_read(struct rsec_relations *relations, struct rsec_source source,
    const struct rsec_diag *diag, struct rsec_err *err)
{
	struct rsec_lines lines;
	int rc;

	if (relations->frozen)
		return rsec_err_set(
		    err, RSEC_ERR_RANGE, "the relationships are frozen");
	rsec_lines_init(&lines, source);
	rc = read_lines(relations, &lines, diag, err);
	rsec_lines_fini(&lines);
	return rc;
}

size_t
rsec_relations_count(const struct rsec_relations *relations)
{
	return relations->records.len / SIZE;
}

int
rsec_relations_freeze(struct rsec_relations *relations, struct rsec_err *err)
{
	const size_t count = rsec_relations_count(relations);
	uint8_t *data = (uint8_t *)relations->records.data, *to = data, *from;
	size_t i;

	if (relations->frozen)
		return 0;
	if (rsec_sort_records(data, count, SIZE, err) == -1)
		return -1;
	for (i = 0; i < count; i++) {
		from = data + i * SIZE;
		if (i + 1 < count && memcmp(from, from + SIZE, 8) == 0)
			continue; /* a later line says it anew */
		memmove(to, from, SIZE);
		to += SIZE;
	}
	if (count > 0)
		relations->records.len = (size_t)(to - data);
	relations->frozen = true;
	return 0;
}

enum rsec_relation
rsec_relations_get(
    const struct rsec_relations *relations, uint32_t a, uint32_t b)
{
	const uint8_t *data = (const uint8_t *)relations->records.data, *record;
	size_t from = 0, to = rsec_relations_count(relations), middle;
	enum rsec_relation kind;
	uint8_t key[8];
	bool turned = put_pair(key, a, b);
	int order;

	while (from < to) {
		middle = from + (to - from) / 2;
		record = data + middle * SIZE;
		order = memcmp(record, key, sizeof(key));
		if (order == 0) {
			kind =
			    rsec_get_be32(record + 8) & ((1u << KIND_BITS) - 1);
			return turned ? turn(kind) : kind;
		}
		if (order < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return RSEC_RELATION_NONE;
}

enum rsec_relation
rsec_relations_at(
    const struct rsec_relations *relations, size_t i, uint32_t *a, uint32_t *b)
{
	const uint8_t *record =
	    (const uint8_t *)relations->records.data + i * SIZE;

	*a = rsec_get_be32(record);
	*b = rsec_get_be32(record + 4);
	return rsec_get_be32(record + 8) & ((1u << KIND_BITS) - 1);
}
