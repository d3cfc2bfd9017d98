/* SPDX-License-Identifier: ISC */
/* The tables of schema.def, and how names are found in them.  See rpsl.h. */
#include "irr/nametable_private.h"
#include "irr/rpsl_private.h"

#define CLASS(id, name, key)
#define ATTRIBUTE(id, name, kind, noise)                           \
	[RSEC_RPSL_ATTR_##id] = { name, (uint8_t)sizeof(name) - 1, \
		RSEC_RPSL_##kind, noise },
const struct rsec_rpsl_schema rsec_rpsl_schema[RSEC_RPSL_NAMES] = {
	[RSEC_RPSL_UNKNOWN_NAME] = { "", 0, RSEC_RPSL_TEXT, false },
#include "irr/schema.def"
};
#undef CLASS
#undef ATTRIBUTE

#define CLASS(id, name, key) [RSEC_RPSL_ATTR_##id] = RSEC_RPSL_##id,
#define ATTRIBUTE(id, name, kind, noise)
const uint8_t rsec_rpsl_class_of[RSEC_RPSL_NAMES] = {
#include "irr/schema.def"
};
#undef CLASS
#undef ATTRIBUTE

#define CLASS(id, name, key) [RSEC_RPSL_##id] = name,
#define ATTRIBUTE(id, name, kind, noise)
static const char *const class_names[RSEC_RPSL_CLASSES] = {
	[RSEC_RPSL_UNKNOWN_CLASS] = "",
#include "irr/schema.def"
};
#undef CLASS
#undef ATTRIBUTE

const char *rsec_rpsl_class_name(enum rsec_rpsl_class class)
{
	return class < RSEC_RPSL_CLASSES ? class_names[class] : "";
}

const char *
rsec_rpsl_name(enum rsec_rpsl_name name)
{
	return name < RSEC_RPSL_NAMES ? rsec_rpsl_schema[name].name : "";
}

static bool
is_name(const struct rsec_rpsl_schema *schema, const char *s, size_t n)
{
	size_t i;

	if (schema->len != n)
		return false;
	for (i = 0; i < n; i++)
		if (rsec_rpsl_fold(s[i]) != schema->name[i])
			return false;
	return true;
}

enum rsec_rpsl_name
rsec_rpsl_name_find(const char *s, size_t n)
{
	unsigned i;

	for (i = RSEC_RPSL_UNKNOWN_NAME + 1; i < RSEC_RPSL_NAMES; i++)
		if (is_name(&rsec_rpsl_schema[i], s, n))
			return (enum rsec_rpsl_name)i;
	return RSEC_RPSL_UNKNOWN_NAME;
}

enum rsec_rpsl_class
rsec_rpsl_class_find(const char *s, size_t n)
{
	return (
	    enum rsec_rpsl_class)rsec_rpsl_class_of[rsec_rpsl_name_find(s, n)];
}

void
rsec_rpsl_names_fill(struct rsec_rpsl_names *names)
{
	char name[RSEC_BLOCK];
	size_t id, slot;

	for (id = RSEC_RPSL_UNKNOWN_NAME + 1; id < RSEC_RPSL_NAMES; id++) {
		if (rsec_rpsl_schema[id].len >= RSEC_BLOCK)
			continue;
		memset(name, 0, sizeof(name));
		memcpy(
		    name, rsec_rpsl_schema[id].name, rsec_rpsl_schema[id].len);
		name[rsec_rpsl_schema[id].len] = ':';
		names->name[id] = rsec_block_load(name);
		slot = rsec_rpsl_slot(names->name[id]);
		while (names->slot[slot] != 0)
			slot = (slot + 1) % RSEC_RPSL_SLOTS;
		names->slot[slot] = (uint8_t)id;
	}
}
