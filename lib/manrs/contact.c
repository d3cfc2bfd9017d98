/* SPDX-License-Identifier: ISC */
/*
 * The set of contacts, from all sources, and what can be said of one: whether
 * its address has the form of one (RFC 5321 section 4.1.2, without quoted
 * local parts and address literals, which no operator publishes).
 */
#include "manrs/contact.h"

#include <stdlib.h>
#include <string.h>

#include "manrs/set_private.h"

#define SIZE	   sizeof(struct rsec_manrs_contact)
#define LOCAL_MAX  64  /* bytes before the '@' (RFC 5321 section 4.5.3.1) */
#define DOMAIN_MAX 255 /* and behind it */
#define LABEL_MAX  63  /* RFC 1035 section 2.3.4 */

struct rsec_manrs_contacts {
	struct rsec_manrs_set set;
};

struct rsec_manrs_contacts *
rsec_manrs_contacts_new(void)
{
	return calloc(1, sizeof(struct rsec_manrs_contacts));
}

void
rsec_manrs_contacts_free(struct rsec_manrs_contacts *contacts)
{
	if (contacts == NULL)
		return;
	rsec_manrs_set_fini(&contacts->set);
	free(contacts);
}

int
rsec_manrs_contacts_add(struct rsec_manrs_contacts *contacts,
    const struct rsec_manrs_contact *contact, struct rsec_err *err)
{
	struct rsec_manrs_contact copy = *contact;
	const char **texts[] = { &copy.registry, &copy.name, &copy.email,
		&copy.phone, &copy.handle };
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		*texts[i] = rsec_manrs_set_text(&contacts->set, *texts[i]);
		if (*texts[i] == NULL)
			return rsec_err_nomem(err);
	}
	return rsec_manrs_set_add(&contacts->set, &copy, SIZE, err);
}

static int
order(const void *a, const void *b)
{
	const struct rsec_manrs_contact *x = a, *y = b;
	int c = RSEC_MANRS_CMP(x->asn, y->asn);

	if (c == 0)
		c = RSEC_MANRS_CMP(x->source, y->source);
	if (c == 0)
		c = strcmp(x->registry, y->registry);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->role, y->role);
	if (c == 0)
		c = strcmp(x->name, y->name);
	if (c == 0)
		c = strcmp(x->handle, y->handle);
	if (c == 0)
		c = strcmp(x->email, y->email);
	if (c == 0)
		c = strcmp(x->phone, y->phone);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->hidden, y->hidden);
	if (c == 0)
		c = RSEC_MANRS_CMP(x->missing, y->missing);
	return c != 0 ? c : RSEC_MANRS_CMP(x->updated, y->updated);
}

int
rsec_manrs_contacts_freeze(
    struct rsec_manrs_contacts *contacts, struct rsec_err *err)
{
	(void)err;
	rsec_manrs_set_freeze(&contacts->set, SIZE, order);
	return 0;
}

uint32_t
rsec_manrs_contacts_of(
    const struct rsec_manrs_contacts *contacts, uint32_t asn, uint32_t *first)
{
	return rsec_manrs_set_of(&contacts->set, SIZE, asn, first);
}

const struct rsec_manrs_contact *
rsec_manrs_contacts_get(const struct rsec_manrs_contacts *contacts, uint32_t i)
{
	return rsec_manrs_set_get(&contacts->set, SIZE, i);
}

static bool
is_alphanumeric(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/* Atoms of RFC 5322 section 3.2.3, with single dots between them. */
static bool
is_local_part(const char *s, size_t n)
{
	size_t i;

	if (n == 0 || n > LOCAL_MAX || s[0] == '.' || s[n - 1] == '.')
		return false;
	for (i = 0; i < n; i++) {
		if (s[i] == '.' && s[i + 1] == '.')
			return false;
		if (s[i] != '.' && !is_alphanumeric(s[i]) &&
		    strchr("!#$%&'*+-/=?^_`{|}~", s[i]) == NULL &&
		    (unsigned char)s[i] < 0x80)
			return false;
	}
	return true;
}

/* Labels of letters, digits and hyphens, two of them at least. */
static bool
is_domain(const char *s)
{
	size_t label = 0, labels = 1;

	if (strlen(s) > DOMAIN_MAX)
		return false;
	for (; *s != '\0'; s++) {
		if (*s == '.') {
			if (label == 0 || s[-1] == '-')
				return false;
			label = 0;
			labels++;
			continue;
		}
		if (!is_alphanumeric(*s) && (unsigned char)*s < 0x80 &&
		    (*s != '-' || label == 0))
			return false;
		if (++label > LABEL_MAX)
			return false;
	}
	return labels > 1 && label > 0 && s[-1] != '-';
}

bool
rsec_manrs_is_email(const char *s)
{
	const char *at = strchr(s, '@');

	return at != NULL && is_local_part(s, (size_t)(at - s)) &&
	       is_domain(at + 1);
}

const char *
rsec_manrs_role_name(enum rsec_manrs_role role)
{
	static const char *const names[] = { "NOC", "technical",
		"administrative", "abuse", "other" };

	return names[role];
}

const char *
rsec_manrs_contact_source_name(enum rsec_manrs_contact_source source)
{
	static const char *const names[] = { "PeeringDB", "whois", "IRR",
		"RDAP" };

	return names[source];
}
