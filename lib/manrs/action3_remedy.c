/* SPDX-License-Identifier: ISC */
/*
 * The contact that is missing, as text to be pasted: an entry of PeeringDB, or
 * a role object (RFC 2622 section 3.3) and the lines that refer to it.  What
 * another source says of the network's contact is filled in; the rest is a
 * word in angle brackets.
 */
#include "manrs/action3_private.h"

/* What is known of somebody to call; "<...>" where nothing is. */
struct somebody {
	const char *name, *email, *phone;
};

static struct somebody
find(const struct rsec_manrs_work *work, uint32_t asn, bool abuse)
{
	struct somebody found = { "<name>", "<e-mail>", "<phone>" };
	const struct rsec_manrs_contact *c;
	uint32_t i, n = rsec_manrs_contacts_of(work->data->contacts, asn, &i);

	for (n += i; i < n; i++) {
		c = rsec_manrs_contacts_get(work->data->contacts, i);
		if (c->missing || c->hidden || !rsec_manrs_is_email(c->email) ||
		    (abuse ? c->role != RSEC_MANRS_ABUSE
			   : !rsec_manrs_is_operational(c)))
			continue;
		found.email = c->email;
		if (c->name[0] != '\0')
			found.name = c->name;
		if (c->phone[0] != '\0')
			found.phone = c->phone;
		break;
	}
	return found;
}

const char *
rsec_manrs_remedy_point(struct rsec_manrs_work *work, uint32_t asn)
{
	const struct somebody who = find(work, asn, false);

	return rsec_manrs_text(work,
	    "PeeringDB contact of AS%u: role NOC, visibility Public, "
	    "name %s, e-mail %s, phone %s",
	    (unsigned)asn, who.name, who.email, who.phone);
}

const char *
rsec_manrs_remedy_role(struct rsec_manrs_work *work, uint32_t asn)
{
	const struct somebody who = find(work, asn, false);

	return rsec_manrs_text(work,
	    "role:           %s\n"
	    "address:        <address>\n"
	    "e-mail:         %s\n"
	    "phone:          %s\n"
	    "nic-hdl:        AUTO-1\n"
	    "mnt-by:         <maintainer>\n"
	    "source:         <source>\n"
	    "\n"
	    "in aut-num AS%u:\n"
	    "admin-c:        <its nic-hdl>\n"
	    "tech-c:         <its nic-hdl>\n",
	    who.name, who.email, who.phone, (unsigned)asn);
}

const char *
rsec_manrs_remedy_abuse(struct rsec_manrs_work *work, uint32_t asn)
{
	const struct somebody who = find(work, asn, true);

	return rsec_manrs_text(work,
	    "role:           %s\n"
	    "address:        <address>\n"
	    "e-mail:         %s\n"
	    "abuse-mailbox:  %s\n"
	    "nic-hdl:        AUTO-1\n"
	    "mnt-by:         <maintainer>\n"
	    "source:         <source>\n"
	    "\n"
	    "in the organisation of AS%u:\n"
	    "abuse-c:        <its nic-hdl>\n",
	    who.name, who.email, who.email, (unsigned)asn);
}
