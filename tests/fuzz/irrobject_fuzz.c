/* SPDX-License-Identifier: ISC */
/*
 * Objects of RPSL as structs, and expansions of the sets among them: what is
 * refused is told in one printable line; what is read is what its type
 * promises; a lenient reader takes all that a strict one does, and the same;
 * what a set expands to is sorted, and nothing stands in it twice.
 */
#include <string.h>

#include "irr/object.h"
#include "irr/sets.h"
#include "tests/fuzz/fuzz.h"

#define SETS_MAX 32 /* that are expanded */

static void
check_message(const struct rsec_err *err)
{
	size_t i;

	MUST(err->msg[0] != '\0');
	for (i = 0; err->msg[i] != '\0'; i++)
		MUST((unsigned char)err->msg[i] >= ' ' && err->msg[i] < 0x7f);
}

static void
check_err(const struct rsec_err *err)
{
	MUST(err->code != RSEC_ERR_NONE && err->code != RSEC_ERR_NOMEM);
	check_message(err);
}

/* A repair has no code. */
static int
hear(void *ctx, const struct rsec_err *err)
{
	*(unsigned *)ctx += 1;
	check_message(err);
	return 0;
}

static void
check_prefix(const struct rsec_prefix *prefix)
{
	MUST(prefix->len <= rsec_family_bits(prefix->family));
	MUST((prefix->hi & ~rsec_mask_hi(prefix->len)) == 0);
	MUST((prefix->lo & ~rsec_mask_lo(prefix->len)) == 0);
}

static void
check_routes(const struct rsec_rpsl_object *object)
{
	unsigned told = 0;
	const struct rsec_diag diag = { hear, &told };
	const struct rsec_irr_leniency lenient = { true, "X", &diag };
	struct rsec_irr_route one, other;
	struct rsec_err err = { .msg = "" };
	int strict, lax;

	strict = rsec_irr_route_parse(object, NULL, &one, &err);
	if (strict == -1)
		check_err(&err);
	lax = rsec_irr_route_parse(object, &lenient, &other, &err);
	if (lax == -1)
		check_err(&err);
	MUST(strict == -1 || lax == 0);
	if (lax == -1)
		return;
	check_prefix(&other.prefix);
	MUST(other.prefix.family ==
	     (object->class_id == RSEC_RPSL_ROUTE ? RSEC_IPV4 : RSEC_IPV6));
	MUST(other.source.n > 0);
	MUST(other.repaired == (told > 0) && other.repaired == (strict == -1));
	if (strict == 0)
		MUST(rsec_prefix_equal(&one.prefix, &other.prefix) &&
		     one.origin == other.origin &&
		     one.changed == other.changed);
}

static void
check_list(
    const struct rsec_rpsl_object *object, const struct rsec_irr_list *list)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		MUST(list->item[i].n > 0 && list->item[i].s > object->text &&
		     list->item[i].s + list->item[i].n <=
			 object->text + object->len);
}

static void
check_structs(const struct rsec_rpsl_object *object)
{
	struct rsec_arena arena = RSEC_ARENA_INIT;
	struct rsec_irr_set set;
	struct rsec_irr_aut_num aut_num;
	struct rsec_irr_mntner mntner;
	struct rsec_irr_contact contact;
	struct rsec_err err;

	if (rsec_irr_set_parse(object, &arena, &set, &err) == 0) {
		check_list(object, &set.members);
		check_list(object, &set.mbrs_by_ref);
		MUST(set.name.n > 3);
	} else {
		check_err(&err);
	}
	if (rsec_irr_aut_num_parse(object, &arena, &aut_num, &err) == 0)
		check_list(object, &aut_num.member_of);
	if (rsec_irr_mntner_parse(object, &arena, &mntner, &err) == 0)
		check_list(object, &mntner.upd_to);
	if (rsec_irr_contact_parse(object, &arena, &contact, &err) == 0)
		check_list(object, &contact.phone);
	rsec_arena_fini(&arena);
}

static void
check_rest(const struct rsec_rpsl_object *object)
{
	unsigned told = 0;
	const struct rsec_diag diag = { hear, &told };
	struct rsec_buf key = RSEC_BUF_INIT;
	struct rsec_err err;
	size_t i;

	MUST(rsec_rpsl_check(object, &diag) == (int)told);
	if (rsec_rpsl_key(object, &key, &err) == -1) {
		MUST(key.len == 0);
		check_err(&err);
	}
	for (i = 0; i < key.len; i++)
		MUST(key.data[i] != '\n');
	rsec_buf_fini(&key);
}

static void
check_expansion(const struct rsec_irr_sets *sets, const char *name)
{
	struct rsec_irr_expansion x;
	struct rsec_err err;
	size_t i;

	if (rsec_irr_expand(sets, name, &x, &err) == -1) {
		check_err(&err);
		return;
	}
	MUST(x.sets > 0 && x.depth > 0 && x.depth <= x.sets);
	for (i = 1; i < x.asns; i++)
		MUST(x.asn[i - 1] < x.asn[i]);
	for (i = 1; i < x.sets; i++)
		MUST(strcmp(x.set[i - 1], x.set[i]) < 0);
	for (i = 0; i < x.ranges; i++) {
		check_prefix(&x.range[i].prefix);
		MUST(x.range[i].prefix.len <= x.range[i].min_len);
		MUST(x.range[i].min_len <= x.range[i].max_len);
		MUST(x.range[i].max_len <=
		     rsec_family_bits(x.range[i].prefix.family));
		MUST(i == 0 || rsec_prefix_cmp(&x.range[i - 1].prefix,
				   &x.range[i].prefix) <= 0);
	}
	for (i = 0; i < x.findings; i++)
		MUST(rsec_irr_finding_name(x.finding[i].what)[0] != '\0');
	rsec_irr_expansion_fini(&x);
}

/* Take OBJECT in; NAMES gets the names of sets that are to be expanded. */
static void
add(struct rsec_irr_sets *sets, const struct rsec_rpsl_object *object,
    char names[SETS_MAX][64], size_t *count)
{
	struct rsec_buf key = RSEC_BUF_INIT;
	struct rsec_err err;

	if (rsec_irr_sets_add(sets, object, &err) == -1) {
		check_err(&err);
		return;
	}
	if ((object->class_id != RSEC_RPSL_AS_SET &&
		object->class_id != RSEC_RPSL_ROUTE_SET) ||
	    *count == SETS_MAX)
		return;
	MUST(rsec_rpsl_key(object, &key, &err) == 0);
	if (key.len < sizeof(names[0])) {
		memcpy(names[*count], key.data, key.len);
		names[(*count)++][key.len] = '\0';
	}
	rsec_buf_fini(&key);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const order[] = { "B", "A" };
	struct rsec_memory memory = { data, size, 0 };
	struct rsec_rpsl *rpsl = rsec_rpsl_new(rsec_source_memory(&memory), 0);
	struct rsec_irr_sets *sets = rsec_irr_sets_new();
	char names[SETS_MAX][64];
	struct rsec_rpsl_object object;
	struct rsec_err err;
	size_t i, count = 0;

	MUST(rpsl != NULL && sets != NULL);
	while (rsec_rpsl_next(rpsl, &object, &err) == 1) {
		check_routes(&object);
		check_structs(&object);
		check_rest(&object);
		add(sets, &object, names, &count);
	}
	MUST(rsec_irr_sets_freeze(sets, order, 2, &err) == 0);
	for (i = 0; i < count; i++) {
		MUST(rsec_irr_sets_sources(sets, names[i], NULL, 0) > 0);
		check_expansion(sets, names[i]);
	}
	rsec_irr_sets_free(sets);
	rsec_rpsl_free(rpsl);
	return 0;
}
