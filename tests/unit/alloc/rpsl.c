/* SPDX-License-Identifier: ISC */
/* Scenarios of the RPSL reader and the comparison; see each.h. */
#include "tests/lib/test.h"

#include <string.h>

#include "base/buf.h"
#include "irr/meaning.h"
#include "irr/value.h"
#include "tests/unit/alloc/each.h"

/* Objects that span runs, and one with more attributes than there is room. */
static void
write_dump(struct rsec_buf *dump)
{
	int i;

	assert_int_equal(rsec_buf_puts(dump, "mntner: MNT-X\nsource: EXAMPLE\n"
					     "\nroute: 192.0.2.0/24\n"),
	    0);
	for (i = 0; i < 200; i++)
		assert_int_equal(rsec_buf_puts(dump, "descr: a\n+ b\n"), 0);
	assert_int_equal(rsec_buf_puts(dump, "\nno\n\nrole: X\n"), 0);
}

static int
read_dump(void *ctx, struct rsec_err *err)
{
	const struct rsec_buf *dump = ctx;
	struct rsec_memory memory = { (const uint8_t *)dump->data, dump->len,
		100 };
	struct rsec_rpsl *rpsl =
	    rsec_rpsl_new(rsec_source_memory(&memory), NULL);
	struct rsec_rpsl_object object;
	int rc;

	if (rpsl == NULL)
		return rsec_err_nomem(err);
	while ((rc = rsec_rpsl_next(rpsl, &object, err)) == 1)
		;
	if (rc == 0)
		assert_int_equal(rsec_rpsl_stats(rpsl)->objects, 3);
	rsec_rpsl_free(rpsl);
	return rc;
}

void
a_dump_of_rpsl(void **state)
{
	struct rsec_buf dump = RSEC_BUF_INIT;

	(void)state;
	skip_without_shim();
	write_dump(&dump);
	every_allocation_fails(read_dump, &dump);
	rsec_buf_fini(&dump);
}

struct compared {
	struct rsec_rpsl_object old, new;
};

static int
no_field(
    void *ctx, const char *name, const char *old_value, const char *new_value)
{
	(void)name;
	(void)old_value;
	(void)new_value;
	*(unsigned *)ctx += 1;
	return 0;
}

static int
compare(void *ctx, struct rsec_err *err)
{
	const struct compared *compared = ctx;
	unsigned fields = 0;
	int rc = rsec_rpsl_compare(
	    &compared->old, &compared->new, false, no_field, &fields, err);

	if (rc == 0)
		assert_int_equal(fields, 3);
	return rc;
}

static int
format(void *ctx, struct rsec_err *err)
{
	const struct compared *compared = ctx;
	struct rsec_buf value = RSEC_BUF_INIT;
	int rc = 0;

	if (rsec_rpsl_value_format(&compared->old.attributes[1], &value) != 0)
		rc = rsec_err_nomem(err);
	rsec_buf_fini(&value);
	return rc;
}

void
a_comparison_of_objects(void **state)
{
	static const char old[] = "route: 192.0.2.0/24\ndescr: a  b\n c\n"
				  "x-y: z\nimport: a\n b\n";
	static const char new[] = "route: 192.0.2.0/24\ndescr: a b\n"
				  "mnt-by: A, B\nimport: a b\n";
	struct rsec_source none = { NULL, NULL };
	struct rsec_rpsl *rpsl[2];
	struct compared compared;

	(void)state;
	skip_without_shim();
	rpsl[0] = rsec_rpsl_new(none, NULL);
	rpsl[1] = rsec_rpsl_new(none, NULL);
	assert_non_null(rpsl[0]);
	assert_non_null(rpsl[1]);
	assert_int_equal(
	    rsec_rpsl_parse(rpsl[0], old, strlen(old), &compared.old, NULL), 0);
	assert_int_equal(
	    rsec_rpsl_parse(rpsl[1], new, strlen(new), &compared.new, NULL), 0);
	every_allocation_fails(compare, &compared);
	every_allocation_fails(format, &compared);
	rsec_rpsl_free(rpsl[0]);
	rsec_rpsl_free(rpsl[1]);
}
