/* SPDX-License-Identifier: ISC */
/*
 * The whois of ARIN and of LACNIC, which is laid out as RPSL is, but in words
 * of their own.
 *
 *	ARIN	ASNumber, ASHandle, ASName, OrgID: an aut-num
 *		OrgID, OrgName and Org{Admin,Tech,NOC,Abuse}Handle: its holder
 *		POCHandle, MailBox: a person, in bulk data; in answers the
 *		block that begins with the handle tells name, phone and e-mail
 *	LACNIC	aut-num, owner, owner-c, routing-c, abuse-c: an aut-num
 *		nic-hdl, person, e-mail, phone: below it, those people
 *
 * Answers of ARIN do not say whose the blocks are: they follow their aut-num.
 * Neither says a source: it is the registry whose shape this is.
 */
#include <string.h>
#include <strings.h>

#include "base/utc.h"
#include "manrs/registry_private.h"
#include "net/asn.h"

#define BLOCK_MAX 1024 /* ASNs of one aut-num of ARIN's; more are no one's */

static const struct rsec_rpsl_piece arin = { "ARIN", 4 };
static const struct rsec_rpsl_piece lacnic = { "LACNIC", 6 };
static const struct rsec_rpsl_piece none = { "", 0 };

static const struct {
	const char *word; /* OrgTechHandle, RTechHandle, TechHandle */
	enum rsec_manrs_role role;
} arin_roles[] = {
	{ "Admin", RSEC_MANRS_ADMINISTRATIVE },
	{ "Tech", RSEC_MANRS_TECHNICAL },
	{ "NOC", RSEC_MANRS_NOC },
	{ "Abuse", RSEC_MANRS_ABUSE },
};
#define ARIN_ROLES (sizeof(arin_roles) / sizeof(arin_roles[0]))

static bool
is_name(const struct rsec_rpsl_attribute *attribute, const char *name)
{
	return attribute->name_len == strlen(name) &&
	       strncasecmp(attribute->name, name, attribute->name_len) == 0;
}

struct rsec_rpsl_piece
rsec_manrs_field(const struct rsec_rpsl_object *object, const char *name)
{
	size_t i;

	for (i = 0; i < object->count; i++)
		if (is_name(&object->attributes[i], name))
			return rsec_rpsl_value(&object->attributes[i]);
	return none;
}

/*
 * The role whose handle ATTRIBUTE tells, by its name; *OF is where "Handle"
 * stands in it.  False where it tells none.
 */
static bool
is_handle(const struct rsec_rpsl_attribute *attribute,
    enum rsec_manrs_role *role, size_t *of)
{
	const char *at = attribute->name;
	size_t n = attribute->name_len, i, len;

	if (n < 6 || strncasecmp(at + n - 6, "Handle", 6) != 0)
		return false;
	*of = n - 6;
	n -= 6;
	if (n > 3 && strncasecmp(at, "Org", 3) == 0) {
		at += 3;
		n -= 3;
	} else if (n > 1 && (*at == 'R' || *at == 'r')) {
		at++;
		n--;
	}
	for (i = 0; i < ARIN_ROLES; i++) {
		len = strlen(arin_roles[i].word);
		if (n == len && strncasecmp(at, arin_roles[i].word, n) == 0) {
			*role = arin_roles[i].role;
			return true;
		}
	}
	return false;
}

/* "YYYY-MM-DD" or "YYYYMMDD" in days, or RSEC_IRR_NO_DATE. */
static int32_t
days_of(struct rsec_rpsl_piece date)
{
	char dashed[10];
	int64_t t;

	if (date.n == 8) {
		memcpy(dashed, date.s, 4);
		dashed[4] = dashed[7] = '-';
		memcpy(dashed + 5, date.s + 4, 2);
		memcpy(dashed + 8, date.s + 6, 2);
		date = (struct rsec_rpsl_piece){ dashed, sizeof(dashed) };
	}
	if (date.n < 10 || !rsec_utc_parse(date.s, 10, &t) || t <= 0)
		return RSEC_IRR_NO_DATE;
	return (int32_t)(t / RSEC_DAY);
}

/* "64496", or "64496 - 64511". */
static bool
parse_range(struct rsec_rpsl_piece text, uint32_t *first, uint32_t *last)
{
	const char *dash = memchr(text.s, '-', text.n);
	size_t n = dash != NULL ? (size_t)(dash - text.s) : text.n;
	size_t rest = 0;

	while (n > 0 && text.s[n - 1] == ' ')
		n--;
	if (!rsec_asn_parse(text.s, n, first))
		return false;
	*last = *first;
	if (dash == NULL)
		return true;
	for (dash++; dash < text.s + text.n && *dash == ' ';)
		dash++;
	rest = (size_t)(text.s + text.n - dash);
	return rsec_asn_parse(dash, rest, last) && *last >= *first &&
	       *last - *first < BLOCK_MAX;
}

/* Who is referred to, of the aut-nums at hand or of ORGANISATION. */
static int
add_reference(struct rsec_manrs_dump *dump, struct rsec_rpsl_piece organisation,
    enum rsec_manrs_role role, struct rsec_rpsl_piece handle)
{
	uint32_t asn;

	if (organisation.n > 0)
		return rsec_manrs_dump_reference(
		    dump, arin, organisation, 0, role, handle);
	if (!dump->shape.has_asn)
		return 0;
	for (asn = dump->shape.first;; asn++) {
		if (rsec_manrs_dump_reference(
			dump, arin, none, asn, role, handle) == -1)
			return -1;
		if (asn == dump->shape.last)
			return 0;
	}
}

/*
 * The handles of a block, and what it tells of each: "OrgTechHandle" and, next
 * to it, "OrgTechName", "OrgTechPhone", "OrgTechEmail".
 */
static int
take_handles(struct rsec_manrs_dump *dump,
    const struct rsec_rpsl_object *object, struct rsec_rpsl_piece organisation)
{
	struct rsec_manrs_entry entry;
	enum rsec_manrs_role role;
	const struct rsec_rpsl_attribute *at;
	char name[32];
	size_t i, of;

	for (i = 0; i < object->count; i++) {
		at = &object->attributes[i];
		if (!is_handle(at, &role, &of) || of + 6 > sizeof(name))
			continue;
		entry = (struct rsec_manrs_entry){ .registry = arin,
			.handle = rsec_rpsl_value(at),
			.abuse = none,
			.changed = RSEC_IRR_NO_DATE };
		if (add_reference(dump, organisation, role, entry.handle) == -1)
			return -1;
		memcpy(name, at->name, of);
		memcpy(name + of, "Name", 5);
		entry.name = rsec_manrs_field(object, name);
		memcpy(name + of, "Phone", 6);
		entry.phone = rsec_manrs_field(object, name);
		memcpy(name + of, "Email", 6);
		entry.email = rsec_manrs_field(object, name);
		if (entry.handle.n > 0 && entry.name.n + entry.email.n > 0 &&
		    rsec_manrs_dump_person(dump, &entry) == -1)
			return -1;
	}
	return 0;
}

static int
take_arin_as(struct rsec_manrs_dump *dump,
    const struct rsec_rpsl_object *object, struct rsec_rpsl_piece number)
{
	const struct rsec_rpsl_piece org = rsec_manrs_field(object, "OrgID");
	struct rsec_manrs_whois *shape = &dump->shape;
	struct rsec_manrs_aut_num aut_num = {
		.changed = days_of(rsec_manrs_field(object, "Updated"))
	};
	uint32_t asn;

	shape->has_holder = org.n > 0;
	shape->has_asn = parse_range(number, &shape->first, &shape->last);
	if (!shape->has_asn)
		return 0;
	for (asn = shape->first;; asn++) {
		aut_num.asn = asn;
		if (rsec_manrs_dump_aut_num(dump, &aut_num, arin,
			rsec_manrs_field(object, "ASName")) == -1 ||
		    rsec_manrs_dump_holding(dump, arin, org, asn) == -1)
			return -1;
		if (asn == shape->last)
			break;
	}
	return take_handles(dump, object, none);
}

/* An organisation: of an answer it is the holder of what came before. */
static int
take_arin_org(struct rsec_manrs_dump *dump,
    const struct rsec_rpsl_object *object, struct rsec_rpsl_piece org)
{
	struct rsec_manrs_whois *shape = &dump->shape;
	uint32_t asn;

	if (shape->has_asn && !shape->has_holder)
		for (asn = shape->first;; asn++) {
			if (rsec_manrs_dump_holding(dump, arin, org, asn) == -1)
				return -1;
			if (asn == shape->last)
				break;
		}
	shape->has_holder = true;
	return take_handles(dump, object, org);
}

static int
take_arin_poc(struct rsec_manrs_dump *dump,
    const struct rsec_rpsl_object *object, struct rsec_rpsl_piece handle)
{
	struct rsec_manrs_entry entry = {
		.registry = arin,
		.handle = handle,
		.name = rsec_manrs_field(object, "LastName"),
		.email = rsec_manrs_field(object, "MailBox"),
		.phone = rsec_manrs_field(object, "OfficePhone"),
		.abuse = none,
		.changed = days_of(rsec_manrs_field(object, "Updated")),
	};

	if (entry.name.n == 0)
		entry.name = rsec_manrs_field(object, "RoleName");
	return rsec_manrs_dump_person(dump, &entry);
}

static int
take_arin(struct rsec_manrs_dump *dump, const struct rsec_rpsl_object *object,
    bool *taken)
{
	struct rsec_rpsl_piece value;
	enum rsec_manrs_role role;
	size_t of;

	*taken = true;
	if ((value = rsec_manrs_field(object, "ASNumber")).n > 0)
		return take_arin_as(dump, object, value);
	if ((value = rsec_manrs_field(object, "POCHandle")).n > 0)
		return take_arin_poc(dump, object, value);
	if (is_name(object->attributes, "OrgID") ||
	    is_name(object->attributes, "OrgName")) {
		value = rsec_manrs_field(object, "OrgID");
		return value.n > 0 ? take_arin_org(dump, object, value) : 0;
	}
	if (is_handle(object->attributes, &role, &of))
		return take_handles(dump, object, none);
	*taken = false;
	return 0;
}

static int
take_lacnic_as(
    struct rsec_manrs_dump *dump, const struct rsec_rpsl_object *object)
{
	static const struct {
		const char *name;
		enum rsec_manrs_role role;
	} roles[] = {
		{ "owner-c", RSEC_MANRS_ADMINISTRATIVE },
		{ "routing-c", RSEC_MANRS_TECHNICAL },
		{ "tech-c", RSEC_MANRS_TECHNICAL },
		{ "abuse-c", RSEC_MANRS_ABUSE },
	};
	const struct rsec_rpsl_piece number =
	    rsec_rpsl_value(object->attributes);
	struct rsec_manrs_aut_num aut_num = {
		.changed = rsec_irr_object_changed(object)
	};
	struct rsec_rpsl_piece handle;
	size_t i;

	dump->shape = (struct rsec_manrs_whois){ .is_lacnic = true };
	if (!rsec_asn_parse(number.s, number.n, &aut_num.asn))
		return 0;
	dump->shape.has_asn = true;
	dump->shape.first = dump->shape.last = aut_num.asn;
	for (i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		handle = rsec_manrs_field(object, roles[i].name);
		aut_num.has_admin |= i == 0 && handle.n > 0;
		aut_num.has_tech |= (i == 1 || i == 2) && handle.n > 0;
		if (rsec_manrs_dump_reference(dump, lacnic, none, aut_num.asn,
			roles[i].role, handle) == -1)
			return -1;
	}
	return rsec_manrs_dump_aut_num(
	    dump, &aut_num, lacnic, rsec_manrs_field(object, "owner"));
}

/* One of the people below an aut-num; without a handle the aut-num's. */
static int
take_lacnic_person(
    struct rsec_manrs_dump *dump, const struct rsec_rpsl_object *object)
{
	char own[RSEC_ASN_SIZE];
	struct rsec_manrs_entry entry = {
		.registry = lacnic,
		.handle = rsec_manrs_field(object, "nic-hdl"),
		.name = rsec_manrs_field(object, "person"),
		.email = rsec_manrs_field(object, "e-mail"),
		.phone = rsec_manrs_field(object, "phone"),
		.abuse = none,
		.changed = rsec_irr_object_changed(object),
	};

	if (entry.handle.n == 0) {
		entry.handle.s = own;
		entry.handle.n = rsec_asn_format(own, dump->shape.first);
		if (rsec_manrs_dump_reference(dump, lacnic, none,
			dump->shape.first, RSEC_MANRS_TECHNICAL,
			entry.handle) == -1)
			return -1;
	}
	return rsec_manrs_dump_person(dump, &entry);
}

static bool
is_lacnic_as(const struct rsec_rpsl_object *object)
{
	return object->class_id == RSEC_RPSL_AUT_NUM &&
	       rsec_rpsl_find(object, RSEC_RPSL_ATTR_SOURCE) == NULL &&
	       (rsec_manrs_field(object, "owner").n > 0 ||
		   rsec_manrs_field(object, "owner-c").n > 0 ||
		   rsec_manrs_field(object, "ownerid").n > 0);
}

static bool
is_lacnic_person(
    const struct rsec_manrs_dump *dump, const struct rsec_rpsl_object *object)
{
	return dump->shape.is_lacnic && dump->shape.has_asn &&
	       (object->attributes[0].id == RSEC_RPSL_ATTR_NIC_HDL ||
		   object->attributes[0].id == RSEC_RPSL_ATTR_PERSON) &&
	       rsec_rpsl_find(object, RSEC_RPSL_ATTR_SOURCE) == NULL;
}

int
rsec_manrs_dump_whois(struct rsec_manrs_dump *dump,
    const struct rsec_rpsl_object *object, bool *taken)
{
	*taken = true;
	if (is_lacnic_as(object))
		return take_lacnic_as(dump, object);
	if (is_lacnic_person(dump, object))
		return take_lacnic_person(dump, object);
	if (object->class_id == RSEC_RPSL_UNKNOWN_CLASS)
		return take_arin(dump, object, taken);
	*taken = false;
	return 0;
}
