/* SPDX-License-Identifier: ISC */
/*
 * Whom the aut-nums refer to: handles are looked up in their own registry, for
 * those of the aut-num and of the organisation that holds it.
 *
 * A handle that nobody has is missing, unless the registry's dump holds nobody
 * at all: then it is one that was split, or that hides people, and that there
 * is a contact is all that is known.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "manrs/registry_private.h"

/* What is joined, sorted. */
struct join {
	const struct rsec_manrs_person *person;
	size_t people;
	const struct rsec_manrs_reference *reference;
	size_t references;
	struct rsec_manrs_contacts *contacts;
	struct rsec_err *err;
};

static int
compare_handles(
    const struct rsec_manrs_person *x, const char *registry, const char *handle)
{
	const int order = strcmp(x->registry, registry);

	return order != 0 ? order : strcmp(x->handle, handle);
}

/* Of those with one handle, the one that was changed last comes first. */
static int
compare_people(const void *a, const void *b)
{
	const struct rsec_manrs_person *x = a, *y = b;
	int order = compare_handles(x, y->registry, y->handle);

	if (order != 0)
		return order;
	if (x->changed != y->changed)
		return x->changed > y->changed ? -1 : 1;
	if (x->hidden != y->hidden)
		return x->hidden ? 1 : -1;
	if ((order = strcmp(y->email, x->email)) != 0 ||
	    (order = strcmp(y->name, x->name)) != 0 ||
	    (order = strcmp(y->phone, x->phone)) != 0)
		return order;
	return strcmp(y->abuse, x->abuse);
}

/* Those of organisations first, by organisation. */
static int
compare_references(const void *a, const void *b)
{
	const struct rsec_manrs_reference *x = a, *y = b;
	const int order = strcmp(x->registry, y->registry);

	return order != 0 ? order : strcmp(x->organisation, y->organisation);
}

/* The first person whose registry and handle are these or more. */
static size_t
first_person(const struct join *join, const char *registry, const char *handle)
{
	size_t from = 0, to = join->people, middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (compare_handles(&join->person[middle], registry, handle) <
		    0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static const struct rsec_manrs_person *
find_person(const struct join *join, const char *registry, const char *handle)
{
	const size_t i = first_person(join, registry, handle);

	if (i < join->people &&
	    compare_handles(&join->person[i], registry, handle) == 0)
		return &join->person[i];
	return NULL;
}

static bool
has_people(const struct join *join, const char *registry)
{
	const size_t i = first_person(join, registry, "");

	return i < join->people &&
	       strcmp(join->person[i].registry, registry) == 0;
}

/* What PERSON says of itself; of one that is hidden only that it is there. */
static void
fill(struct rsec_manrs_contact *contact, const struct rsec_manrs_person *person)
{
	contact->name = person->name;
	contact->hidden |= person->hidden;
	if (person->changed != RSEC_IRR_NO_DATE)
		contact->updated = person->changed * RSEC_DAY;
	if (contact->hidden)
		return;
	contact->phone = person->phone;
	contact->email =
	    contact->role == RSEC_MANRS_ABUSE && person->abuse[0] != '\0'
		? person->abuse
		: person->email;
}

/* REFERENCE is ASN's, as the dump tells that gave it. */
static int
add_contact(const struct join *join, uint32_t asn, bool whois,
    const struct rsec_manrs_reference *reference)
{
	const struct rsec_manrs_person *person =
	    find_person(join, reference->registry, reference->handle);
	struct rsec_manrs_contact contact = {
		.asn = asn,
		.role = reference->role,
		.source = whois ? RSEC_MANRS_FROM_WHOIS : RSEC_MANRS_FROM_IRR,
		.registry = reference->registry,
		.handle = reference->handle,
		.hidden = reference->hidden,
		.name = "",
		.email = "",
		.phone = "",
	};

	if (person != NULL) {
		fill(&contact, person);
	} else if (!contact.hidden) {
		contact.hidden = !has_people(join, reference->registry);
		contact.missing = !contact.hidden;
	}
	return rsec_manrs_contacts_add(join->contacts, &contact, join->err);
}

/* The contacts of the organisation that holds an ASN. */
static int
add_holder(const struct join *join, const struct rsec_manrs_holding *holding)
{
	const struct rsec_manrs_reference key = {
		.registry = holding->registry,
		.organisation = holding->organisation,
	};
	size_t from = 0, to = join->references, middle;

	while (from < to) {
		middle = from + (to - from) / 2;
		if (compare_references(&join->reference[middle], &key) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	for (; from < join->references &&
	       compare_references(&join->reference[from], &key) == 0;
	     from++)
		if (add_contact(join, holding->asn, holding->whois,
			&join->reference[from]) == -1)
			return -1;
	return 0;
}

static void
sort(struct rsec_buf *buf, size_t size, int (*cmp)(const void *, const void *))
{
	if (buf->len > 0)
		qsort(buf->data, buf->len / size, size, cmp);
}

int
rsec_manrs_registry_people(struct rsec_manrs_registry *registry,
    struct rsec_manrs_contacts *contacts, struct rsec_err *err)
{
	const struct rsec_manrs_holding *holding =
	    (const void *)registry->holdings.data;
	const struct join join = {
		.person = (const void *)registry->people.data,
		.people = registry->people.len / sizeof(*join.person),
		.reference = (const void *)registry->references.data,
		.references =
		    registry->references.len / sizeof(*join.reference),
		.contacts = contacts,
		.err = err,
	};
	size_t i;

	sort(&registry->people, sizeof(*join.person), compare_people);
	sort(
	    &registry->references, sizeof(*join.reference), compare_references);
	for (i = 0; i < join.references; i++)
		if (join.reference[i].organisation[0] == '\0' &&
		    add_contact(&join, join.reference[i].asn,
			join.reference[i].whois, &join.reference[i]) == -1)
			return -1;
	for (i = 0; i < registry->holdings.len / sizeof(*holding); i++)
		if (add_holder(&join, &holding[i]) == -1)
			return -1;
	rsec_buf_fini(&registry->people);
	rsec_buf_fini(&registry->references);
	rsec_buf_fini(&registry->holdings);
	return 0;
}
