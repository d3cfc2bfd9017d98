/* SPDX-License-Identifier: ISC */
/*
 * The as-sets of the subject, RFC 2622 section 5: whether they are named, are
 * there, have a name that nobody else can take, and hold nobody who is not to
 * be in them.
 *
 * Of what an expansion finds only that counts which stands in the subject's
 * own sets: those that it names, and those below its AS numbers.  What is
 * missing in a customer's set is the customer's.
 */
#include <stdlib.h>
#include <string.h>

#include "manrs/action4_private.h"
#include "net/asn.h"

#define ROWS_MAX    1000 /* of one set; more are left out */
#define SOURCES_MAX 8	 /* registries that a sentence names */

/* A set that was expanded; ERR says why it could not be. */
struct opened {
	const struct rsec_manrs_named *named;
	bool found;
	struct rsec_irr_expansion expansion;
	struct rsec_err err;
};

/* What the checks share. */
struct sets {
	struct rsec_manrs_work *work;
	const struct rsec_manrs_own *own;
	struct opened *set;
	size_t count;
};

static int
open_all(struct sets *sets, const struct rsec_manrs_named *named, size_t count)
{
	struct opened *set;
	size_t i;

	if (count == 0 || (sets->work->data->inputs & RSEC_MANRS_IRR) == 0)
		return 0;
	if ((sets->set = calloc(count, sizeof(*set))) == NULL)
		return rsec_err_nomem(sets->work->err);
	for (i = 0; i < count; i++) {
		set = &sets->set[i];
		set->named = &named[i];
		sets->count++;
		set->found =
		    rsec_irr_expand(
			rsec_manrs_registry_sets(sets->work->data->registry),
			named[i].full, &set->expansion, &set->err) == 0;
		if (!set->found && set->err.code == RSEC_ERR_NOMEM)
			return rsec_err_nomem(sets->work->err);
	}
	return 0;
}

static void
close_all(struct sets *sets)
{
	size_t i;

	for (i = 0; i < sets->count; i++)
		if (sets->set[i].found)
			rsec_irr_expansion_fini(&sets->set[i].expansion);
	free(sets->set);
}

/* A row about SET; 0, or -1 with ERR where a text found no memory. */
static int
tell(struct sets *sets, const struct opened *set, const char *why,
    const char *remedy)
{
	const struct rsec_manrs_evidence row = { .has_asn = true,
		.asn = set->named->asn,
		.what = set->named->full,
		.why = why,
		.remedy = remedy };

	if (why == NULL || remedy == NULL)
		return rsec_err_nomem(sets->work->err);
	return rsec_manrs_evidence_add(sets->work, &row);
}

/* Go over all sets; 1 for a good one, 0 for one with evidence, -1 for ERR. */
static int
check_sets(struct sets *sets, enum rsec_manrs_check check,
    int (*judge)(struct sets *sets, const struct opened *set),
    const char *summary)
{
	struct rsec_manrs_work *work = sets->work;
	uint64_t good = 0;
	size_t i;
	int rc;

	if (!rsec_manrs_check_begin(work, check))
		return 0;
	for (i = 0; i < sets->count; i++) {
		if ((rc = judge(sets, &sets->set[i])) == -1)
			return -1;
		good += rc == 1;
	}
	return rsec_manrs_share_end(
	    work, check, good, sets->count, summary, "no as-set is named");
}

static int
judge_found(struct sets *sets, const struct opened *set)
{
	const char *why;

	if (!set->found)
		why = rsec_manrs_text(sets->work, "%s", set->err.msg);
	else if (set->expansion.asns == 0)
		why = "it has no members";
	else
		return 1;
	return tell(
	    sets, set, why, rsec_manrs_remedy_set(sets->work, set->named));
}

/* Whether NAME stands below an AS number of the subject. */
static bool
is_below_own(const struct rsec_manrs_work *work, const char *name)
{
	uint32_t asn;

	return rsec_asn_parse(name, strcspn(name, ":"), &asn) &&
	       rsec_manrs_is_own(work, asn);
}

static int
judge_name(struct sets *sets, const struct opened *set)
{
	const struct rsec_manrs_named *named = set->named;
	uint32_t asn;

	if (!rsec_manrs_is_hierarchical(named->name))
		return tell(sets, set,
		    "its name is not hierarchical: anybody can register it in "
		    "another registry (RFC 2622 section 5)",
		    rsec_manrs_remedy_set(sets->work, named));
	if (!rsec_asn_parse(named->name, strcspn(named->name, ":"), &asn) ||
	    is_below_own(sets->work, named->name))
		return 1;
	return tell(sets, set,
	    rsec_manrs_text(sets->work,
		"it stands below AS%u, which is another network's", asn),
	    rsec_manrs_text(sets->work,
		"name a set below AS%u in PeeringDB and in the aut-num",
		named->asn));
}

/* "RADB, RIPE" */
static const char *
join_sources(
    struct sets *sets, const char *const source[], size_t count, size_t shown)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < shown && text != NULL; i++)
		text = rsec_manrs_text(
		    sets->work, "%s%s%s", text, i > 0 ? ", " : "", source[i]);
	if (text != NULL && count > shown)
		text = rsec_manrs_text(sets->work, "%s, ...", text);
	return text;
}

static int
judge_unique(struct sets *sets, const struct opened *set)
{
	const struct rsec_manrs_named *named = set->named;
	const char *source[SOURCES_MAX], *joined, *own;
	size_t shown, count = rsec_irr_sets_sources(
			  rsec_manrs_registry_sets(sets->work->data->registry),
			  named->name, source, SOURCES_MAX);

	if (count <= 1)
		return 1;
	shown = count < SOURCES_MAX ? count : SOURCES_MAX;
	joined = join_sources(sets, source, count, shown);
	if (joined == NULL)
		return -1;
	own = rsec_manrs_set_registry(source, shown);
	return tell(sets, set,
	    rsec_manrs_text(
		sets->work, "its name is in several registries: %s", joined),
	    named->source[0] != '\0'
		? rsec_manrs_text(sets->work,
		      "delete %s from all registries but %s", named->name,
		      named->source)
		: rsec_manrs_text(sets->work,
		      "name it with its registry in PeeringDB: %s::%s",
		      own != NULL ? own : "<your registry>", named->name));
}

/* Whether LABEL, "RADB::AS-X", is one of the subject's sets. */
static bool
is_own_set(const struct sets *sets, const struct opened *set, const char *label)
{
	const char *name = strstr(label, "::");

	name = name != NULL ? name + 2 : label;
	return strcmp(name, set->named->name) == 0 ||
	       is_below_own(sets->work, name);
}

static const char *
describe(struct sets *sets, const struct rsec_irr_set_finding *finding)
{
	switch (finding->what) {
	case RSEC_IRR_LOOP:
		return rsec_manrs_text(
		    sets->work, "it contains itself: %s", finding->detail);
	case RSEC_IRR_MISSING:
		return rsec_manrs_text(sets->work,
		    "member %s of %s is in no registry", finding->member,
		    finding->set);
	case RSEC_IRR_DEPTH:
		return rsec_manrs_text(sets->work,
		    "%s lies deeper than %d sets", finding->set,
		    RSEC_IRR_DEPTH_MAX);
	case RSEC_IRR_MALFORMED:
		return rsec_manrs_text(sets->work, "member %s of %s is %s",
		    finding->member, finding->set, finding->detail);
	case RSEC_IRR_ANY:
		return rsec_manrs_text(sets->work, "%s lets anybody in: %s",
		    finding->set, finding->member);
	default:
		return "";
	}
}

/* What is to go from where; of a loop the member that leads back. */
static const char *
removal(struct sets *sets, const struct rsec_irr_set_finding *finding)
{
	if (finding->what == RSEC_IRR_LOOP)
		return rsec_manrs_text(sets->work,
		    "remove %s from the members of %s", finding->set,
		    finding->member);
	if (finding->member[0] == '\0')
		return "have fewer sets inside each other";
	return rsec_manrs_text(sets->work, "remove %s from the members of %s",
	    finding->member, finding->set);
}

static int
judge_members(struct sets *sets, const struct opened *set)
{
	const struct rsec_irr_set_finding *finding;
	const char *why, *remedy;
	size_t i, rows = 0;

	for (i = 0; set->found && i < set->expansion.findings; i++) {
		finding = &set->expansion.finding[i];
		if (rows == ROWS_MAX ||
		    (!is_own_set(sets, set, finding->set) &&
			(finding->what != RSEC_IRR_LOOP ||
			    !is_own_set(sets, set, finding->member))))
			continue;
		if ((why = describe(sets, finding)) == NULL ||
		    (remedy = removal(sets, finding)) == NULL)
			return rsec_err_nomem(sets->work->err);
		if (why[0] == '\0')
			continue;
		if (tell(sets, set, why, remedy) == -1)
			return -1;
		rows++;
	}
	return rows == 0;
}

/* The AS of the subject that ASN is a provider of, by as-rel. */
static bool
is_provider(const struct sets *sets, uint32_t asn, uint32_t *of)
{
	const struct rsec_manrs_report *report = sets->work->report;
	size_t i;

	for (i = 0; i < report->asns; i++) {
		*of = report->asn[i];
		if (rsec_relations_get(sets->work->data->relations, asn, *of) ==
		    RSEC_RELATION_PROVIDER)
			return true;
	}
	return false;
}

/* A row about ASN, a member that is none of a cone. */
static int
tell_member(
    struct sets *sets, const struct opened *set, uint32_t asn, const char *why)
{
	const struct rsec_manrs_evidence row = { .has_asn = true,
		.asn = asn,
		.what = set->named->full,
		.why = why,
		.remedy = rsec_manrs_text(sets->work,
		    "remove AS%u, or the set that it came with, from %s", asn,
		    set->named->full) };

	if (why == NULL || row.remedy == NULL)
		return rsec_err_nomem(sets->work->err);
	return rsec_manrs_evidence_add(sets->work, &row);
}

static int
judge_tier1(struct sets *sets, const struct opened *set)
{
	size_t i, rows = 0;
	const char *why;
	uint32_t asn, of;

	for (i = 0; set->found && i < set->expansion.asns; i++) {
		asn = set->expansion.asn[i];
		if (rows == ROWS_MAX || rsec_manrs_is_own(sets->work, asn))
			continue;
		if (is_provider(sets, asn, &of))
			why = rsec_manrs_text(
			    sets->work, "AS%u is a provider of AS%u", asn, of);
		else if (rsec_manrs_lookup_is_transit_free(
			     sets->own->lookup, asn))
			why = rsec_manrs_text(
			    sets->work, "AS%u has no provider itself", asn);
		else
			continue;
		if (tell_member(sets, set, asn, why) == -1)
			return -1;
		rows++;
	}
	return rows == 0;
}

static int
run_checks(struct sets *sets)
{
	static const struct {
		enum rsec_manrs_check check;
		int (*judge)(struct sets *sets, const struct opened *set);
		const char *summary;
	} checks[] = {
		{ RSEC_MANRS_A4_ASSET_FOUND, judge_found,
		    "as-sets have members" },
		{ RSEC_MANRS_A4_ASSET_NAME, judge_name,
		    "as-sets have a hierarchical name" },
		{ RSEC_MANRS_A4_ASSET_UNIQUE, judge_unique,
		    "as-sets are in one registry alone" },
		{ RSEC_MANRS_A4_ASSET_LOOP, judge_members,
		    "as-sets have no loop or missing member" },
		{ RSEC_MANRS_A4_ASSET_TIER1, judge_tier1,
		    "as-sets hold no provider or transit-free network" },
	};
	size_t i;

	for (i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
		if (check_sets(sets, checks[i].check, checks[i].judge,
			checks[i].summary) == -1)
			return -1;
	return 0;
}

/* The first set of NAMED that is ASN's, or NULL. */
static const struct rsec_manrs_named *
set_of(const struct rsec_manrs_named *named, size_t count, uint32_t asn)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (named[i].asn == asn)
			return &named[i];
	return NULL;
}

/* PeeringDB names nothing, or does not know the network at all. */
static int
tell_unnamed(struct rsec_manrs_work *work, uint32_t asn, bool is_known,
    const struct rsec_manrs_named *named)
{
	const struct rsec_manrs_evidence row = { .has_asn = true,
		.asn = asn,
		.why = is_known ? "PeeringDB names no as-set of it"
				: "PeeringDB does not have the network",
		.remedy = named != NULL
			      ? rsec_manrs_text(work,
				    "IRR as-set/route-set in PeeringDB: %s",
				    named->full)
			      : rsec_manrs_text(work,
				    "IRR as-set/route-set in PeeringDB: "
				    "<your registry>::AS%u:AS-CUSTOMERS",
				    asn) };

	if (row.remedy == NULL)
		return rsec_err_nomem(work->err);
	return rsec_manrs_evidence_add(work, &row);
}

static int
check_named(struct rsec_manrs_work *work, const struct rsec_manrs_named *named,
    size_t count)
{
	const struct rsec_manrs_report *report = work->report;
	const struct rsec_manrs_network *network;
	uint64_t good = 0;
	size_t i;

	if (!rsec_manrs_check_begin(work, RSEC_MANRS_A4_ASSET_NAMED))
		return 0;
	for (i = 0; i < report->asns; i++) {
		network = rsec_manrs_peeringdb_of(
		    work->data->peeringdb, report->asn[i]);
		if (network != NULL && network->irr_as_set[0] != '\0') {
			good++;
			continue;
		}
		if (tell_unnamed(work, report->asn[i], network != NULL,
			set_of(named, count, report->asn[i])) == -1)
			return -1;
	}
	return rsec_manrs_share_end(work, RSEC_MANRS_A4_ASSET_NAMED, good,
	    report->asns, "networks name an as-set in PeeringDB",
	    "no AS number");
}

int
rsec_manrs_action4_sets(
    struct rsec_manrs_work *work, const struct rsec_manrs_own *own)
{
	struct sets sets = { .work = work, .own = own };
	struct rsec_manrs_named *named;
	size_t count;
	int rc;

	if (rsec_manrs_named_sets(work, &named, &count) == -1 ||
	    check_named(work, named, count) == -1)
		return -1;
	rc = open_all(&sets, named, count);
	if (rc == 0)
		rc = run_checks(&sets);
	close_all(&sets);
	return rc;
}
