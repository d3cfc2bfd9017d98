/* SPDX-License-Identifier: ISC */
/*
 * The expansion of an as-set or a route-set: RFC 2622 sections 5.1 and 5.2,
 * RFC 4012 section 4.
 *
 * Sets are visited in breadth, through a queue: neither a chain of ten
 * thousand sets nor a loop costs stack.  A visit is a set with the range
 * operator that the way to it adds up to, and each is made once; an as-set is
 * visited once for an as-set, so the whole is linear in the members of all
 * sets that are met.
 *
 * What is told about a set or a member is told when its set is first opened.
 * Loops are looked for afterwards (expand_loops.c).
 */
#include "irr/expand_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/quote.h"
#include "irr/object_private.h"

#define SOURCES_SHOWN 8		 /* registries of an ambiguous name */
#define OPENED	      UINT32_MAX /* in the key of a set that was opened */

/* Visits and opened sets have keys of one table. */
static uint64_t
key_of(uint32_t set, uint32_t range)
{
	return (uint64_t)set << 32 | range;
}

static uint32_t
range_number(struct rsec_range range)
{
	return (uint32_t)range.least << 24 | (uint32_t)range.more << 16 |
	       (uint32_t)range.to << 8 | range.from_max;
}

bool
rsec_expand_opened(
    const struct rsec_expand *expand, uint32_t i, uint32_t *place)
{
	return rsec_table_find(&expand->table, key_of(i, OPENED), place);
}

const char *
rsec_expand_label(struct rsec_expand *expand, uint32_t i)
{
	const struct rsec_set *set = rsec_irr_sets_at(expand->sets, i);

	expand->text.len = 0;
	if (rsec_buf_puts(&expand->text,
		rsec_irr_sets_text(expand->sets, set->source)) == -1 ||
	    rsec_buf_puts(&expand->text, "::") == -1 ||
	    rsec_buf_puts(&expand->text,
		rsec_irr_sets_text(expand->sets, set->name)) == -1)
		return NULL;
	return rsec_arena_strndup(
	    &expand->out->arena, expand->text.data, expand->text.len);
}

int
rsec_expand_report(struct rsec_expand *expand, enum rsec_irr_finding what,
    const char *set, const char *member, const char *detail)
{
	struct rsec_arena *arena = &expand->out->arena;
	struct rsec_irr_set_finding *finding;

	finding = rsec_array_add(&expand->findings, sizeof(*finding));
	if (finding == NULL)
		return rsec_err_nomem(expand->err);
	finding->what = what;
	finding->set = set;
	finding->member = rsec_arena_strndup(arena, member, strlen(member));
	finding->detail = rsec_arena_strndup(arena, detail, strlen(detail));
	if (finding->member == NULL || finding->detail == NULL)
		return rsec_err_nomem(expand->err);
	return 0;
}

int
rsec_expand_step(struct rsec_expand *expand, uint32_t count)
{
	expand->steps += count;
	if (expand->steps <= RSEC_IRR_STEPS_MAX)
		return 0;
	return rsec_err_set(expand->err, RSEC_ERR_LIMIT,
	    "the expansion looks at more than %u members",
	    (unsigned)RSEC_IRR_STEPS_MAX);
}

/* Visit SET later, unless that was or will be done already. */
static int
enqueue(struct rsec_expand *expand, uint32_t set, struct rsec_range range,
    uint32_t depth)
{
	struct rsec_visit *visit;
	uint32_t value = 0;
	int rc;

	rc = rsec_table_add(
	    &expand->table, key_of(set, range_number(range)), &value);
	if (rc != 1)
		return rc == 0 ? 0 : rsec_err_nomem(expand->err);
	visit = rsec_array_add(&expand->visits, sizeof(*visit));
	if (visit == NULL)
		return rsec_err_nomem(expand->err);
	*visit = (struct rsec_visit){ set, range, depth };
	return 0;
}

/* The registries that have NAME, the one that is taken first. */
static int
report_ambiguous(struct rsec_expand *expand, const char *set, uint32_t name)
{
	const char *text = rsec_irr_sets_text(expand->sets, name);
	const char *sources[SOURCES_SHOWN];
	const size_t count =
	    rsec_irr_sets_sources(expand->sets, text, sources, SOURCES_SHOWN);
	struct rsec_buf *buf = &expand->text;
	size_t i;
	int rc = 0;

	buf->len = 0;
	for (i = 0; i < count && i < SOURCES_SHOWN; i++) {
		rc |= i > 0 ? rsec_buf_puts(buf, ", ") : 0;
		rc |= rsec_buf_puts(buf, sources[i]);
	}
	rc |= count > SOURCES_SHOWN ? rsec_buf_puts(buf, ", ...") : 0;
	if (rc != 0 || rsec_buf_addc(buf, '\0') == -1)
		return rsec_err_nomem(expand->err);
	return rsec_expand_report(
	    expand, RSEC_IRR_AMBIGUOUS, set, text, buf->data);
}

static int
report_missing(struct rsec_expand *expand, const char *set,
    const struct rsec_member *member)
{
	const struct rsec_irr_sets *sets = expand->sets;
	struct rsec_buf *buf = &expand->text;
	int rc = 0;

	buf->len = 0;
	if (member->source != RSEC_NO_NAME) {
		rc |= rsec_buf_puts(
		    buf, rsec_irr_sets_text(sets, member->source));
		rc |= rsec_buf_puts(buf, "::");
	}
	rc |= rsec_buf_puts(buf, rsec_irr_sets_text(sets, member->value));
	if (rc != 0 || rsec_buf_addc(buf, '\0') == -1)
		return rsec_err_nomem(expand->err);
	return rsec_expand_report(expand, RSEC_IRR_MISSING, set, buf->data, "");
}

/* What MEMBER of a set that is opened for the first time gives rise to. */
static int
examine_member(struct rsec_expand *expand, const char *set,
    const struct rsec_member *member)
{
	uint32_t count;

	switch (member->kind) {
	case RSEC_MEMBER_ANY:
		return rsec_expand_report(expand, RSEC_IRR_ANY, set,
		    rsec_irr_sets_text(expand->sets, member->value), "");
	case RSEC_MEMBER_MALFORMED:
		return rsec_expand_report(expand, RSEC_IRR_MALFORMED, set,
		    rsec_irr_sets_text(expand->sets, member->value),
		    rsec_member_why(member->why));
	case RSEC_MEMBER_SET:
		if (rsec_irr_sets_resolve(expand->sets, member->source,
			member->value, &count) == RSEC_NO_NAME)
			return report_missing(expand, set, member);
		if (count > 1 && member->source == RSEC_NO_NAME)
			return report_ambiguous(expand, set, member->value);
		return 0;
	default:
		return 0;
	}
}

/* Whether the name of a set does not begin with the number of an AS. */
static bool
is_flat(const char *name)
{
	const struct rsec_rpsl_piece first = { name, strcspn(name, ":") };
	uint32_t asn;

	return !rsec_irr_is_asn(first, &asn);
}

/* What is odd about a set that is opened for the first time. */
static int
examine_set(struct rsec_expand *expand, const struct rsec_set *set,
    const char *label, uint32_t depth)
{
	const uint32_t count = rsec_irr_sets_members(set);
	const char *name = rsec_irr_sets_text(expand->sets, set->name);
	uint32_t i;

	if (is_flat(name) &&
	    rsec_expand_report(expand, RSEC_IRR_FLAT_NAME, label, "", "") == -1)
		return -1;
	if (set->any && rsec_expand_report(expand, RSEC_IRR_ANY, label, "",
			    "mbrs-by-ref: ANY") == -1)
		return -1;
	if (count == 0 &&
	    rsec_expand_report(expand, RSEC_IRR_EMPTY, label, "", "") == -1)
		return -1;
	if (depth == RSEC_IRR_DEPTH_MAX + 1 &&
	    rsec_expand_report(expand, RSEC_IRR_DEPTH, label, "", "") == -1)
		return -1;
	for (i = 0; i < count; i++)
		if (examine_member(expand, label,
			rsec_irr_sets_member(expand->sets, set, i)) == -1)
			return -1;
	return 0;
}

/* Open the set of VISIT if that was not done yet. */
static int
open_set(struct rsec_expand *expand, const struct rsec_visit *visit)
{
	uint32_t place = expand->opened.count;
	struct rsec_opened *opened;
	int rc;

	rc = rsec_table_add(&expand->table, key_of(visit->set, OPENED), &place);
	if (rc != 1)
		return rc == 0 ? 0 : rsec_err_nomem(expand->err);
	opened = rsec_array_add(&expand->opened, sizeof(*opened));
	if (opened == NULL)
		return rsec_err_nomem(expand->err);
	opened->set = visit->set;
	opened->label = rsec_expand_label(expand, visit->set);
	if (opened->label == NULL)
		return rsec_err_nomem(expand->err);
	expand->out->depth = visit->depth; /* it never falls in a queue */
	return examine_set(expand, rsec_irr_sets_at(expand->sets, visit->set),
	    opened->label, visit->depth);
}

static int
take_asn(struct rsec_expand *expand, uint32_t asn, struct rsec_range range)
{
	uint8_t record[8];

	rsec_put_be32(record, asn);
	rsec_put_be32(record + 4, range_number(range));
	if (rsec_buf_add(&expand->asns, record, sizeof(record)) == -1)
		return rsec_err_nomem(expand->err);
	return 0;
}

static int
take_prefix(struct rsec_expand *expand, uint32_t index, struct rsec_range range)
{
	struct rsec_irr_prefix_range prefix =
	    ((const struct rsec_irr_prefix_range *)
		    expand->sets->ranges.data)[index];

	if (!rsec_range_apply(range, rsec_family_bits(prefix.prefix.family),
		&prefix.min_len, &prefix.max_len))
		return 0;
	return rsec_expand_take(expand, &prefix);
}

/* Take MEMBER, with RANGE on top of its own. */
static int
take_member(struct rsec_expand *expand, const struct rsec_visit *visit,
    const struct rsec_member *member)
{
	struct rsec_range range;
	uint32_t set, count;

	if (member->kind == RSEC_MEMBER_PREFIX)
		return take_prefix(expand, member->value, visit->range);
	if ((member->kind != RSEC_MEMBER_ASN &&
		member->kind != RSEC_MEMBER_SET) ||
	    !rsec_range_compose(visit->range, member->range, &range))
		return 0;
	if (member->kind == RSEC_MEMBER_ASN)
		return take_asn(expand, member->value, range);
	set = rsec_irr_sets_resolve(
	    expand->sets, member->source, member->value, &count);
	if (set == RSEC_NO_NAME)
		return 0;
	return enqueue(expand, set, range, visit->depth + 1);
}

static int
make_visit(struct rsec_expand *expand, const struct rsec_visit *visit)
{
	const struct rsec_set *set = rsec_irr_sets_at(expand->sets, visit->set);
	const uint32_t count = rsec_irr_sets_members(set);
	uint32_t i;

	if (rsec_expand_step(expand, count) == -1)
		return -1;
	if (open_set(expand, visit) == -1)
		return -1;
	for (i = 0; i < count; i++)
		if (take_member(expand, visit,
			rsec_irr_sets_member(expand->sets, set, i)) == -1)
			return -1;
	return 0;
}

/* The set that was asked for by TEXT. */
static int
find_root(struct rsec_expand *expand, const char *text, uint32_t *root,
    bool *ambiguous)
{
	const struct rsec_rpsl_piece piece = { text, strlen(text) };
	uint32_t source_number = RSEC_NO_NAME, number, count = 0;
	struct rsec_rpsl_piece source, name;
	char quoted[RSEC_QUOTE_SIZE];
	enum rsec_rpsl_class class;
	const char *why;

	rsec_quote(quoted, text, piece.n);
	if (!rsec_irr_split_source(piece, &source, &name))
		return rsec_err_set(expand->err, RSEC_ERR_SYNTAX,
		    "%s: not a registry before \"::\" (RFC 2622 section 2)",
		    quoted);
	class = rsec_irr_set_name(name, &why);
	if (class != RSEC_RPSL_AS_SET && class != RSEC_RPSL_ROUTE_SET)
		return rsec_err_set(expand->err, RSEC_ERR_SYNTAX,
		    "%s is not the name of an as-set or route-set (RFC 2622 "
		    "section 5)",
		    quoted);
	number = rsec_irr_sets_name(expand->sets, name);
	if (source.n > 0)
		source_number = rsec_irr_sets_name(expand->sets, source);
	*root = RSEC_NO_NAME;
	if (number != RSEC_NO_NAME &&
	    (source.n == 0 || source_number != RSEC_NO_NAME))
		*root = rsec_irr_sets_resolve(
		    expand->sets, source_number, number, &count);
	*ambiguous = source.n == 0 && count > 1;
	if (*root != RSEC_NO_NAME)
		return 0;
	return rsec_err_set(
	    expand->err, RSEC_ERR_RANGE, "no registry has a set %s", quoted);
}

static int
expand_all(struct rsec_expand *expand, const char *name)
{
	struct rsec_visit visit;
	const char *label;
	bool ambiguous = false;
	uint32_t i, root;

	if (find_root(expand, name, &root, &ambiguous) == -1)
		return -1;
	expand->is_route_set =
	    rsec_irr_sets_at(expand->sets, root)->is_route_set;
	if (ambiguous) {
		if ((label = rsec_expand_label(expand, root)) == NULL)
			return rsec_err_nomem(expand->err);
		if (report_ambiguous(expand, label,
			rsec_irr_sets_at(expand->sets, root)->name) == -1)
			return -1;
	}
	if (enqueue(expand, root, RSEC_RANGE_IDENTITY, 1) == -1)
		return -1;
	for (i = 0; i < expand->visits.count; i++) {
		visit = ((const struct rsec_visit *)expand->visits.data)[i];
		if (make_visit(expand, &visit) == -1)
			return -1;
	}
	if (rsec_expand_loops(expand) == -1)
		return -1;
	return rsec_expand_finish(expand);
}

int
rsec_irr_expand(const struct rsec_irr_sets *sets, const char *name,
    struct rsec_irr_expansion *out, struct rsec_err *err)
{
	struct rsec_expand expand = { .sets = sets, .out = out, .err = err };
	int rc;

	*out = (struct rsec_irr_expansion){ .arena = RSEC_ARENA_INIT };
	if (!sets->ready)
		return rsec_err_set(err, RSEC_ERR_UNSUPPORTED,
		    "the collection of sets is not frozen");
	rc = expand_all(&expand, name);
	free(expand.visits.data);
	free(expand.opened.data);
	free(expand.findings.data);
	rsec_table_fini(&expand.table);
	rsec_buf_fini(&expand.asns);
	rsec_buf_fini(&expand.ranges);
	rsec_buf_fini(&expand.text);
	if (rc == -1)
		rsec_irr_expansion_fini(out);
	return rc;
}

void
rsec_irr_expansion_fini(struct rsec_irr_expansion *expansion)
{
	rsec_arena_fini(&expansion->arena);
	*expansion = (struct rsec_irr_expansion){ .arena = RSEC_ARENA_INIT };
}
