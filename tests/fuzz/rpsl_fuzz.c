/* SPDX-License-Identifier: ISC */
/*
 * RPSL: whatever the bytes, the same objects come out of one run and of many,
 * attributes and pieces lie inside their object, an object is read again as
 * itself, and the comparison finds nothing exactly where the signatures agree.
 */
#include <string.h>

#include "base/buf.h"
#include "irr/meaning.h"
#include "irr/value.h"
#include "tests/fuzz/fuzz.h"

struct reading {
	struct rsec_memory memory;
	struct rsec_diag diag;
	struct rsec_rpsl *rpsl;
	uint64_t faults, lines; /* how many, and the sum of where */
};

static int
count_fault(void *ctx, const struct rsec_err *err)
{
	struct reading *reading = ctx;
	size_t i;

	MUST(err->code == RSEC_ERR_SYNTAX && err->line > 0);
	for (i = 0; err->msg[i] != '\0'; i++)
		MUST(err->msg[i] >= ' ' && err->msg[i] <= '~');
	reading->faults++;
	reading->lines += err->line;
	return 0;
}

static void
begin(struct reading *reading, const uint8_t *data, size_t size, size_t chunk)
{
	*reading = (struct reading){
		.memory = { data, size, chunk },
		.diag = { count_fault, reading },
	};
	reading->rpsl =
	    rsec_rpsl_new(rsec_source_memory(&reading->memory), &reading->diag);
	MUST(reading->rpsl != NULL);
}

static void
check_piece(
    const struct rsec_rpsl_attribute *attribute, struct rsec_rpsl_piece piece)
{
	MUST(piece.n > 0 && piece.s >= attribute->value);
	MUST(piece.s + piece.n <= attribute->value + attribute->value_len);
	MUST(memchr(piece.s, '\n', piece.n) == NULL);
	MUST(memchr(piece.s, '#', piece.n) == NULL);
}

static void
check_attribute(const struct rsec_rpsl_object *object,
    const struct rsec_rpsl_attribute *attribute)
{
	struct rsec_rpsl_walk walk = { attribute, NULL };
	struct rsec_rpsl_piece piece;

	MUST(attribute->name >= object->text && attribute->name_len > 0);
	MUST(attribute->value == attribute->name + attribute->name_len + 1);
	MUST(attribute->value + attribute->value_len <=
	     object->text + object->len);
	while (rsec_rpsl_line_next(&walk, &piece))
		check_piece(attribute, piece);
	walk.at = NULL;
	while (rsec_rpsl_item_next(&walk, &piece))
		check_piece(attribute, piece);
}

static int
count_field(
    void *ctx, const char *name, const char *old_value, const char *new_value)
{
	(void)name;
	(void)old_value;
	(void)new_value;
	*(unsigned *)ctx += 1;
	return 0;
}

static void
check_meaning(
    const struct rsec_rpsl_object *a, const struct rsec_rpsl_object *b)
{
	struct rsec_rpsl_signature x = rsec_rpsl_sign(a, false);
	struct rsec_rpsl_signature y = rsec_rpsl_sign(b, false);
	unsigned fields = 0;

	MUST(rsec_rpsl_compare(a, b, false, count_field, &fields, NULL) == 0);
	MUST((fields == 0) == (x.hi == y.hi && x.lo == y.lo));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rsec_source none = { NULL, NULL };
	struct rsec_rpsl *parser = rsec_rpsl_new(none, NULL);
	struct rsec_rpsl_object object, other, again;
	struct reading whole, parts;
	struct rsec_err err;
	size_t i;
	int rc;

	MUST(parser != NULL);
	begin(&whole, data, size, 0);
	begin(&parts, data, size, 1 + size % 7);
	while ((rc = rsec_rpsl_next(whole.rpsl, &object, &err)) == 1) {
		MUST(rsec_rpsl_next(parts.rpsl, &other, NULL) == 1);
		MUST(object.line == other.line && object.len == other.len);
		MUST(object.offset == other.offset);
		MUST(
		    memcmp(object.text, data + object.offset, object.len) == 0);
		MUST(object.count > 0 && object.count == other.count);
		for (i = 0; i < object.count; i++)
			check_attribute(&object, &object.attributes[i]);
		MUST(rsec_rpsl_parse(
			 parser, object.text, object.len, &again, NULL) == 0);
		/* The end of a text may end in a CR, which then is no CRLF's.
		 */
		MUST(again.count == object.count && again.len <= object.len);
		check_meaning(&object, &again);
		check_meaning(&object, &other);
	}
	/* What ends inside a malformed object was cut. */
	MUST(rc == 0 || err.code == RSEC_ERR_TRUNCATED);
	MUST(rsec_rpsl_next(parts.rpsl, &other, NULL) == rc);
	MUST(whole.faults == parts.faults && whole.lines == parts.lines);
	rsec_rpsl_free(whole.rpsl);
	rsec_rpsl_free(parts.rpsl);
	rsec_rpsl_free(parser);
	return 0;
}
