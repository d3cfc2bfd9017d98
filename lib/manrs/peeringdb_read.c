/* SPDX-License-Identifier: ISC */
/*
 * Files of PeeringDB, in three shapes:
 *
 *	{ "meta": { "generated": 1791158400.1 }, "data": [ ... ] }
 *		an answer of the API, or a file of one kind
 *	{ "net": { "data": [ ... ] }, "poc": { "data": [ ... ] }, ... }
 *		a whole dump
 *	[ ... ]
 *
 * net has id, org_id, asn, name and so on, poc has net_id, role and visible,
 * netixlan has net_id and is_rs_peer.  Records of other kinds, and of networks
 * that were deleted, are passed over.
 */
#include <string.h>

#include "base/num.h"
#include "base/quote.h"
#include "manrs/json_record_private.h"
#include "manrs/peeringdb_private.h"

enum section {
	ANY, /* told from the members of each record */
	NET,
	POC,
	NETIXLAN,
	OTHER,
};

struct reader {
	struct rsec_manrs_record record; /* first */
	struct rsec_manrs_peeringdb *peeringdb;
	enum section section;
	const char *generated;
	/* Of the record. */
	const char *id, *net_id, *org_id, *asn, *name, *website, *status;
	const char *as_set, *type, *policy, *looking_glass, *route_server;
	const char *prefixes4, *prefixes6, *updated;
	const char *role, *visible, *email, *phone;
	const char *is_rs_peer;
};

#define TEXT(member, field)                                            \
	{                                                              \
		.name = (member), .at = offsetof(struct reader, field) \
	}

static const struct rsec_manrs_member members[] = {
	TEXT("id", id),
	TEXT("net_id", net_id),
	TEXT("org_id", org_id),
	TEXT("asn", asn),
	TEXT("name", name),
	TEXT("website", website),
	TEXT("status", status),
	TEXT("irr_as_set", as_set),
	TEXT("info_type", type),
	TEXT("policy_url", policy),
	TEXT("looking_glass", looking_glass),
	TEXT("route_server", route_server),
	TEXT("info_prefixes4", prefixes4),
	TEXT("info_prefixes6", prefixes6),
	TEXT("updated", updated),
	TEXT("role", role),
	TEXT("visible", visible),
	TEXT("email", email),
	TEXT("phone", phone),
	TEXT("is_rs_peer", is_rs_peer),
	{ .name = NULL },
};

static struct reader *
reader_of(struct rsec_manrs_record *record)
{
	return (void *)record;
}

/* The sections of a whole dump, by their names. */
static enum section
section_named(const char *kind)
{
	if (strcmp(kind, "net") == 0)
		return NET;
	if (strcmp(kind, "poc") == 0)
		return POC;
	return strcmp(kind, "netixlan") == 0 ? NETIXLAN : OTHER;
}

static int
read_section(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	static const struct rsec_manrs_member data[] = {
		{ .name = "data", .read = rsec_manrs_record_list },
		{ .name = NULL },
	};
	struct reader *reader = reader_of(record);
	const enum section outer = reader->section;
	int rc;

	reader->section = section_named(member->name);
	if (reader->section == POC)
		reader->peeringdb->has_contacts = true;
	rc = rsec_manrs_record_members(record, token, data, err);
	reader->section = outer;
	return rc;
}

static int
read_meta(struct rsec_manrs_record *record,
    const struct rsec_manrs_member *member, const struct rsec_json_token *token,
    struct rsec_err *err)
{
	static const struct rsec_manrs_member meta[] = {
		TEXT("generated", generated),
		{ .name = NULL },
	};
	struct reader *reader = reader_of(record);
	int64_t *time = &reader->peeringdb->time;
	uint64_t seconds;

	(void)member;
	reader->generated = "";
	if (rsec_manrs_record_members(record, token, meta, err) == -1)
		return -1;
	if (rsec_parse_u64(reader->generated, strcspn(reader->generated, "."),
		INT64_MAX, &seconds) &&
	    (int64_t)seconds > *time)
		*time = (int64_t)seconds;
	return 0;
}

static void
begin(struct rsec_manrs_record *record)
{
	const struct rsec_manrs_member *m;
	const char *none = "";

	for (m = members; m->name != NULL; m++)
		memcpy(rsec_manrs_record_at(record, m), &none, sizeof(none));
}

/* The number that TEXT is, 0 where it is ""; else the record is spoilt. */
static bool
read_number(struct rsec_manrs_record *record, const char *name,
    const char *text, uint64_t max, uint64_t *out)
{
	char shown[RSEC_QUOTE_SIZE];

	*out = 0;
	if (text[0] == '\0' || rsec_parse_u64(text, strlen(text), max, out))
		return true;
	rsec_manrs_record_spoil(record, "%s %s is not a number", name,
	    rsec_quote(shown, text, strlen(text)));
	return false;
}

/* The id that a record cannot be without. */
static bool
read_id(struct rsec_manrs_record *record, const char *name, const char *text,
    uint64_t *out)
{
	if (!read_number(record, name, text, UINT64_MAX, out))
		return false;
	if (text[0] == '\0')
		rsec_manrs_record_spoil(record, "the record has no %s", name);
	return text[0] != '\0';
}

static bool
read_updated(struct reader *reader, int64_t *out)
{
	*out = 0;
	return reader->updated[0] == '\0' ||
	       rsec_manrs_record_time(
		   &reader->record, "updated", reader->updated, out);
}

static int
add_net(struct reader *reader, struct rsec_err *err)
{
	struct rsec_manrs_record *record = &reader->record;
	struct rsec_manrs_set *set = &reader->peeringdb->networks;
	struct rsec_manrs_network net = { .name = reader->name,
		.website = reader->website,
		.irr_as_set = reader->as_set,
		.info_type = reader->type,
		.policy_url = reader->policy,
		.looking_glass = reader->looking_glass,
		.route_server = reader->route_server };
	const char **const texts[] = { &net.name, &net.website, &net.irr_as_set,
		&net.info_type, &net.policy_url, &net.looking_glass,
		&net.route_server };
	uint64_t prefixes4, prefixes6;
	size_t i;

	if (!read_id(record, "id", reader->id, &net.id) ||
	    !read_number(
		record, "org_id", reader->org_id, UINT64_MAX, &net.org_id) ||
	    !rsec_manrs_record_asn(record, "asn", reader->asn, &net.asn) ||
	    !read_number(record, "info_prefixes4", reader->prefixes4,
		UINT32_MAX, &prefixes4) ||
	    !read_number(record, "info_prefixes6", reader->prefixes6,
		UINT32_MAX, &prefixes6) ||
	    !read_updated(reader, &net.updated))
		return 0;
	net.prefixes4 = (uint32_t)prefixes4;
	net.prefixes6 = (uint32_t)prefixes6;
	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if ((*texts[i] = rsec_manrs_set_text(set, *texts[i])) == NULL)
			return rsec_err_nomem(err);
	return rsec_manrs_set_add(set, &net, sizeof(net), err);
}

static enum rsec_manrs_role
role_of(const char *role)
{
	if (strcmp(role, "NOC") == 0)
		return RSEC_MANRS_NOC;
	if (strcmp(role, "Technical") == 0)
		return RSEC_MANRS_TECHNICAL;
	if (strcmp(role, "Abuse") == 0)
		return RSEC_MANRS_ABUSE;
	return RSEC_MANRS_OTHER_ROLE;
}

static int
add_poc(struct reader *reader, struct rsec_err *err)
{
	struct rsec_manrs_peeringdb *peeringdb = reader->peeringdb;
	struct rsec_manrs_point point = {
		.contact = { .role = role_of(reader->role),
		    .source = RSEC_MANRS_FROM_PEERINGDB,
		    .registry = "PeeringDB",
		    .name = reader->name,
		    .email = reader->email,
		    .phone = reader->phone,
		    .handle = "",
		    .hidden = reader->visible[0] != '\0' &&
			      strcmp(reader->visible, "Public") != 0 },
	};
	const char **const texts[] = { &point.contact.name,
		&point.contact.email, &point.contact.phone };
	size_t i;

	peeringdb->has_contacts = true;
	if (!read_id(
		&reader->record, "net_id", reader->net_id, &point.net_id) ||
	    !read_updated(reader, &point.contact.updated))
		return 0;
	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		*texts[i] = rsec_manrs_set_text(&peeringdb->networks,
		    point.contact.hidden ? "" : *texts[i]);
		if (*texts[i] == NULL)
			return rsec_err_nomem(err);
	}
	if (rsec_buf_add(&peeringdb->points, &point, sizeof(point)) == -1)
		return rsec_err_nomem(err);
	return 0;
}

static int
add_netixlan(struct reader *reader, struct rsec_err *err)
{
	struct rsec_manrs_record *record = &reader->record;
	struct rsec_manrs_presence presence = {
		.route_server = strcmp(reader->is_rs_peer, "true") == 0
	};

	if (!read_id(record, "id", reader->id, &presence.id) ||
	    !read_id(record, "net_id", reader->net_id, &presence.net_id))
		return 0;
	if (rsec_buf_add(&reader->peeringdb->presences, &presence,
		sizeof(presence)) == -1)
		return rsec_err_nomem(err);
	return 0;
}

static enum section
section_of(const struct reader *reader)
{
	if (reader->section != ANY)
		return reader->section;
	if (reader->is_rs_peer[0] != '\0')
		return NETIXLAN;
	return reader->role[0] != '\0' ? POC : NET;
}

static int
finish(struct rsec_manrs_record *record, struct rsec_err *err)
{
	struct reader *reader = reader_of(record);

	if (reader->status[0] != '\0' && strcmp(reader->status, "ok") != 0)
		return 0;
	switch (section_of(reader)) {
	case NET:
		return add_net(reader, err);
	case POC:
		return add_poc(reader, err);
	case NETIXLAN:
		return add_netixlan(reader, err);
	default:
		return 0;
	}
}

int
rsec_manrs_peeringdb_read(struct rsec_manrs_peeringdb *peeringdb,
    const char *kind, struct rsec_source source, const struct rsec_diag *diag,
    uint64_t *count, struct rsec_err *err)
{
	static const struct rsec_manrs_member page[] = {
		{ .name = "data", .read = rsec_manrs_record_list },
		{ .name = "net", .read = read_section },
		{ .name = "poc", .read = read_section },
		{ .name = "netixlan", .read = read_section },
		{ .name = "meta", .read = read_meta },
		{ .name = NULL },
	};
	static const struct rsec_manrs_kind records = { "record",
		"records of PeeringDB", page, members, begin, finish };
	struct reader reader = { .peeringdb = peeringdb,
		.section = kind != NULL ? section_named(kind) : ANY };

	if (reader.section == POC)
		peeringdb->has_contacts = true;
	return rsec_manrs_records_read(
	    &reader.record, &records, source, diag, count, err);
}
