/* SPDX-License-Identifier: ISC */
/* The tables of schema.def, and how names are found in them.  See rpsl.h. */
#include "irr/rpsl_private.h"

#include <string.h>

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

bool
rsec_rpsl_is_name(enum rsec_rpsl_name name, const char *s, size_t n)
{
	const struct rsec_rpsl_schema *schema = &rsec_rpsl_schema[name];
	size_t i;

	if (schema->len != n || n == 0)
		return false;
	if (memcmp(s, schema->name, n) == 0) /* as most are written */
		return true;
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
		if (rsec_rpsl_is_name((enum rsec_rpsl_name)i, s, n))
			return (enum rsec_rpsl_name)i;
	return RSEC_RPSL_UNKNOWN_NAME;
}

enum rsec_rpsl_class
rsec_rpsl_class_find(const char *s, size_t n)
{
	return (
	    enum rsec_rpsl_class)rsec_rpsl_class_of[rsec_rpsl_name_find(s, n)];
}
