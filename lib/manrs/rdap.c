/* SPDX-License-Identifier: ISC */
/*
 * Contacts from RDAP: autnum objects (RFC 9083 section 5.5), their entities
 * (section 5.1), which may hold entities in turn, and the jCards of these (RFC
 * 7095), of which full name, first address and first telephone are taken.
 *
 * An entity of which nothing is told but that it exists is a hidden contact.
 * An object of a block of AS numbers counts for each of them.
 */
#include <string.h>

#include "base/num.h"
#include "manrs/contact.h"
#include "manrs/json_record_private.h"
#include "net/asn.h"

#define BLOCK_MAX 1024 /* AS numbers of one object */

enum {
	VALUE = 3,
	BEHIND_VALUE
}; /* parts of a property, by number */

struct entity {
	const char *handle, *name, *email, *phone;
	int64_t updated; /* 0: not said */
	unsigned roles;	 /* bits by enum rsec_manrs_role */
};

/* An event of an object: what was done, and when (RFC 9083 section 4.5). */
struct change {
	const char *action, *date;
};

struct reader {
	struct rsec_manrs_record record; /* first */
	struct rsec_manrs_contacts *contacts;
	/* Of the autnum. */
	const char *class, *first, *last, *whois;
	int64_t updated;	  /* 0: not said */
	struct rsec_buf entities; /* of struct entity */
	/* Being read. */
	struct entity entity;
	struct change change;
	bool in_entity;
};

#define AT(field)   .at = offsetof(struct reader, field)
#define EACH(reads) .read = (reads), .each = true

static struct reader *
reader_of(struct rsec_manrs_record *record)
{
	return (void *)record;
}

static int
read_role(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	static const char *const names[] = { "noc", "technical",
		"administrative", "abuse" };
	size_t i;

	(void)member;
	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (rsec_json_is(token, names[i]))
			break;
	reader_of(record)->entity.roles |= 1U << i;
	return rsec_json_skip_rest(record->json, token, err);
}

static int
read_change(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	static const struct rsec_manrs_member members[] = {
		{ .name = "eventAction", AT(change.action) },
		{ .name = "eventDate", AT(change.date) },
		{ .name = NULL },
	};
	struct reader *reader = reader_of(record);

	(void)member;
	reader->change = (struct change){ "", "" };
	if (rsec_manrs_record_members(record, token, members, err) == -1)
		return -1;
	if (strcmp(reader->change.action, "last changed") == 0)
		rsec_manrs_record_time(record, "eventDate", reader->change.date,
		    reader->in_entity ? &reader->entity.updated
				      : &reader->updated);
	return 0;
}

/* Where the value of the property goes; NULL: nowhere. */
static const char **
place_of(struct entity *entity, const struct rsec_json_token *token)
{
	const char **place = NULL;

	if (rsec_json_is(token, "fn"))
		place = &entity->name;
	else if (rsec_json_is(token, "email"))
		place = &entity->email;
	else if (rsec_json_is(token, "tel"))
		place = &entity->phone;
	return place != NULL && (*place)[0] == '\0' ? place : NULL;
}

/* A property of a jCard: [name, parameters, type, value, ...]. */
static int
read_property(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	const char **place = NULL, *text;
	struct rsec_json_token part;
	int i;

	(void)member;
	if (token->type != RSEC_JSON_ARRAY)
		return rsec_json_skip_rest(record->json, token, err);
	for (i = 0;; i += i < BEHIND_VALUE) {
		if (rsec_json_next(record->json, &part, err) == -1)
			return -1;
		if (part.type == RSEC_JSON_ARRAY_END)
			return 0;
		if (i == 0)
			place = place_of(&reader_of(record)->entity, &part);
		if (i == VALUE && place != NULL) {
			text = rsec_manrs_record_text(record, &part, err);
			if (text == NULL)
				return -1;
			*place =
			    strncmp(text, "tel:", 4) == 0 ? text + 4 : text;
		}
		if (rsec_json_skip_rest(record->json, &part, err) == -1)
			return -1;
	}
}

/* The parts of a jCard: the word "vcard", and an array of properties. */
static int
read_card(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	static const struct rsec_manrs_member property = { EACH(
	    read_property) };

	(void)member;
	return rsec_manrs_record_value(record, &property, token, err);
}

/* It calls itself no deeper than RSEC_JSON_DEPTH. */
static int
read_entity(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	static const struct rsec_manrs_member members[] = {
		{ .name = "handle", AT(entity.handle) },
		{ .name = "roles", EACH(read_role) },
		{ .name = "vcardArray", EACH(read_card) },
		{ .name = "events", EACH(read_change) },
		{ .name = "entities", EACH(read_entity) },
		{ .name = NULL },
	};
	struct reader *reader = reader_of(record);
	const struct entity outer = reader->entity;
	const bool was_in_entity = reader->in_entity;

	(void)member;
	reader->entity = (struct entity){ "", "", "", "", 0, 0 };
	reader->in_entity = true;
	if (rsec_manrs_record_members(record, token, members, err) == -1)
		return -1;
	if (reader->entity.roles != 0 &&
	    rsec_buf_add(&reader->entities, &reader->entity,
		sizeof(reader->entity)) == -1)
		return rsec_err_nomem(err);
	reader->entity = outer;
	reader->in_entity = was_in_entity;
	return 0;
}

static void
begin(struct rsec_manrs_record *record)
{
	struct reader *reader = reader_of(record);

	reader->class = reader->first = reader->last = reader->whois = "";
	reader->updated = 0;
	reader->entities.len = 0;
	reader->in_entity = false;
}

/* The registry whose whois server is named in port43; "RDAP" if unknown. */
static const char *
registry_of(const char *whois)
{
	static const char *const known[][2] = {
		{ "whois.afrinic.net", "AFRINIC" },
		{ "whois.apnic.net", "APNIC" },
		{ "whois.arin.net", "ARIN" },
		{ "whois.lacnic.net", "LACNIC" },
		{ "whois.ripe.net", "RIPE" },
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(whois, known[i][0]) == 0)
			return known[i][1];
	return "RDAP";
}

/* Add a contact for each role of ENTITY and AS number of FIRST..LAST. */
static int
add(struct reader *reader, const struct entity *entity, uint32_t first,
    uint32_t last, struct rsec_err *err)
{
	struct rsec_manrs_contact contact = {
		.source = RSEC_MANRS_FROM_RDAP,
		.registry = registry_of(reader->whois),
		.name = entity->name,
		.email = entity->email,
		.phone = entity->phone,
		.handle = entity->handle,
		.hidden = entity->name[0] == '\0' && entity->email[0] == '\0' &&
			  entity->phone[0] == '\0',
		.updated =
		    entity->updated != 0 ? entity->updated : reader->updated,
	};
	uint64_t asn;
	int role;

	for (asn = first; asn <= last; asn++)
		for (role = 0; role <= RSEC_MANRS_OTHER_ROLE; role++) {
			if ((entity->roles >> role & 1) == 0)
				continue;
			contact.asn = (uint32_t)asn;
			contact.role = (enum rsec_manrs_role)role;
			if (rsec_manrs_contacts_add(
				reader->contacts, &contact, err) == -1)
				return -1;
		}
	return 0;
}

static int
finish(struct rsec_manrs_record *record, struct rsec_err *err)
{
	struct reader *reader = reader_of(record);
	const struct entity *entity = (void *)reader->entities.data;
	size_t left = reader->entities.len / sizeof(*entity);
	uint32_t first, last;

	if (reader->class[0] != '\0' && strcmp(reader->class, "autnum") != 0)
		return rsec_manrs_record_spoil(
		    record, "the RDAP object is not an autnum");
	if (!rsec_manrs_record_asn(
		record, "startAutnum", reader->first, &first))
		return 0;
	last = first;
	if (reader->last[0] != '\0' &&
	    !rsec_manrs_record_asn(record, "endAutnum", reader->last, &last))
		return 0;
	if (last < first || last - first >= BLOCK_MAX)
		return rsec_manrs_record_spoil(record,
		    "endAutnum is below startAutnum, or the block has more "
		    "than %d AS numbers",
		    BLOCK_MAX);
	for (; left > 0; left--, entity++)
		if (add(reader, entity, first, last, err) == -1)
			return -1;
	return 0;
}

int
rsec_manrs_rdap_read(struct rsec_manrs_contacts *contacts,
    struct rsec_source source, const struct rsec_diag *diag, uint64_t *count,
    struct rsec_err *err)
{
	static const struct rsec_manrs_member page[] = { { .name = NULL } };
	static const struct rsec_manrs_member members[] = {
		{ .name = "objectClassName", AT(class) },
		{ .name = "startAutnum", AT(first) },
		{ .name = "endAutnum", AT(last) },
		{ .name = "port43", AT(whois) },
		{ .name = "events", EACH(read_change) },
		{ .name = "entities", EACH(read_entity) },
		{ .name = NULL },
	};
	static const struct rsec_manrs_kind kind = { "autnum", "autnum objects",
		page, members, begin, finish };
	struct reader reader = { .contacts = contacts };
	int rc = rsec_manrs_records_read(
	    &reader.record, &kind, source, diag, count, err);

	rsec_buf_fini(&reader.entities);
	return rc;
}
