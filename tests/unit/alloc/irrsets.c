/* SPDX-License-Identifier: ISC */
/* Scenarios of objects of RPSL, and of sets and their expansion; each.h. */
#include "tests/lib/test.h"

#include <string.h>

#include "irr/object.h"
#include "irr/sets.h"
#include "tests/unit/alloc/each.h"

/* Does something with OBJECT: 0, or -1 with ERR. */
typedef int use_object(
    void *ctx, const struct rsec_rpsl_object *object, struct rsec_err *err);

static int
for_each(const char *text, use_object *use, void *ctx, struct rsec_err *err)
{
	struct rsec_memory memory = { (const uint8_t *)text, strlen(text), 0 };
	struct rsec_rpsl *rpsl = rsec_rpsl_new(rsec_source_memory(&memory), 0);
	struct rsec_rpsl_object object;
	int rc;

	if (rpsl == NULL)
		return rsec_err_nomem(err);
	while ((rc = rsec_rpsl_next(rpsl, &object, err)) == 1)
		if (use(ctx, &object, err) == -1) {
			rc = -1;
			break;
		}
	rsec_rpsl_free(rpsl);
	return rc;
}

static int
parse(struct rsec_arena *arena, const struct rsec_rpsl_object *object,
    struct rsec_err *err)
{
	struct rsec_irr_aut_num aut_num;
	struct rsec_irr_mntner mntner;
	struct rsec_irr_contact contact;
	struct rsec_irr_set set;

	switch (object->class_id) {
	case RSEC_RPSL_ROUTE_SET:
		return rsec_irr_set_parse(object, arena, &set, err);
	case RSEC_RPSL_AUT_NUM:
		return rsec_irr_aut_num_parse(object, arena, &aut_num, err);
	case RSEC_RPSL_MNTNER:
		return rsec_irr_mntner_parse(object, arena, &mntner, err);
	case RSEC_RPSL_PERSON:
		return rsec_irr_contact_parse(object, arena, &contact, err);
	default:
		return 0;
	}
}

static int
parse_and_key(
    void *ctx, const struct rsec_rpsl_object *object, struct rsec_err *err)
{
	struct rsec_arena arena = RSEC_ARENA_INIT;
	struct rsec_buf key = RSEC_BUF_INIT;
	int rc;

	(void)ctx;
	rc = parse(&arena, object, err);
	if (rc == 0)
		rc = rsec_rpsl_key(object, &key, err);
	assert_true(rc == -1 || key.len > 0);
	rsec_buf_fini(&key);
	rsec_arena_fini(&arena);
	return rc;
}

static int
parse_all(void *ctx, struct rsec_err *err)
{
	return for_each(ctx, parse_and_key, NULL, err);
}

void
objects_of_a_registry(void **state)
{
	static char text[] =
	    "route-set: RS-X\nmembers: 192.0.2.0/24, RS-Y\n"
	    "mp-members: 2001:db8::/32\nmnt-by: M\nsource: A\n\n"
	    "aut-num: AS1\nmember-of: AS-X AS-Y\nadmin-c: A\nsource: A\n\n"
	    "mntner: M\nadmin-c: A\nupd-to: a@example.com\nsource: A\n\n"
	    "person: A\nnic-hdl: A1\nphone: +1 2\nmnt-by: M\nsource: A\n\n"
	    "as-block: AS1 - AS2\nsource: A\n\n"
	    "inet6num: 2001:db8::/32\nsource: A\n\n"
	    "route: 192.0.2.0/24\norigin: AS1\nsource: A\n";

	(void)state;
	every_allocation_fails(parse_all, text);
}

static int
add(void *ctx, const struct rsec_rpsl_object *object, struct rsec_err *err)
{
	return rsec_irr_sets_add(ctx, object, err);
}

/* Read the sets CTX and expand two of them. */
static int
expand_sets(void *ctx, struct rsec_err *err)
{
	static const char *const order[] = { "B" };
	struct rsec_irr_sets *sets = rsec_irr_sets_new();
	struct rsec_irr_expansion x;
	int rc;

	if (sets == NULL)
		return rsec_err_nomem(err);
	rc = for_each(ctx, add, sets, err);
	if (rc == 0)
		rc = rsec_irr_sets_freeze(sets, order, 1, err);
	if (rc == 0)
		rc = rsec_irr_expand(sets, "AS-X", &x, err);
	if (rc == 0) {
		assert_true(x.asns == 3 && x.sets == 3 && x.findings == 11);
		rsec_irr_expansion_fini(&x);
		rc = rsec_irr_expand(sets, "A::RS-X", &x, err);
	}
	if (rc == 0) {
		assert_true(x.asns == 3 && x.ranges == 4 && x.sets == 4);
		rsec_irr_expansion_fini(&x);
	}
	rsec_irr_sets_free(sets);
	return rc;
}

void
sets_and_their_expansion(void **state)
{
	static char text[] =
	    "as-set: AS-X\nmembers: AS1, AS-Y, AS-Z, A::AS-W, foo, AS-ANY\n"
	    "source: A\n\n"
	    "as-set: AS-Y\nmembers: AS-X AS2\nmbrs-by-ref: M\nsource: A\n\n"
	    "as-set: AS-Y\nmembers:\nsource: B\n\n"
	    "as-set: AS-X\nmembers: AS1, A::AS-Y, AS-Y, AS-Z, foo, AS-X\n"
	    "source: B\n\n"
	    "aut-num: AS3\nmember-of: AS-Y\nmnt-by: M\nsource: A\n\n"
	    "route-set: RS-X\nmembers: 192.0.2.0/24^+, A::AS-Y^-, RS-X\n"
	    "mbrs-by-ref: M\nsource: A\n\n"
	    "route: 198.51.100.0/24\norigin: AS1\nsource: A\n\n"
	    "route: 203.0.113.0/24\norigin: AS2\nsource: A\n\n"
	    "route6: 2001:db8::/32\norigin: AS9\nmember-of: RS-X\nmnt-by: M\n"
	    "source: A\n";

	(void)state;
	every_allocation_fails(expand_sets, text);
}
