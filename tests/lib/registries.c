/* SPDX-License-Identifier: ISC */
/* Dumps of registries, read for a test; see registries.h. */
#include "tests/lib/test.h"

#include <stdio.h>
#include <string.h>

#include "tests/lib/registries.h"

static int
tell(void *ctx, const struct rsec_err *err)
{
	struct registries_told *told = ctx;

	told->n +=
	    (size_t)snprintf(told->text + told->n, sizeof(told->text) - told->n,
		"%u: %s\n", (unsigned)err->line, err->msg);
	return 0;
}

void
registries_read(struct registries *r, struct rsec_manrs_registry *into,
    const char *text, bool whois, size_t chunk)
{
	struct rsec_memory memory = { (const uint8_t *)text, strlen(text),
		chunk };
	const struct rsec_diag diag = { tell, &r->told };

	assert_int_equal(
	    rsec_manrs_registry_read(into, rsec_source_memory(&memory), NULL,
		whois, &diag, &r->stats, NULL),
	    0);
}

void
registries_freeze(struct registries *r)
{
	static const char *const order[] = { "RIPE" };

	assert_int_equal(rsec_manrs_registry_freeze(
			     r->registry, order, 1, r->contacts, NULL),
	    0);
	assert_int_equal(rsec_manrs_contacts_freeze(r->contacts, NULL), 0);
}

void
registries_init(struct registries *r)
{
	*r = (struct registries){ .registry = rsec_manrs_registry_new(),
		.contacts = rsec_manrs_contacts_new() };
	assert_non_null(r->registry);
	assert_non_null(r->contacts);
}

void
registries_of(struct registries *r, const char *text, bool whois)
{
	registries_init(r);
	registries_read(r, r->registry, text, whois, 11);
	registries_freeze(r);
}

void
registries_fini(struct registries *r)
{
	rsec_manrs_registry_free(r->registry);
	rsec_manrs_contacts_free(r->contacts);
}

/* The contacts of ASN, a line each. */
void
registries_contacts(
    const struct registries *r, uint32_t asn, const char *expected)
{
	const struct rsec_manrs_contact *c;
	char text[REGISTRIES_TOLD];
	uint32_t i, first, count;
	size_t n = 0;

	text[0] = '\0';
	count = rsec_manrs_contacts_of(r->contacts, asn, &first);
	for (i = first; i < first + count; i++) {
		c = rsec_manrs_contacts_get(r->contacts, i);
		n += (size_t)snprintf(text + n, sizeof(text) - n,
		    "%s %s %s %s|%s|%s|%s%s%s\n",
		    rsec_manrs_contact_source_name(c->source), c->registry,
		    rsec_manrs_role_name(c->role), c->handle, c->name, c->email,
		    c->phone, c->hidden ? " hidden" : "",
		    c->missing ? " missing" : "");
	}
	assert_string_equal(text, expected);
}

/* The aut-nums of ASN, a line each. */
void
registries_aut_nums(
    const struct registries *r, uint32_t asn, const char *expected)
{
	const struct rsec_manrs_aut_num *a;
	uint32_t i, j, first, count;
	char text[REGISTRIES_TOLD];
	size_t n = 0;

	text[0] = '\0';
	count = rsec_manrs_registry_aut_nums(r->registry, asn, &first);
	for (i = first; i < first + count; i++) {
		a = rsec_manrs_registry_aut_num(r->registry, i);
		assert_int_equal(a->asn, asn);
		n += (size_t)snprintf(text + n, sizeof(text) - n,
		    "%s %s imports %u exports %u%s%s", a->registry, a->as_name,
		    a->imports, a->exports, a->has_admin ? " admin" : "",
		    a->has_tech ? " tech" : "");
		for (j = 0; j < a->as_sets; j++)
			n += (size_t)snprintf(
			    text + n, sizeof(text) - n, " %s", a->as_set[j]);
		n += (size_t)snprintf(text + n, sizeof(text) - n, "\n");
	}
	assert_string_equal(text, expected);
}
