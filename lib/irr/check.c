/* SPDX-License-Identifier: ISC */
/*
 * Objects against the templates of their classes (template.def): what is
 * missing, what stands twice, what does not belong.  Values are not looked at.
 */
#include "irr/object.h"

#include "base/quote.h"

/* How often an attribute stands; 0 where it does not belong. */
enum often {
	NEVER,
	ONE,
	SOME,
	MAYBE,
	ANY
};

/* The row of no class is what every class has. */
#define RSEC_RPSL_EVERY RSEC_RPSL_UNKNOWN_CLASS

static const uint8_t templates[RSEC_RPSL_CLASSES][RSEC_RPSL_NAMES] = {
#define TEMPLATE(class, rule)
#define HAS(class, attribute, often) \
	[RSEC_RPSL_##class][RSEC_RPSL_ATTR_##attribute] = often,
#include "irr/template.def"
#undef TEMPLATE
#undef HAS
};

static const char *const rules[RSEC_RPSL_CLASSES] = {
#define TEMPLATE(class, rule) [RSEC_RPSL_##class] = rule,
#define HAS(class, attribute, often)
#include "irr/template.def"
#undef TEMPLATE
#undef HAS
};

/* One object while it is checked. */
struct check {
	const struct rsec_rpsl_object *object;
	const struct rsec_diag *diag;
	const char *rule;
	int found;
	bool stopped;
	bool seen[RSEC_RPSL_NAMES];
};

static enum often
how_often(enum rsec_rpsl_class class, unsigned name)
{
	const uint8_t own = templates[class][name];

	return (enum often)(
	    own != NEVER ? own : templates[RSEC_RPSL_EVERY][name]);
}

static void
report(struct check *check, const struct rsec_err *err)
{
	check->found++;
	check->stopped = rsec_diag_report(check->diag, err) == -1;
}

/* An attribute that has no place in the class. */
static void
report_foreign(struct check *check, const struct rsec_rpsl_attribute *attribute)
{
	const char *class = rsec_rpsl_class_name(check->object->class_id);
	const uint64_t line = check->object->line + attribute->line;
	char quoted[RSEC_QUOTE_SIZE];
	struct rsec_err err;

	if (attribute->id == RSEC_RPSL_UNKNOWN_NAME)
		rsec_err_at_line(&err, RSEC_ERR_SYNTAX, line,
		    "unknown attribute %s",
		    rsec_quote(quoted, attribute->name, attribute->name_len));
	else
		rsec_err_at_line(&err, RSEC_ERR_SYNTAX, line,
		    "attribute %s does not belong in an object of class %s "
		    "(%s)",
		    rsec_rpsl_name((enum rsec_rpsl_name)attribute->id), class,
		    check->rule);
	report(check, &err);
}

static void
check_attribute(
    struct check *check, const struct rsec_rpsl_attribute *attribute)
{
	const enum often often =
	    attribute->id == RSEC_RPSL_UNKNOWN_NAME
		? NEVER
		: how_often(check->object->class_id, attribute->id);
	struct rsec_err err;

	if (often == NEVER) {
		report_foreign(check, attribute);
	} else if (check->seen[attribute->id] &&
		   (often == ONE || often == MAYBE)) {
		rsec_err_at_line(&err, RSEC_ERR_SYNTAX,
		    check->object->line + attribute->line,
		    "a second %s attribute (%s)",
		    rsec_rpsl_name((enum rsec_rpsl_name)attribute->id),
		    check->rule);
		report(check, &err);
	}
	check->seen[attribute->id] = true;
}

static void
check_missing(struct check *check, unsigned name)
{
	const enum often often = how_often(check->object->class_id, name);
	struct rsec_err err;

	if (check->seen[name] || (often != ONE && often != SOME))
		return;
	rsec_err_at_line(&err, RSEC_ERR_SYNTAX, check->object->line,
	    "no %s attribute (%s)", rsec_rpsl_name((enum rsec_rpsl_name)name),
	    check->rule);
	report(check, &err);
}

static void
report_class(struct check *check)
{
	const struct rsec_rpsl_attribute *first = check->object->attributes;
	char quoted[RSEC_QUOTE_SIZE];
	struct rsec_err err;

	rsec_err_at_line(&err, RSEC_ERR_SYNTAX, check->object->line,
	    "unknown class %s",
	    rsec_quote(quoted, first->name, first->name_len));
	report(check, &err);
}

int
rsec_rpsl_check(
    const struct rsec_rpsl_object *object, const struct rsec_diag *diag)
{
	struct check check = { .object = object, .diag = diag };
	unsigned name;
	size_t i;

	check.rule = rules[object->class_id];
	if (object->class_id == RSEC_RPSL_UNKNOWN_CLASS)
		report_class(&check);
	if (check.rule == NULL)
		return check.stopped ? -1 : check.found;
	for (i = 0; i < object->count && !check.stopped; i++)
		check_attribute(&check, &object->attributes[i]);
	for (name = 1; name < RSEC_RPSL_NAMES && !check.stopped; name++)
		check_missing(&check, name);
	return check.stopped ? -1 : check.found;
}
