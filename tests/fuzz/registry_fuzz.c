/* SPDX-License-Identifier: ISC */
/*
 * Dumps of registries, RPSL and the whois of ARIN and LACNIC: whatever they
 * hold, what is frozen is found by its AS number, route objects by their
 * origin, what is hidden is not told, and none of it depends on how the source
 * cuts its runs or on which of two registries read it.
 */
#include <string.h>

#include "manrs/registry.h"
#include "tests/fuzz/report.h"

static void
check_aut_nums(const struct rsec_manrs_registry *registry, uint32_t asn,
    struct rsec_buf *told)
{
	const struct rsec_manrs_aut_num *a;
	uint32_t i, j, first, count;

	count = rsec_manrs_registry_aut_nums(registry, asn, &first);
	for (i = first; i < first + count; i++) {
		a = rsec_manrs_registry_aut_num(registry, i);
		MUST(a->asn == asn);
		rsec_buf_puts(told, a->registry);
		rsec_buf_puts(told, a->as_name);
		for (j = 0; j < a->as_sets; j++) {
			MUST(j == 0 ||
			     strcmp(a->as_set[j - 1], a->as_set[j]) < 0);
			rsec_buf_puts(told, a->as_set[j]);
		}
	}
}

static void
check_contacts(const struct rsec_manrs_contacts *contacts, uint32_t asn,
    struct rsec_buf *told)
{
	const struct rsec_manrs_contact *c;
	uint32_t i, first, count;

	count = rsec_manrs_contacts_of(contacts, asn, &first);
	for (i = first; i < first + count; i++) {
		c = rsec_manrs_contacts_get(contacts, i);
		MUST(c->asn == asn && !(c->hidden && c->missing));
		MUST(
		    !c->hidden || (c->email[0] == '\0' && c->phone[0] == '\0'));
		rsec_buf_puts(told, c->registry);
		rsec_buf_puts(told, c->handle);
		rsec_buf_puts(told, c->name);
		rsec_buf_puts(told, c->email);
	}
}

static void
check_routes(const struct rsec_manrs_registry *registry)
{
	const struct rsec_irr_routes *routes =
	    rsec_manrs_registry_routes(registry);
	struct rsec_irr_record record;
	const uint32_t *of;
	uint32_t i, j, n;

	for (i = 0; i < rsec_irr_routes_count(routes); i++) {
		rsec_irr_routes_get(routes, i, &record);
		n = rsec_manrs_registry_routes_of(registry, record.origin, &of);
		for (j = 0; j < n && of[j] != i; j++)
			continue;
		MUST(j < n);
	}
}

static struct rsec_buf
read_all(const uint8_t *data, size_t size, size_t chunk, bool merged)
{
	struct rsec_manrs_registry *registry = rsec_manrs_registry_new();
	struct rsec_manrs_registry *other = rsec_manrs_registry_new();
	struct rsec_manrs_contacts *contacts = rsec_manrs_contacts_new();
	struct rsec_memory memory = { data, size, chunk };
	struct rsec_buf told = RSEC_BUF_INIT;
	const struct rsec_diag diag = { keep_message, &told };
	struct rsec_err err;
	uint32_t asn;

	MUST(registry != NULL && other != NULL && contacts != NULL);
	if (rsec_manrs_registry_read(merged ? other : registry,
		rsec_source_memory(&memory), NULL, true, &diag, NULL,
		&err) == -1)
		check_message(&err);
	MUST(rsec_manrs_registry_merge(registry, other, NULL) == 0);
	MUST(
	    rsec_manrs_registry_freeze(registry, NULL, 0, contacts, NULL) == 0);
	MUST(rsec_manrs_contacts_freeze(contacts, NULL) == 0);
	for (asn = 64496; asn < 64512; asn++) {
		check_aut_nums(registry, asn, &told);
		check_contacts(contacts, asn, &told);
	}
	check_routes(registry);
	rsec_manrs_registry_free(registry);
	rsec_manrs_registry_free(other);
	rsec_manrs_contacts_free(contacts);
	return told;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rsec_buf whole = read_all(data, size, 0, false);
	struct rsec_buf cut = read_all(data, size, 1 + size % 7, true);

	check_same(&whole, &cut);
	rsec_buf_fini(&whole);
	rsec_buf_fini(&cut);
	return 0;
}
