/* SPDX-License-Identifier: ISC */
/*
 * The as-set to submit: below the AS number where it is not yet below one, and
 * else as the present one, whose members, references and maintainers it keeps
 * (RFC 2622 section 5.1).
 *
 * Which set is the present one is told with its registry, or is that of an RIR,
 * or the only one of the name; whose maintainers are not taken, since anybody
 * may have put it there.
 */
#include <string.h>

#include "manrs/action4_private.h"

#define SOURCES_MAX 8
#define WIDTH	    72 /* of a line of members */
#define MEMBERS	    "members:        "
#define REFERENCES  "mbrs-by-ref:    "
#define MAINTAINERS "mnt-by:         "

const char *
rsec_manrs_set_registry(const char *const source[], size_t count)
{
	const char *found = NULL;
	size_t i;

	for (i = 0; i < count; i++) {
		if (!rsec_irr_is_authoritative(source[i]))
			continue;
		if (found != NULL)
			return NULL;
		found = source[i];
	}
	return found;
}

/* The present set; 1, 0 or -1. */
static int
find_present(struct rsec_manrs_work *work, const struct rsec_manrs_named *named,
    struct rsec_irr_set_copy *out)
{
	const struct rsec_irr_sets *sets;
	const char *source[SOURCES_MAX], *name = named->full, *registry = NULL;
	size_t count;

	if (work->data->registry == NULL)
		return 0;
	sets = rsec_manrs_registry_sets(work->data->registry);
	count = rsec_irr_sets_sources(sets, named->name, source, SOURCES_MAX);
	if (named->source[0] == '\0')
		registry = rsec_manrs_set_registry(
		    source, count < SOURCES_MAX ? count : SOURCES_MAX);
	if (registry == NULL && named->source[0] == '\0' && count != 1)
		return 0;
	if (registry != NULL)
		name = rsec_manrs_text(work, "%s::%s", registry, named->name);
	if (name == NULL)
		return -1;
	return rsec_irr_sets_copy(
	    sets, name, &work->report->arena, out, work->err);
}

/* Whether WORD[0..n) is NAME, of whatever registry: the set itself. */
static bool
is_itself(const char *word, size_t n, const char *name)
{
	const size_t len = strlen(name);

	return n >= len && memcmp(word + n - len, name, len) == 0 &&
	       (n == len || (n > len + 2 && word[n - len - 1] == ':' &&
				word[n - len - 2] == ':'));
}

/*
 * LIST, "A, B", as lines of ATTRIBUTE: of members without the set ITSELF, else,
 * where that is "", what can be the name of an object.
 */
static int
add_list(struct rsec_buf *text, const char *attribute, const char *list,
    const char *itself)
{
	size_t n, column = 0;

	for (; *list != '\0'; list += n + strspn(list + n, ", ")) {
		n = strcspn(list, ",");
		if (itself[0] != '\0' ? is_itself(list, n, itself)
				      : !rsec_manrs_is_object_name(list, n))
			continue;
		if (column > 0 && column + 2 + n > WIDTH) {
			if (rsec_buf_addc(text, '\n') == -1)
				return -1;
			column = 0;
		}
		if (rsec_buf_puts(text, column == 0 ? attribute : ", ") == -1 ||
		    rsec_buf_add(text, list, n) == -1)
			return -1;
		column += n + (column == 0 ? strlen(attribute) : 2);
	}
	return column == 0 ? 0 : rsec_buf_addc(text, '\n');
}

static int
add_line(struct rsec_buf *text, const char *attribute, const char *value)
{
	return rsec_buf_puts(text, attribute) == -1 ||
		       rsec_buf_puts(text, value) == -1
		   ? -1
		   : rsec_buf_addc(text, '\n');
}

static const char *
format_lists(struct rsec_manrs_work *work, const struct rsec_manrs_named *named,
    const struct rsec_irr_set_copy *set)
{
	struct rsec_buf text = RSEC_BUF_INIT;
	const char *lists = NULL;

	if (add_list(&text, MEMBERS, set->members, named->name) == 0 &&
	    add_list(&text, REFERENCES, set->mbrs_by_ref, "") == 0 &&
	    (set->mnt_by[0] == '<'
		    ? add_line(&text, MAINTAINERS, set->mnt_by)
		    : add_list(&text, MAINTAINERS, set->mnt_by, "")) == 0 &&
	    rsec_buf_addc(&text, '\0') == 0)
		lists = rsec_manrs_text(work, "%s", text.data);
	else
		rsec_err_nomem(work->err);
	rsec_buf_fini(&text);
	return lists;
}

/* "AS-X" as "AS64496:AS-X". */
static const char *
name_of(struct rsec_manrs_work *work, const struct rsec_manrs_named *named)
{
	if (rsec_manrs_is_hierarchical(named->name))
		return named->name;
	return rsec_manrs_text(work, "AS%u:%s", named->asn, named->name);
}

const char *
rsec_manrs_remedy_set(
    struct rsec_manrs_work *work, const struct rsec_manrs_named *named)
{
	struct rsec_irr_set_copy set;
	const char *name = name_of(work, named), *lists, *then = "", *members;
	const int found = find_present(work, named, &set);

	if (found == -1 || name == NULL)
		return NULL;
	if (found == 0)
		set = (struct rsec_irr_set_copy){ named->source, "", "", "" };
	if ((members = set.members)[0] == '\0')
		members = set.members =
		    rsec_manrs_text(work, "AS%u", named->asn);
	if (named->source[0] == '\0' && !rsec_irr_is_authoritative(set.source))
		set.mnt_by = "";
	if (!rsec_manrs_is_object_name(set.mnt_by, 1))
		set.mnt_by = "<your maintainer>";
	if (found == 1 && name != named->name)
		then = rsec_manrs_text(work,
		    "\nthen name it instead of %s in PeeringDB, in the "
		    "aut-num and in sets\n",
		    named->name);
	if (members == NULL || then == NULL ||
	    (lists = format_lists(work, named, &set)) == NULL)
		return NULL;
	return rsec_manrs_text(work,
	    "as-set:         %s\n"
	    "descr:          AS%u and its customers\n"
	    "%s"
	    "source:         %s\n"
	    "%s",
	    name, named->asn, lists,
	    set.source[0] != '\0' ? set.source : "<your registry>", then);
}
