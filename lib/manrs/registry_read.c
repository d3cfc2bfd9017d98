/* SPDX-License-Identifier: ISC */
/*
 * One pass over a dump: each object goes to what keeps its class.  Of an
 * aut-num (RFC 2622 section 6) that is who is referred to, how many policies
 * it registers, and which as-sets it says are its own: those that its exports
 * announce, and those that its remarks name.
 *
 * Route objects are millions, and are all that the time is spent on; sets are
 * not told of them, since only as-sets are asked for.
 */
#include <string.h>
#include <strings.h>

#include "manrs/registry_private.h"

#define AS_SETS_MAX 64 /* of one aut-num; more are left out */

static const struct {
	enum rsec_rpsl_name name;
	enum rsec_manrs_role role;
} referring[] = {
	{ RSEC_RPSL_ATTR_ADMIN_C, RSEC_MANRS_ADMINISTRATIVE },
	{ RSEC_RPSL_ATTR_TECH_C, RSEC_MANRS_TECHNICAL },
	{ RSEC_RPSL_ATTR_ABUSE_C, RSEC_MANRS_ABUSE },
	{ RSEC_RPSL_ATTR_MNT_IRT, RSEC_MANRS_ABUSE },
};

/* Report WHY the object at hand is left out. */
static int
skip(struct rsec_manrs_dump *dump, const struct rsec_err *why)
{
	if (why->code == RSEC_ERR_NOMEM) {
		if (dump->err != NULL)
			*dump->err = *why;
		return -1;
	}
	dump->stats->malformed++;
	return rsec_diag_skip(dump->diag, why, dump->err);
}

static const char *
upper(struct rsec_manrs_dump *dump, struct rsec_rpsl_piece piece)
{
	return rsec_manrs_registry_upper(dump->registry, piece.s, piece.n);
}

static const char *
text(struct rsec_manrs_dump *dump, struct rsec_rpsl_piece piece)
{
	return rsec_manrs_registry_text(dump->registry, piece.s, piece.n);
}

/* Whether what stands there hides what the registry has. */
static bool
is_dummy_handle(struct rsec_rpsl_piece handle)
{
	return handle.n > 5 && strncasecmp(handle.s, "DUMY-", 5) == 0;
}

static bool
is_starred(struct rsec_rpsl_piece value)
{
	return memmem(value.s, value.n, "***", 3) != NULL;
}

int
rsec_manrs_dump_person(
    struct rsec_manrs_dump *dump, const struct rsec_manrs_entry *entry)
{
	struct rsec_manrs_person person = {
		.registry = upper(dump, entry->registry),
		.handle = upper(dump, entry->handle),
		.name = text(dump, entry->name),
		.email =
		    is_starred(entry->email) ? "" : text(dump, entry->email),
		.phone =
		    is_starred(entry->phone) ? "" : text(dump, entry->phone),
		.abuse =
		    is_starred(entry->abuse) ? "" : text(dump, entry->abuse),
		.hidden = entry->hidden || is_starred(entry->email),
		.changed = entry->changed,
	};

	if (person.registry == NULL || person.handle == NULL ||
	    person.name == NULL || person.email == NULL ||
	    person.phone == NULL || person.abuse == NULL ||
	    rsec_buf_add(&dump->registry->people, &person, sizeof(person)) ==
		-1)
		return rsec_err_nomem(dump->err);
	dump->stats->contacts++;
	return 0;
}

int
rsec_manrs_dump_reference(struct rsec_manrs_dump *dump,
    struct rsec_rpsl_piece registry, struct rsec_rpsl_piece organisation,
    uint32_t asn, enum rsec_manrs_role role, struct rsec_rpsl_piece handle)
{
	const struct rsec_manrs_reference reference = {
		.registry = upper(dump, registry),
		.organisation = upper(dump, organisation),
		.asn = asn,
		.role = role,
		.handle = upper(dump, handle),
		.hidden = is_dummy_handle(handle),
		.whois = dump->whois,
	};

	if (handle.n == 0)
		return 0;
	if (reference.registry == NULL || reference.organisation == NULL ||
	    reference.handle == NULL ||
	    rsec_buf_add(&dump->registry->references, &reference,
		sizeof(reference)) == -1)
		return rsec_err_nomem(dump->err);
	return 0;
}

int
rsec_manrs_dump_holding(struct rsec_manrs_dump *dump,
    struct rsec_rpsl_piece registry, struct rsec_rpsl_piece organisation,
    uint32_t asn)
{
	const struct rsec_manrs_holding holding = {
		.registry = upper(dump, registry),
		.organisation = upper(dump, organisation),
		.asn = asn,
		.whois = dump->whois,
	};

	if (organisation.n == 0)
		return 0;
	if (holding.registry == NULL || holding.organisation == NULL ||
	    rsec_buf_add(
		&dump->registry->holdings, &holding, sizeof(holding)) == -1)
		return rsec_err_nomem(dump->err);
	return 0;
}

int
rsec_manrs_dump_aut_num(struct rsec_manrs_dump *dump,
    const struct rsec_manrs_aut_num *aut_num, struct rsec_rpsl_piece registry,
    struct rsec_rpsl_piece as_name)
{
	struct rsec_manrs_aut_num copy = *aut_num;

	copy.registry = upper(dump, registry);
	copy.as_name = text(dump, as_name);
	if (copy.maintainer == NULL)
		copy.maintainer = "";
	if (copy.registry == NULL || copy.as_name == NULL ||
	    rsec_buf_add(&dump->registry->aut_nums, &copy, sizeof(copy)) == -1)
		return rsec_err_nomem(dump->err);
	dump->stats->aut_nums++;
	return 0;
}

/* All that OBJECT, an aut-num or an organisation, refers to. */
static int
take_references(struct rsec_manrs_dump *dump,
    const struct rsec_rpsl_object *object, struct rsec_rpsl_piece registry,
    struct rsec_rpsl_piece organisation, uint32_t asn)
{
	struct rsec_rpsl_piece item;
	struct rsec_rpsl_walk walk;
	size_t i, j;

	for (i = 0; i < object->count; i++) {
		for (j = 0; j < sizeof(referring) / sizeof(*referring); j++)
			if (object->attributes[i].id == referring[j].name)
				break;
		if (j == sizeof(referring) / sizeof(*referring))
			continue;
		walk = (struct rsec_rpsl_walk){ &object->attributes[i], NULL };
		while (rsec_rpsl_item_next(&walk, &item))
			if (rsec_manrs_dump_reference(dump, registry,
				organisation, asn, referring[j].role,
				item) == -1)
				return -1;
	}
	return 0;
}

/* What is left of ITEM without punctuation and, before "::", its registry. */
static struct rsec_rpsl_piece
bare_name(struct rsec_rpsl_piece item)
{
	const char *colons;

	while (item.n > 0 && strchr("{(\"'<[", *item.s) != NULL) {
		item.s++;
		item.n--;
	}
	while (item.n > 0 && strchr("})\"'>];.!?:", item.s[item.n - 1]) != NULL)
		item.n--;
	if ((colons = memmem(item.s, item.n, "::", 2)) != NULL) {
		item.n -= (size_t)(colons + 2 - item.s);
		item.s = colons + 2;
	}
	return item;
}

/* The as-sets of an aut-num while they are found. */
struct found {
	const char *name[AS_SETS_MAX];
	uint32_t count;
};

static int
find_set(struct rsec_manrs_dump *dump, struct rsec_rpsl_piece item,
    struct found *found)
{
	uint32_t i;
	int order;

	item = bare_name(item);
	if (found->count == AS_SETS_MAX ||
	    rsec_irr_name_class(item.s, item.n) != RSEC_RPSL_AS_SET)
		return 0;
	for (i = 0; i < found->count; i++) {
		order = strncasecmp(found->name[i], item.s, item.n);
		if (order == 0 && found->name[i][item.n] == '\0')
			return 0;
	}
	found->name[found->count] = upper(dump, item);
	if (found->name[found->count++] == NULL)
		return rsec_err_nomem(dump->err);
	return 0;
}

/* Those of one export, behind "announce"; or of one remark. */
static int
find_sets(struct rsec_manrs_dump *dump,
    const struct rsec_rpsl_attribute *attribute, struct found *found)
{
	bool counts = attribute->id == RSEC_RPSL_ATTR_REMARKS;
	struct rsec_rpsl_walk walk = { attribute, NULL };
	struct rsec_rpsl_piece item;

	while (rsec_rpsl_item_next(&walk, &item)) {
		if (item.n == 8 && strncasecmp(item.s, "announce", 8) == 0)
			counts = true;
		else if (counts && find_set(dump, item, found) == -1)
			return -1;
	}
	return 0;
}

static void
sort_names(const char **name, uint32_t count)
{
	const char *moved;
	uint32_t i, j;

	for (i = 1; i < count; i++) {
		moved = name[i];
		for (j = i; j > 0 && strcmp(name[j - 1], moved) > 0; j--)
			name[j] = name[j - 1];
		name[j] = moved;
	}
}

static int
take_sets(struct rsec_manrs_dump *dump, const struct rsec_rpsl_object *object,
    struct rsec_manrs_aut_num *out)
{
	struct found found = { .count = 0 };
	const char **kept;
	size_t i;

	for (i = 0; i < object->count; i++)
		switch (object->attributes[i].id) {
		case RSEC_RPSL_ATTR_EXPORT:
		case RSEC_RPSL_ATTR_MP_EXPORT:
		case RSEC_RPSL_ATTR_EXPORT_VIA:
		case RSEC_RPSL_ATTR_REMARKS:
			if (find_sets(dump, &object->attributes[i], &found) ==
			    -1)
				return -1;
			break;
		default:
			break;
		}
	if (found.count == 0)
		return 0;
	kept = rsec_arena_alloc(
	    (struct rsec_arena *)(void *)dump->registry->arenas.data,
	    found.count * sizeof(*kept));
	if (kept == NULL)
		return rsec_err_nomem(dump->err);
	sort_names(found.name, found.count);
	memcpy(kept, found.name, found.count * sizeof(*kept));
	out->as_set = kept;
	out->as_sets = found.count;
	return 0;
}

/* Who maintains an aut-num beside the RIR, which stands first in some. */
static const char *
find_maintainer(struct rsec_manrs_dump *dump, const struct rsec_irr_list *list)
{
	static const char *const of_rirs[] = { "RIPE-NCC-", "APNIC-",
		"AFRINIC-" };
	size_t i, k;

	for (i = 0; i < list->count; i++) {
		const struct rsec_rpsl_piece *name = &list->item[i];

		for (k = 0; k < sizeof(of_rirs) / sizeof(of_rirs[0]); k++)
			if (name->n > strlen(of_rirs[k]) &&
			    strncasecmp(
				name->s, of_rirs[k], strlen(of_rirs[k])) == 0)
				break;
		if (k == sizeof(of_rirs) / sizeof(of_rirs[0]))
			return text(dump, *name);
	}
	return "";
}

static int
take_aut_num(
    struct rsec_manrs_dump *dump, const struct rsec_rpsl_object *object)
{
	const struct rsec_rpsl_piece none = { "", 0 };
	struct rsec_irr_aut_num parsed;
	struct rsec_manrs_aut_num aut_num;
	struct rsec_err why;

	if (rsec_irr_aut_num_parse(object, &dump->scratch, &parsed, &why) == -1)
		return skip(dump, &why);
	aut_num = (struct rsec_manrs_aut_num){
		.asn = parsed.asn,
		.maintainer = find_maintainer(dump, &parsed.mnt_by),
		.imports = (uint32_t)parsed.imports,
		.exports = (uint32_t)parsed.exports,
		.has_admin = parsed.admin_c.count > 0,
		.has_tech = parsed.tech_c.count > 0,
		.changed = rsec_irr_object_changed(object),
	};
	if (aut_num.maintainer == NULL)
		return rsec_err_nomem(dump->err);
	if (take_sets(dump, object, &aut_num) == -1 ||
	    rsec_manrs_dump_aut_num(
		dump, &aut_num, parsed.source, parsed.as_name) == -1 ||
	    take_references(dump, object, parsed.source, none, parsed.asn) ==
		-1 ||
	    rsec_manrs_dump_holding(
		dump, parsed.source, parsed.org, parsed.asn) == -1)
		return -1;
	if (parsed.member_of.count == 0)
		return 0;
	return rsec_irr_sets_add(dump->registry->sets, object, dump->err);
}

static struct rsec_rpsl_piece
first_of(struct rsec_irr_list list)
{
	return list.count > 0 ? list.item[0]
			      : (struct rsec_rpsl_piece){ "", 0 };
}

/* A person, a role, an irt, or an organisation and whom it refers to. */
static int
take_contact(
    struct rsec_manrs_dump *dump, const struct rsec_rpsl_object *object)
{
	struct rsec_irr_contact parsed;
	struct rsec_manrs_entry entry;
	struct rsec_err why;

	if (rsec_irr_contact_parse(object, &dump->scratch, &parsed, &why) == -1)
		return skip(dump, &why);
	if (object->class_id == RSEC_RPSL_ORGANISATION)
		return take_references(
		    dump, object, parsed.source, parsed.key, 0);
	entry = (struct rsec_manrs_entry){
		.registry = parsed.source,
		.handle = parsed.key,
		.name = parsed.name,
		.email = first_of(parsed.e_mail),
		.phone = first_of(parsed.phone),
		.abuse = first_of(parsed.abuse_mailbox),
		.hidden = parsed.dummy,
		.changed = rsec_irr_object_changed(object),
	};
	return rsec_manrs_dump_person(dump, &entry);
}

static int
take_set(struct rsec_manrs_dump *dump, const struct rsec_rpsl_object *object)
{
	struct rsec_err why;

	if (rsec_irr_sets_add(dump->registry->sets, object, &why) == -1)
		return skip(dump, &why);
	dump->stats->sets++;
	return 0;
}

/* OBJECT, which is neither a route nor of the shape of another whois. */
static int
take(struct rsec_manrs_dump *dump, const struct rsec_rpsl_object *object)
{
	bool taken;

	rsec_arena_reset(&dump->scratch);
	if (rsec_manrs_dump_whois(dump, object, &taken) == -1)
		return -1;
	if (taken)
		return 0;
	switch (object->class_id) {
	case RSEC_RPSL_AS_SET:
		return take_set(dump, object);
	case RSEC_RPSL_AUT_NUM:
		return take_aut_num(dump, object);
	case RSEC_RPSL_PERSON:
	case RSEC_RPSL_ROLE:
	case RSEC_RPSL_IRT:
	case RSEC_RPSL_ORGANISATION:
		return take_contact(dump, object);
	default:
		return 0;
	}
}

static int
read_all(struct rsec_manrs_dump *dump, struct rsec_rpsl *rpsl,
    const struct rsec_irr_leniency *leniency)
{
	struct rsec_irr_routes_stats routes = { .routes = 0 };
	struct rsec_rpsl_object object;
	int rc;

	while ((rc = rsec_rpsl_next(rpsl, &object, dump->err)) == 1) {
		if (object.class_id == RSEC_RPSL_ROUTE ||
		    object.class_id == RSEC_RPSL_ROUTE6)
			rc = rsec_irr_routes_take(dump->registry->routes,
			    &object, leniency, dump->diag, &routes, dump->err);
		else
			rc = take(dump, &object);
		if (rc == -1)
			break;
	}
	dump->stats->routes += routes.routes;
	dump->stats->malformed += routes.malformed;
	return rc;
}

int
rsec_manrs_registry_read(struct rsec_manrs_registry *registry,
    struct rsec_source source, const struct rsec_irr_leniency *leniency,
    bool whois, const struct rsec_diag *diag,
    struct rsec_manrs_registry_stats *stats, struct rsec_err *err)
{
	struct rsec_manrs_registry_stats own;
	struct rsec_manrs_dump dump = {
		.registry = registry,
		.stats = stats != NULL ? stats : &own,
		.diag = diag,
		.whois = whois,
		.err = err,
	};
	const struct rsec_rpsl_stats *read;
	struct rsec_rpsl *rpsl;
	int rc;

	*dump.stats = (struct rsec_manrs_registry_stats){ .objects = 0 };
	if (registry->frozen)
		return rsec_err_set(
		    err, RSEC_ERR_RANGE, "the data of registries are frozen");
	if ((rpsl = rsec_rpsl_new(source, diag)) == NULL)
		return rsec_err_nomem(err);
	rc = read_all(&dump, rpsl, leniency);
	read = rsec_rpsl_stats(rpsl);
	dump.stats->objects = read->objects + read->malformed;
	dump.stats->malformed += read->malformed;
	rsec_rpsl_free(rpsl);
	rsec_arena_fini(&dump.scratch);
	return rc;
}
